"""Rules: environments of GitHub that publish."""

from collections.abc import Iterator

from ..model import Severity
from ..observing.implied import reviewers
from .case import POLICY, Case, Publishing, Raised, Rule, shown

GATED = "GitHub offers it on private repositories to Enterprise alone: make it public, or upgrade"
"""GitHub docs, "Managing environments for deployment"."""


def audit_no_reviewers(case: Case) -> Iterator[Raised]:
    """Somebody reviews before an environment publishes."""
    for one in of_github(case):
        if not shown(one.seen, "reviewers") or hidden_reviewers(one) or reviewed(one):
            continue
        apps = one.seen.beyond.get("custom_rules")
        found = "nobody has to review a deployment"
        found += f"; only {', '.join(apps)} decides" if apps else ""
        fix = "name reviewers" if can_gate(case) else GATED
        weight: Severity = "warning" if apps else "error"
        yield raised(case, one, "reviewers", found, fix, "note" if one.trial else weight)


def audit_open_deployment(case: Case) -> Iterator[Raised]:
    """Only the refs that release may deploy to an environment that publishes."""
    for one in of_github(case):
        mode = one.seen.beyond.get("deploys_from")
        fix = "let selected tags deploy, and nothing else"
        if mode == "any ref":
            found = "every branch and tag may deploy, so everybody with write access can publish"
            yield raised(case, one, "deploys_from", found, fix, lighter(one, "error"))
        elif mode:
            found = f"{mode} may deploy, and no tag: whoever pushes to one of them can publish"
            yield raised(case, one, "deploys_from", found, fix, lighter(one, "warning"))
        for policy in case.of(POLICY):
            inside = policy.name.startswith(f"{one.seen.name}/")
            if inside and policy.properties["type"] == "branch" and every(policy.properties):
                pattern = policy.properties["pattern"]
                found = (
                    f"branches like {pattern} may deploy: everybody with write access can push one"
                )
                yield Raised(
                    case.object(policy),
                    "",
                    found,
                    fix,
                    lighter(one, "error"),
                    case.page(one.seen),
                    one.why,
                )


def audit_admin_bypass(case: Case) -> Iterator[Raised]:
    """Administrators wait for the reviewers like everybody."""
    for one in of_github(case):
        if shown(one.seen, "can_admins_bypass") and one.seen.properties.get("can_admins_bypass"):
            found = "administrators may deploy without review and without waiting"
            fix = "switch off that administrators bypass the protection"
            fix = fix if can_gate(case) else GATED
            yield raised(case, one, "can_admins_bypass", found, fix, people(one))


def audit_self_review(case: Case) -> Iterator[Raised]:
    """Nobody approves a deployment that they started."""
    for one in of_github(case):
        known = shown(one.seen, "prevent_self_review") and reviewed(one)
        if known and not one.seen.properties.get("prevent_self_review"):
            found = "a reviewer may approve a deployment that they started"
            fix = "prevent self-review"
            yield raised(case, one, "prevent_self_review", found, fix, people(one))


def audit_stale_reviewer(case: Case) -> Iterator[Raised]:
    """Every reviewer can still review: who lost access cannot."""
    for one in of_github(case):
        able = one.seen.beyond.get("reviewers_able", {})
        stored = reviewers(one.seen.properties)
        stale = [name for name in stored if able.get(name) is False]
        if stale:
            rest = "" if len(stale) < len(stored) else ", and so nobody can review at all"
            found = f"{', '.join(stale)} cannot read the repository any more{rest}"
            fix = "give them read access, or name others"
            yield raised(case, one, "reviewers_able", found, fix, "warning")


def audit_no_environment(case: Case) -> Iterator[Raised]:
    """What uploads to PyPI does so from an environment."""
    if case.uploads and not case.publishing and case.whole("github.environment"):
        told = ", ".join(f"{tool} in {at}" for at, tool in case.uploads)
        found = f"uploads to an index ({told}), and has no environment that could hold it back"
        fix = "publish from an environment with reviewers, and name it in the publisher"
        at = case.page(kind="github.environment")
        yield Raised("environments", "", found, fix, "error", at, "a workflow uploads")


def of_github(case: Case) -> list[Publishing]:
    """Environments of GitHub that publish and were seen."""
    kind = "github.environment"
    return [p for p in case.publishing if p.seen.kind == kind and p.seen.state == "present"]


def reviewed(one: Publishing) -> bool:
    """Whether somebody reviews, as far as it was seen."""
    return bool(reviewers(one.seen.properties))


def hidden_reviewers(one: Publishing) -> bool:
    """Whether there is a reviewer whose name was not seen."""
    return any(key.startswith("reviewers.") for key in one.seen.unseen)


def every(policy: dict[str, object]) -> bool:
    """Whether a pattern of branches names no branch in particular."""
    return not str(policy["pattern"]).strip("*/")


def can_gate(case: Case) -> bool:
    """Whether the plan has reviewers for this repository, as far as it is known."""
    facts = case.repository.facts
    return facts.get("visibility") == "public" or facts.get("plan") in (None, "enterprise")


def people(one: Publishing) -> Severity:
    """How much it weighs who may deploy: on TestPyPI little."""
    return "note" if one.trial else "warning"


def lighter(one: Publishing, weight: Severity) -> Severity:
    """One step less where only TestPyPI is published to."""
    return weight if not one.trial else "warning" if weight == "error" else "note"


def raised(
    case: Case, one: Publishing, setting: str, found: str, fix: str, weight: Severity
) -> Raised:
    """A finding about an environment."""
    return Raised(case.object(one.seen), setting, found, fix, weight, case.page(one.seen), one.why)


ENVIRONMENT_RULES: tuple[Rule, ...] = (
    audit_no_environment,
    audit_no_reviewers,
    audit_open_deployment,
    audit_admin_bypass,
    audit_self_review,
    audit_stale_reviewer,
)
