"""Whether everybody whom the config names can do what they are named for. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ..observing.implied import actors, reviewers
from ..observing.matching import Pair
from .model import Able

To = Literal["review", "approve", "deploy", "create tags"]
KEYS = {
    "github.environment": "reviewers_able",
    "gitlab.protected-tag": "creators_able",
    "gitlab.protected-environment": "approvers_able",
}
"""Kind -> the key of `beyond` under which an observer tells of each whether they can act."""
NOT_STORED = "not among those who are stored"
CANNOT = {"review": "no read access to the repository"}


def able(pair: Pair) -> Iterator[Able]:
    """Each person, team and group of one declared resource, with what they are there for."""
    if pair.resource.kind not in KEYS:
        return
    for who, to in named(pair.resource.kind, pair.resource.properties):
        can, why = judged(pair, who, to)
        yield Able(
            kind=pair.resource.kind, name=pair.resource.name, who=who, to=to, able=can, why=why
        )


def named(kind: str, properties: Mapping[str, Any]) -> Iterator[tuple[str, To]]:
    """`users/LOGIN` and the like, with what the resource names them for."""
    if kind == "github.environment":
        yield from ((who, "review") for who in reviewers(properties))
    elif kind == "gitlab.protected-tag":
        yield from ((who, "create tags") for who in actors(properties))
    else:
        approving = {"approvals": properties["approvals"]}
        yield from ((who, "approve") for who in actors(approving))
        yield from ((who, "deploy") for who in actors({"deployers": properties["deployers"]}))


def judged(pair: Pair, who: str, to: To) -> tuple[bool | None, str]:
    """Whether they can, and why not or why that is not known."""
    if pair.unknown:
        return None, pair.unknown
    if pair.seen is None:
        return False, "what names them is not there"
    key = KEYS[pair.resource.kind]
    hidden = unseen(pair, to)
    if hidden:
        return None, hidden
    known = pair.seen.beyond.get(key, {})
    told = known.get(who)
    if who not in {name for name, use in named(pair.seen.kind, pair.seen.properties) if use == to}:
        reason = CANNOT.get(to, "") if told is False else told if isinstance(told, str) else ""
        return False, f"{NOT_STORED}; {reason}" if reason else NOT_STORED
    if told is None:
        return None, pair.seen.unseen.get(key) or "it was not asked"
    return (True, "") if told is True else (False, CANNOT.get(to, "") if told is False else told)


def unseen(pair: Pair, to: To) -> str | None:
    """Why the list of those who are stored was not seen in full."""
    assert pair.seen is not None
    lists = {
        "review": ("reviewers", "reviewers.users", "reviewers.teams"),
        "approve": ("approvals",),
        "deploy": ("deployers",),
        "create tags": ("users", "groups"),
    }[to]
    return next((pair.seen.unseen[one] for one in lists if one in pair.seen.unseen), None)
