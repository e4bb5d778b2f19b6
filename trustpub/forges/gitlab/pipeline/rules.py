"""`rules:` of jobs, workflows and includes: which rule takes a pipeline."""

from dataclasses import dataclass

from ....tree import Node
from ....workflows.model import Truth
from .evaluate import Holds
from .inputs import SET_BY_HAND
from .nodes import flat, scalar
from .truth import both
from .worlds import World


@dataclass(frozen=True)
class Match:
    """A rule that may take a pipeline; without a rule, what happens where none does."""

    when: str
    rule: Node | None = None


NONE = Match("never")


def matched(rules: Node, world: World, holds: Holds, default: str) -> tuple[Match, ...]:
    """Each rule that can be the first to hold (lib/gitlab/ci/build/rules.rb)."""
    found: list[Match] = []
    for rule in flat(rules):
        truth = applies(rule, world, holds)
        if truth == "no":
            continue
        found.append(Match(scalar(rule.get("when")) or default, rule))
        if truth == "yes":
            return tuple(found)
    return (*found, NONE)


def applies(rule: Node, world: World, holds: Holds) -> Truth:
    """Whether all clauses of a rule hold; one that is no mapping is unknown."""
    if rule.kind != "map":
        return "unknown"
    clauses: list[Truth] = []
    if condition := rule.get("if"):
        clauses.append(condition_holds(condition, world, holds))
    if changes := rule.get("changes"):
        clauses.append(changed(changes, world))
    if rule.get("exists"):
        clauses.append("unknown")
    return both(clauses)


def condition_holds(condition: Node, world: World, holds: Holds) -> Truth:
    """`if:`; an input that who starts the pipeline can set leaves it open."""
    text = scalar(condition)
    if text is None or (condition.tag == SET_BY_HAND and world.open):
        return "unknown"
    return holds(text)


def changed(changes: Node, world: World) -> Truth:
    """`changes:` holds where there is no push to compare with (rules/rule/clause/changes.rb)."""
    compares = changes.get("compare_to") is not None
    pushed = world.kind == "merge request" or (world.kind == "branch" and world.source in PUSHES)
    return "unknown" if compares or pushed else "yes"


PUSHES = frozenset(["push", "webide", "external", "external_pull_request_event", "parent_pipeline"])


def sure(matches: tuple[Match, ...]) -> Truth:
    """Whether a pipeline gets past rules."""
    never = {match.when == "never" for match in matches}
    return "unknown" if len(never) > 1 else "no" if True in never else "yes"
