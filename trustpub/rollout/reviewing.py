"""What was reviewed, and whether what would be done now is that and nothing else. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from .detail import PLANNED, Detail
from .history import History
from .model import GOOD, Line

CHANGE = "sha256:"
"""How the digest of `trustpub preview` begins."""
DIGEST = re.compile(rf"(?:{PLANNED}|{CHANGE})[0-9a-f]{{64}}")
ODD = (
    "is no digest; `trustpub rollout plan` ends with one, plan-sha256:..., and `trustpub preview` "
    "with another, sha256:..., each with 64 digits"
)
PLAN = "review a plan: `trustpub rollout plan`"
PLAN_OF_ALL = "review a plan: `trustpub rollout plan --full`, and give its digest"
"""With `--full` what was changed by hand is in the way, which no change of commits tells."""
FIRST = "`git checkout {} && trustpub rollout apply{}`"
UNTOUCHED = "not reviewed: it would be changed too; roll it out first ({first}), or {plan}"
MOVED_ON = (
    "it does not stand at what the change was compared with; roll that out first ({first}), "
    "or {plan}"
)
TAKEN = "it is new in the change, and its stack holds something already; {plan}"
UNREAD = "what was declared for it before the change cannot be read; {plan}"
UNSHOWN = "not all that would be set is shown, so nobody can have reviewed it"
BEYOND = f"nothing was written: it is not what was reviewed; {PLAN}"
NEW = ("create", "import")
MOST = 5
"""Steps that are told of one repository."""

Held = Mapping[str, tuple[str, ...]]
"""By repository: the sums of the steps that were reviewed."""
Before = Literal["there", "absent", "unknown"]


def is_digest(text: str) -> bool:
    """Whether it is one, of a plan or of a change."""
    return bool(DIGEST.fullmatch(text))


def of_plan(digest: str) -> bool:
    """Whether it is that of the engine's steps; else that of what is declared."""
    return digest.startswith(PLANNED)


def held_by(plans: Mapping[str, Iterable[Detail]]) -> dict[str, tuple[str, ...]]:
    """The sums of all steps, of those that have any."""
    found = {name: tuple(sorted(one.digest() for one in steps)) for name, steps in plans.items()}
    return {name: sums for name, sums in found.items() if sums}


def ran(runs: Iterable[Line], digest: str) -> tuple[Line, ...]:
    """The runs that were held to a digest."""
    same = (line for line in runs if line.choice and line.choice.reviewed == digest)
    return tuple(line for line in same if line.held is not None)


def begun(runs: Iterable[Line], digest: str) -> Held:
    """What the last run that was held to the same digest might do."""
    found = ran(runs, digest)
    return (found[-1].held or {}) if found else {}


def done(history: History, digest: str) -> bool:
    """Whether the runs that were held to a digest came to their end with all that it names.

    What another run changed since is no longer what was reviewed.
    """
    same = ran(history.runs, digest)
    if not same:
        return False
    last = [line.what for line in history.runs if line.run == same[-1].run][-1]
    ids = {line.run for line in same}
    ends = [history.last.get(name) for line in same for name in line.held or ()]
    return last == "finished" and all(
        end is not None
        and end.outcome in GOOD
        and end.at >= same[0].at
        and (end.run in ids or end.outcome == "unchanged")
        for end in ends
    )


def beyond(steps: Iterable[Detail], held: Collection[str]) -> tuple[Detail, ...]:
    """The steps that nobody reviewed, and those that do not show all that they do."""
    return tuple(one for one in steps if not one.whole or not reviewed(one, held))


def reviewed(step: Detail, held: Collection[str]) -> bool:
    """Whether it is one of them: what was to be made may be there by now, and is taken over.

    That ends with the very settings and writes nothing; what was to be taken over is not made.
    """
    made = step.model_copy(update={"operation": "create"})
    return step.digest() in held or (step.operation == "import" and made.digest() in held)


def within(plans: Mapping[str, Iterable[Detail]], held: Held) -> bool:
    """Whether all steps are among those that were reviewed."""
    return not any(beyond(steps, held.get(name, ())) for name, steps in plans.items())


class Case(NamedTuple):
    """One repository that would be run, beside the change that was reviewed."""

    name: str
    head: tuple[Detail, ...]
    """What would be done now."""
    touched: bool
    """Whether the change is about it."""
    before: Before = "absent"
    """Whether something was declared for it before the change."""
    base: tuple[Detail, ...] | None = None
    """What would be done if that were declared now."""
    begun: tuple[str, ...] = ()
    """What an earlier run of the same review might do."""


def wrong(case: Case, base: str, full: bool = False) -> str:
    """Why it may not be run, and what to do: `base` is the commit before, `full` as of a run.

    Empty where all that would be done is the change that was reviewed.
    """
    first = FIRST.format(base, " --full" if full else "")
    return amiss(case).format(first=first, plan=PLAN_OF_ALL if full else PLAN)


def amiss(case: Case) -> str:
    """The same, before it is known what to name."""
    if not beyond(case.head, case.begun):
        return ""
    if not case.touched:
        return UNTOUCHED
    if not all(one.whole for one in case.head):
        return UNSHOWN
    if case.before == "there":
        return "" if case.base == () else MOVED_ON
    if all(one.operation in NEW for one in case.head):
        return ""
    return TAKEN if case.before == "absent" else UNREAD


def lines(steps: Iterable[Detail], ids: Mapping[str, int]) -> list[str]:
    """Steps with their settings."""
    return [line for one in steps for line in below(one.label, one.told(ids))]


def below(step: str, settings: Sequence[str]) -> list[str]:
    """A step with its settings: one behind it, several below it."""
    if len(settings) == 1:
        return [f"{step}: {settings[0]}"]
    return [f"{step}:" if settings else step, *(f"    {one}" for one in settings)]


def sentence(steps: Iterable[Detail], ids: Mapping[str, int]) -> str:
    """Why a repository is left as it is, with the first of the steps that nobody reviewed."""
    listed = list(steps)
    told = lines(listed[:MOST], ids)
    more = [f"and {len(listed) - MOST} more"] if len(listed) > MOST else []
    return "\n".join([BEYOND, *told, *more])
