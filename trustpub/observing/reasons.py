"""Why a setting is likely not as declared, from what else was seen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .matching import Pair, environment_of

GATED = {"reviewers.users", "reviewers.teams", "prevent_self_review", "wait_timer"} | {
    "can_admins_bypass"
}
"""GitHub docs, "Managing environments": on private repositories these are for Enterprise."""
PREMIUM = {"gitlab.protected-environment"}
"""GitLab docs, "Protected environments": Premium and Ultimate."""
BELOW = {"minimal access", "guest", "planner", "reporter"}
"""Roles below developer: GitLab names none of them in a protection."""
Reason = Callable[[Pair, str, Sequence[Any]], str | None]


def reason(pair: Pair, path: str, missing: Sequence[Any]) -> str:
    """The first likely cause; `missing` is what was asked for and is not stored."""
    found = (cause(pair, path, missing) for cause in CAUSES)
    return next((text for text in found if text), "changed by hand, or never taken over")


def gone(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """The whole repository is not there."""
    if pair.repository.state == "absent":
        return pair.repository.why or "there is no such repository, or the token may not see it"
    return None


def archived(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """Archived repositories take no changes."""
    return "it is archived and takes no changes" if pair.repository.facts.get("archived") else None


def renamed(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """The repository has another name now."""
    if path in ("repository", "project") and pair.repository.asked:
        return f"it was renamed or moved to {pair.repository.name}"
    return None


def github_plan(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """Private repositories lack some settings on smaller plans."""
    facts = pair.repository.facts
    if pair.repository.forge != "github" or facts.get("visibility") in (None, "public"):
        return None
    plan, name = facts.get("plan"), pair.resource.kind
    if not path and plan == "free" and name.startswith("github."):
        return "the free plan does not include it for private repositories"
    if path in GATED and plan != "enterprise":
        plan_said = f"the {plan} plan does not" if plan else "the plan may not"
        return f"{plan_said} include it for {facts['visibility']} repositories"
    return None


def blind(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """GitHub drops reviewers who cannot read (terraform-provider-github#1166)."""
    kind = path.rpartition(".")[2]
    known = pair.seen.beyond.get("reviewers_able", {}) if pair.seen else {}
    names = [str(n) for n in missing if known.get(f"{kind}/{str(n).casefold()}") is False]
    if path.startswith("reviewers.") and names:
        return f"{', '.join(names)} cannot read the repository, and GitHub drops such reviewers"
    return None


def without_reviewers(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """The rule that prevents self-review is a part of the reviewers' one."""
    if path == "prevent_self_review" and pair.seen:
        stored = pair.seen.properties.get("reviewers") or {}
        if not any(stored.values()):
            return "no reviewers are stored, and it goes with them"
    return None


def open_environment(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """Without custom policies an environment has no list of them."""
    if path or pair.resource.kind != "github.deployment-policy":
        return None
    environment = environment_of(pair.resource, pair.repository)
    if environment is None:
        return "its environment is not there"
    mode = environment.beyond.get("deploys_from")
    return f"the environment takes {mode} instead" if mode else None


def gitlab_tier(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """Free has neither protected environments nor people in tag protection."""
    sold = pair.resource.kind in PREMIUM or path in ("users", "groups")
    if pair.repository.facts.get("tier") == "free" and sold:
        return "the free tier does not include it"
    return None


def strangers(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """GitLab drops who is no member and groups without a share (terraform-provider-gitlab#1210)."""
    if pair.repository.forge != "gitlab" or path in ("project", "access"):
        return None
    users, groups = named(pair, path, missing)
    facts = pair.repository.facts
    outside = [n for n in users if lacks(facts.get("members"), n)]
    below = [n for n in users if role(facts.get("members"), n) in BELOW]
    apart = [n for n in groups if lacks(facts.get("shared_groups"), n)]
    if outside:
        return f"{', '.join(outside)}: no member of the project, and GitLab drops such users"
    if below:
        return f"{', '.join(below)}: less than developer, and GitLab drops such users"
    if apart:
        return (
            f"{', '.join(apart)}: the project is not shared with it, and GitLab drops such groups"
        )
    return None


def named(pair: Pair, path: str, missing: Sequence[Any]) -> tuple[list[str], list[str]]:
    """Users and groups among the missing; among all that are declared, where all of it is."""
    if path in ("users", "groups"):
        names = [str(one) for one in missing]
        return (names, []) if path == "users" else ([], names)
    wanted = pair.resource.properties
    if not path:
        missing = [*wanted.get("deployers", ()), *wanted.get("approvals", ())]
    rules = [one for one in missing if isinstance(one, dict)]
    users, groups = ([r[k] for r in rules if r.get(k)] for k in ("user", "group"))
    return users, groups


def above(pair: Pair, path: str, missing: Sequence[Any]) -> str | None:
    """A group's protection stands in for none of the project's: it only narrows it."""
    if path or pair.resource.kind not in PREMIUM:
        return None
    environment = environment_of(pair.resource, pair.repository)
    rules = environment.beyond.get("protected_by_groups") if environment else None
    if not rules:
        return None
    groups = ", ".join(str(rule["group"]) for rule in rules)
    return f"never protected here; only {groups} protects its tier"


def role(members: Mapping[str, str] | None, name: str) -> str | None:
    """The role of a member in the project, where that is known."""
    return next((r for n, r in (members or {}).items() if n.casefold() == name.casefold()), None)


def lacks(names: Iterable[str] | None, name: str) -> bool:
    """Whether a name is known not to be among these."""
    return names is not None and name.casefold() not in {one.casefold() for one in names}


CAUSES: tuple[Reason, ...] = (
    gone,
    archived,
    renamed,
    blind,
    github_plan,
    without_reviewers,
    open_environment,
    gitlab_tier,
    strangers,
    above,
)
