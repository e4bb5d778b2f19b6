"""What a repository had before, and which of it goes: it is deleted, which costs too. Pure."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ...model import Plan

GONE_READS = 2
"""What the provider reads of a resource that it takes away: before that, and maybe after."""
GONE_WRITES = {"gitlab.environment": 2}
"""It is stopped before it is deleted; all else takes one."""
MADE_ANEW = ("gitlab.protected-tag", "gitlab.protected-environment")
"""What has no update: it is taken away and made again, components/gitlab.py."""


class Past(NamedTuple):
    """What was there before: by kind and name, `github.environment octo-org/p/environment/pypi`."""

    made: Collection[str] | None = ()
    """None: nobody knows."""
    torn: bool = False
    """Whether an engine was left in the middle: it is looked at first."""


NOTHING = Past()


def on_forges(plan: Plan) -> tuple[str, ...]:
    """All that is to be on the forges, by kind and name."""
    named = ((one.kind, one.name) for one in plan.resources)
    return tuple(f"{kind} {name}" for kind, name in named if place(kind) != "index")


def taken_away(plan: Plan, made: Collection[str]) -> Iterator[str]:
    """The kind of each resource that goes, for good or to be made anew."""
    now = set(on_forges(plan))
    for one in made:
        if one not in now or one.startswith(MADE_ANEW):
            yield one.partition(" ")[0]


def place(kind: str) -> str:
    """Who is asked: a forge, or an index."""
    forge = kind.partition(".")[0]
    return forge if forge in ("github", "gitlab") else "index"
