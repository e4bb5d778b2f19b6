"""What a run will cost at most, told before it starts: estimates, from the plans. Pure.

Requests were counted in the sandbox with 1 to 3 environments and 1 to 3 tag rules: one engine run
that makes everything, with the look-ups before it and the read-back after it. More reviewers, teams
and groups take some more.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from ..audit.progress import words
from ..model import Plan

Verb = Literal["plan", "apply"]
READS: Mapping[str, int] = {"github": 12, "gitlab": 10, "index": 0}
"""For one repository, whatever it declares."""
LOOKS: Mapping[str, int] = {"github": 6, "gitlab": 3, "index": 0}
"""The same for a preview."""
READS_OF: Mapping[str, int] = {
    "github.environment": 3,
    "github.deployment-policy": 1,
    "github.tag-ruleset": 2,
    "pypi.publisher": 1,
}
"""For one resource; a preview looks at publishers only."""
WRITE_POINTS, POINTS_A_MINUTE = 5, 900
"""GitHub, "Rate limits for the REST API", secondary limits: a write is 5 points, a read 1."""
SECONDS: Mapping[str, float] = {"github": 1.2, "gitlab": 1.6}
"""Processor time of one engine run, measured on two shared cores, the sandbox beside it."""


class Cost(NamedTuple):
    """Of all repositories together; by forge, and the indexes as one."""

    reads: Mapping[str, int]
    writes: Mapping[str, int]
    seconds: float
    """With so many repositories at once."""

    @property
    def points(self) -> int:
        """Of GitHub's secondary limit."""
        return self.reads.get("github", 0) + WRITE_POINTS * self.writes.get("github", 0)


def foretold(plans: Iterable[Plan], verb: Verb, parallel: int) -> Cost:
    """What it will be at most: everything is to be made."""
    reads: dict[str, int] = {}
    writes: dict[str, int] = {}
    seconds = 0.0
    fixed = READS if verb == "apply" else LOOKS
    for plan in plans:
        for forge in dict.fromkeys(place(one.kind) for one in plan.resources):
            reads[forge] = reads.get(forge, 0) + fixed[forge]
            seconds += SECONDS.get(forge, 0.0)
        for one in plan.resources:
            forge = place(one.kind)
            if verb == "apply" or forge == "index":
                reads[forge] = reads.get(forge, 0) + READS_OF.get(one.kind, 0)
            if verb == "apply" and forge != "index":
                writes[forge] = writes.get(forge, 0) + 1
    return Cost(reads, writes, seconds / max(parallel, 1))


def place(kind: str) -> str:
    """Who is asked: a forge, or an index."""
    forge = kind.partition(".")[0]
    return forge if forge in ("github", "gitlab") else "index"


def sentences(cost: Cost) -> list[str]:
    """For whoever is to agree."""
    told = [
        f"{forge}: {count:,} reads, {cost.writes.get(forge, 0):,} writes"
        for forge, count in sorted(cost.reads.items())
    ]
    if not told:
        return []
    minutes = cost.points / POINTS_A_MINUTE
    seconds = max(cost.seconds, minutes * 60)
    points = f"; {cost.points:,} points of GitHub's {POINTS_A_MINUTE} a minute" * (minutes > 0)
    return [f"at most about {'; '.join(told)}{points}; {words(seconds)} (estimates)"]
