"""What a declared resource implies without a word for it, and is seen to be otherwise."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..model import Severity
from .matching import Pair
from .model import Difference
from .settings import why_unseen


class Implied(NamedTuple):
    """A key of `beyond`, which an observer fills only where it is not as implied.

    Where the observer has it under `unseen`, it is unknown.
    """

    key: str
    asked: Any
    state: str
    reason: str
    severity: Severity = "error"


IMPLIED: dict[str, tuple[Implied, ...]] = {
    "github.environment": (
        Implied("policies", [], "beside", "more refs may deploy"),
        Implied(
            "deploys_from",
            "the refs that its policies name",
            "beside",
            "the environment is open to more refs than are declared",
        ),
        Implied("custom_rules", [], "beside", "an app decides on deployments too", "note"),
    ),
    "github.tag-ruleset": (
        Implied("enforcement", "active", "differs", "GitHub does not enforce it"),
        Implied(
            "rules",
            ["creation", "deletion", "update"],
            "differs",
            "what no rule forbids, everybody with write access may do",
        ),
        Implied("exclude", [], "differs", "these tags are not protected"),
        Implied("bypass_others", [], "beside", "others may bypass the ruleset"),
        Implied("bypass_modes", {}, "differs", "the bypass is not the plain one"),
        Implied("more_rules", [], "beside", "more is asked of these tags", "note"),
    ),
    "gitlab.environment": (
        Implied("state", "available", "differs", "it rests until the next deployment", "note"),
        Implied(
            "protected_by_groups", [], "beside", "whoever deploys needs leave of these too", "note"
        ),
    ),
    "gitlab.protected-tag": (
        Implied("deploy_keys", [], "beside", "deploy keys may create these tags"),
        Implied("others", [], "beside", "others may create these tags"),
    ),
    "gitlab.protected-environment": (
        Implied("others", [], "beside", "others may deploy or approve"),
        Implied("required_approval_count", 0, "beside", "an old kind of approval", "note"),
    ),
}


def implied(pair: Pair) -> Iterator[Difference]:
    """Whatever is not as implied; and reviewers who are stored but cannot review."""
    assert pair.seen is not None
    for key, asked, state, why, severity in IMPLIED.get(pair.resource.kind, ()):
        unseen = why_unseen(pair.seen.unseen, key)
        if unseen and severity == "error":
            yield difference(pair, key, "unknown", asked, None, unseen, severity)
        if key in pair.seen.beyond:
            stored = pair.seen.beyond[key]
            yield difference(pair, key, state, asked, stored, why, severity)
    if pair.resource.kind == "github.environment":
        yield from able(pair)
    if pair.resource.kind == "gitlab.protected-tag":
        yield from partly(pair)
    if pair.resource.kind in ACTING:
        yield from acting(pair, ACTING[pair.resource.kind])


def able(pair: Pair) -> Iterator[Difference]:
    """Each declared reviewer can review: GitHub asks for read access (docs, "Environments").

    Whoever is not stored is a difference already, with that as its reason.
    """
    assert pair.seen is not None
    stored = reviewers(pair.seen.properties)
    wanted = [one for one in reviewers(pair.resource.properties) if one in stored]
    known = pair.seen.beyond.get("reviewers_able", {})
    blind = [one for one in wanted if known.get(one) is False]
    unsure = [one for one in wanted if one not in known]
    if blind:
        cause = f"no read access: {', '.join(blind)}"
        yield difference(pair, "reviewers_able", "differs", wanted, blind, cause, "error")
    if unsure:
        why = pair.seen.unseen.get("reviewers_able")
        cause = why or "whether they can read the repository was not asked"
        yield difference(pair, "reviewers_able", "unknown", unsure, None, cause, "error")


def reviewers(properties: Mapping[str, Any]) -> list[str]:
    """`users/LOGIN` and `teams/SLUG`."""
    named = properties.get("reviewers", {})
    return [f"{kind}/{n.casefold()}" for kind in ("users", "teams") for n in named.get(kind, [])]


def partly(pair: Pair) -> Iterator[Difference]:
    """Of patterns that meet on GitLab each is enough: all have to be seen to trust one."""
    why = pair.repository.unseen.get(pair.resource.kind)
    if why:
        cause = f"there may be further patterns, which let others in: {why}"
        yield difference(pair, "", "unknown", None, None, cause, "error")


ACTING = {
    "gitlab.protected-tag": "creators_able",
    "gitlab.protected-environment": "approvers_able",
}
"""Kind of GitLab -> the key of `beyond` that tells of people and groups whether they can act."""


def acting(pair: Pair, key: str) -> Iterator[Difference]:
    """Whoever is declared and stored can act; who is not stored is a difference already."""
    assert pair.seen is not None
    stored = actors(pair.seen.properties)
    wanted = [one for one in actors(pair.resource.properties) if one in stored]
    known = pair.seen.beyond.get(key, {})
    unable = {one: known[one] for one in wanted if known.get(one, True) is not True}
    unsure = [one for one in wanted if one not in known]
    if unable:
        cause = "; ".join(f"{one}: {why}" for one, why in unable.items())
        yield difference(pair, key, "differs", wanted, unable, cause, "error")
    if unsure:
        cause = pair.seen.unseen.get(key) or "whether they can act was not asked"
        yield difference(pair, key, "unknown", unsure, None, cause, "error")


def actors(properties: Mapping[str, Any]) -> list[str]:
    """`users/NAME` and `groups/PATH` of everybody named in a protection, each once."""
    names = [f"{kind}/{n}" for kind in ("users", "groups") for n in properties.get(kind, ())]
    for rule in (*properties.get("deployers", ()), *properties.get("approvals", ())):
        names += [f"{key}s/{rule[key]}" for key in ("user", "group") if key in rule]
    return list(dict.fromkeys(name.casefold() for name in names))


def difference(
    pair: Pair, key: str, state: str, asked: Any, stored: Any, why: str, severity: Severity
) -> Difference:
    """A difference in something that has no word in the config."""
    return Difference.model_validate(
        {
            "kind": pair.resource.kind,
            "name": pair.resource.name,
            "setting": key,
            "state": state,
            "asked": asked,
            "stored": stored,
            "reason": why,
            "severity": severity,
        }
    )
