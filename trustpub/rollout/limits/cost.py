"""What a run will cost at most, told before it starts: estimates, from the plans. Pure.

Requests were counted in the sandbox, one engine run that makes everything, with the look-ups before
it and the read-back after it: exact for the examples. With many teams there are more pages; answers
about organisations and people are asked for once a run.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Literal, NamedTuple

from ...model import Plan, Resource
from ..byhand import for_people
from .past import GONE_READS, GONE_WRITES, NOTHING, Past, place, taken_away
from .table import WRITE_POINTS, Amounts, amounts, total

Verb = Literal["plan", "apply"]
READS: Mapping[str, int] = {"github": 5, "gitlab": 10, "index": 0}
"""For one repository, whatever it declares: of GitHub's, one is the provider's."""
LOOKS: Mapping[str, int] = {"github": 2, "gitlab": 3, "index": 0}
"""The same for a preview."""
REVIEWING_TEAMS: Mapping[Verb, int] = {"apply": 2, "plan": 1}
"""Whether teams that review may read the repository."""
RULESET, LISTED = "github.tag-ruleset", 1
"""Whether rulesets of those names are there is asked where the state lacks one: one list."""
READS_OF: Mapping[str, int] = {
    "github.environment": 3,
    "github.deployment-policy": 1,
    RULESET: 2,
    "pypi.publisher": 1,
}
"""For one resource; a preview looks at publishers only."""
LEFT = 1
"""What is left of the hour is asked before the run; that may count against the points (GitHub docs,
"REST API endpoints for rate limits")."""
AFTER: Mapping[str, int] = {"github": 1, "gitlab": 0, "index": 0}
"""Of these: what the provider reads for each resource that it makes or changes."""
STARTS: Mapping[str, int] = {"github": 1, "gitlab": 1, "index": 0}
"""What the provider reads when it starts: the organisation; the user."""
SECONDS: Mapping[str, float] = {"github": 0.9, "gitlab": 1.3}
"""Processor time of one first run, measured on two shared cores, the sandbox beside it."""


class Cost(NamedTuple):
    """Of all repositories together; by forge, and the indexes as one."""

    reads: Mapping[str, int]
    writes: Mapping[str, int]
    seconds: float
    """With so many repositories at once."""
    once: int = 0
    """Of the reads: what is asked for once, and again when the answers are old."""
    spare: int = 0
    """More than so many more it cannot be: each repository would ask for all of its own."""
    untold: int = 0
    """Repositories of which nobody knows what they had before."""

    @property
    def points(self) -> int:
        """Of GitHub's secondary limit."""
        return self.reads.get("github", 0) + WRITE_POINTS * self.writes.get("github", 0)

    @property
    def amounts(self) -> dict[str, float]:
        """By what they count against; indexes have no limits here."""
        forges = [forge for forge in {**self.reads, **self.writes} if forge != "index"]
        return total(amounts(f, self.reads.get(f, 0), self.writes.get(f, 0)) for f in forges)


def foretold(
    plans: Iterable[Plan],
    verb: Verb,
    parallel: int,
    full: bool = False,
    before: Iterable[Past] = (),
) -> Cost:
    """What it will be at most: everything is to be made, and what was there before goes."""
    reads: dict[str, int] = {}
    writes: dict[str, int] = {}
    seconds = 0.0
    once: set[str] = set()
    asked = untold = 0
    for plan, past in zip_longest(plans, before):
        one = own(plan, verb, full, past or NOTHING)
        seconds += one.seconds
        untold += one.untold
        ends = set(common(plan))
        asked += len(ends)
        once |= ends
        for counted, more in ((reads, one.reads), (writes, one.writes)):
            for forge, count in more.items():
                counted[forge] = counted.get(forge, 0) + count
    if once:
        reads["github"] += len(once) + LEFT
    spare = asked - len(once)
    return Cost(reads, writes, seconds / max(parallel, 1), len(once), spare, untold)


def own(plan: Plan, verb: Verb, full: bool = False, past: Past = NOTHING) -> Cost:
    """Of one repository, without what is asked for once a run."""
    reads: dict[str, int] = {}
    writes: dict[str, int] = {}
    places = [place(one.kind) for one in plan.resources]
    for forge in dict.fromkeys(places):
        reads[forge] = (READS if verb == "apply" else LOOKS)[forge]
    if any(one.properties["reviewers"]["teams"] for one in plan.of("github.environment")):
        reads["github"] += REVIEWING_TEAMS[verb]
    if plan.of(RULESET):
        reads["github"] += LISTED
    for one, forge in zip(plan.resources, places, strict=True):
        if verb == "apply" or forge == "index":
            reads[forge] += READS_OF.get(one.kind, 0)
        if full and forge != "index":
            reads[forge] += 1
        if verb == "apply" and forge != "index":
            writes[forge] = writes.get(forge, 0) + 1
    for kind in taken_away(plan, past.made or ()):
        forge = place(kind)
        reads[forge] = reads.get(forge, 0) + GONE_READS * (verb == "apply") + full
        writes[forge] = writes.get(forge, 0) + GONE_WRITES.get(kind, 1) * (verb == "apply")
    if past.torn and verb == "apply":
        looks = own(plan, "apply", True).reads
        reads |= {forge: reads[forge] + more for forge, more in looks.items() if forge != "index"}
    seconds = sum(SECONDS.get(forge, 0.0) for forge in set(places))
    return Cost(reads, writes, seconds, untold=int(past.made is None))


def common(plan: Plan) -> Iterator[str]:
    """What is asked of GitHub once a run, as the ends of addresses."""
    for one in plan.resources:
        if place(one.kind) == "github":
            owner = str(one.properties["repository"]).partition("/")[0]
            yield f"/orgs/{owner}"
            named = people(one)
            yield from (f"/users/{login}" for login in named.get("users", ()))
            if named.get("teams"):
                yield f"/orgs/{owner}/teams?per_page=100"


def people(one: Resource) -> Mapping[str, list[str]]:
    """Who reviews, or creates tags, by `users` and `teams`."""
    found = one.properties.get("reviewers") or one.properties.get("bypass") or {}
    return dict(found)


def sent_by_provider(plan: Plan, steps: Iterable[str]) -> Amounts:
    """What the engine's providers sent for what they did; of a name that is gone, nobody knows."""
    kinds = {one.name: place(one.kind) for one in plan.resources}
    forges = [forge for forge in dict.fromkeys(kinds.values()) if forge != "index"]
    parts = [amounts(forge, STARTS[forge], 0) for forge in forges]
    for step in steps:
        if for_people(step):
            continue
        forge = kinds.get(step.partition(" ")[2])
        # What is deleted is read before, and may be read after; one of GitLab's is stopped, too.
        gone = [(one, GONE_READS, 1 + (one == "gitlab")) for one in forges]
        known = [(forge, AFTER[forge], 1)] if forge else gone
        parts += [amounts(one, after, sent) for one, after, sent in known if one != "index"]
    return total(parts)
