"""What is declared, on a forge already and not in the stack's state: taken over, left, or refused.

An answer that was lost leaves such a thing behind: the forge made it, the engine heard an error and
forgot it (pulumi/pulumi, pkg/backend/snapshot.go, createSnapshotMutation.End). Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..model import Plan, Problem, Resource
from ..observing.compare import of_pair
from ..observing.matching import Pair, pairs
from ..observing.model import Repository
from .importing import TYPES, import_id
from .marks import Held, Name, held_mark, name, seen_mark

RULESET = "github.tag-ruleset"
OPTIONS = {"github": "--repo", "gitlab": "--project"}
Do = Literal["import", "set", "refuse"]
KINDS: dict[str, tuple[Do, Do]] = {
    "github.environment": ("set", "set"),
    "github.deployment-policy": ("import", "import"),
    "github.tag-ruleset": ("import", "refuse"),
    "gitlab.environment": ("import", "import"),
    "gitlab.protected-environment": ("import", "refuse"),
    "gitlab.protected-tag": ("import", "set"),
}
"""Kind -> what is done where all is as declared, and where it is not.

`import`: into the state, as it is. `set`: its write says all of it, so it is sent as for a new one
(on GitHub a PUT of the environment; GitLab's provider takes a protected tag away first). `refuse`:
GitHub would make a second ruleset of the name, GitLab answers 409.
"""


@dataclass(frozen=True)
class Unheld:
    """What is to be done about what the state does not hold."""

    imports: dict[Name, str]
    """The id that its provider imports it by."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def declared(plan: Plan) -> frozenset[Name]:
    """Type and name of everything that a plan declares on a forge."""
    return frozenset(name(one) for one in plan.resources if one.kind in TYPES)


def unheld(plan: Plan, seen: Sequence[Repository], held: Held, stack: str | None) -> Unheld:
    """What to do; `stack`: the one that `trustpub adopt` can import into."""
    found = [one for one in map(chosen, pairs(plan, seen)) if name(one.resource) not in held]
    todo = [(one, do) for one in found if (do := deed(one)) and not elsewhere(one, held)]
    return Unheld(
        {name(one.resource): taken for one, do in todo if (taken := importable(one, do))},
        tuple(refusal(one, stack) for one, do in todo if do == "refuse"),
        tuple(note(one, do) for one, do in todo if do != "refuse" and one.seen),
    )


def chosen(pair: Pair) -> Pair:
    """The pair; that of a ruleset goes by its own name, the one that is as declared first."""
    if pair.resource.kind != RULESET or pair.unknown:
        return pair
    wanted = pair.resource.properties["name"]
    there = [
        replace(pair, seen=one)
        for one in pair.repository.seen
        if one.kind == RULESET and one.properties.get("name") == wanted
    ]
    return min(there, key=lambda one: not same(one), default=replace(pair, seen=None))


def deed(pair: Pair) -> Do | None:
    """What is done; None for what is not there, or where the forge itself refuses a second one."""
    if pair.unknown:
        return "refuse" if pair.resource.kind == RULESET else None
    if pair.seen is None or pair.seen.state != "present":
        return None
    alike, other = KINDS[pair.resource.kind]
    return alike if same(pair) else other


def same(pair: Pair) -> bool:
    """Whether every setting was seen and is as declared: an import of it changes nothing."""
    return not list(of_pair(pair))


def elsewhere(pair: Pair, held: Held) -> bool:
    """Whether the state has this very object under another name: the engine will delete that."""
    kind = pair.resource.kind
    marks = {held_mark(kind, one) for (type_, _), one in held.items() if type_ == TYPES[kind]}
    return pair.seen is not None and seen_mark(pair.seen) in marks


def importable(pair: Pair, do: Do) -> str | None:
    """The id to import it by, where it is to be imported."""
    return import_id(pair) if do == "import" else None


def refusal(pair: Pair, stack: str | None) -> Problem:
    """Why it is neither made nor taken over, and the way on."""
    what = title(pair.resource)
    if pair.unknown:
        found = f"whether {what} is there already cannot be seen: {pair.unknown}"
        return Problem(id="not-in-state", found=found, fix=AGAIN)
    number = f", number {pair.seen.number}" if pair.seen and pair.seen.number else ""
    found = f"{what} is there{number}, not in this stack's state and not as declared ({told(pair)})"
    fix = command(pair, stack) if stack else BY_HAND
    return Problem(id="not-in-state", found=found, fix=fix)


def note(pair: Pair, do: Do) -> str:
    """What is going to happen to it."""
    what = f"{title(pair.resource)} is there and was not in this stack's state"
    if do == "import":
        return f"{what}: it is taken over as it is"
    return f"{what}: it is set as declared" + ("" if same(pair) else f" ({told(pair)} was not)")


def told(pair: Pair) -> str:
    """What is not as declared, in short."""
    return "; ".join(one for one in dict.fromkeys(differing(pair)))


def differing(pair: Pair) -> Iterator[str]:
    """Each setting that is otherwise or was not seen."""
    for one in of_pair(pair):
        yield f"{one.setting} was not seen" if one.state == "unknown" else one.setting


def title(resource: Resource) -> str:
    """`the tag ruleset octo-org/sampleproject/tag/v*`."""
    return f"the {resource.kind.partition('.')[2].replace('-', ' ')} {resource.name}"


def command(pair: Pair, stack: str) -> str:
    """The command that takes over a whole repository."""
    forge, place = pair.repository.forge, pair.repository.asked or pair.repository.name
    line = f"trustpub adopt {OPTIONS[forge]} {place} --stack {stack} --apply"
    return f"run: {line}; the next `pulumi up` sets it as declared"


AGAIN = "run it again when it can; made blindly, it could be there twice"
BY_HAND = "remove it on the forge's pages, or set it there as declared, and run it again"
