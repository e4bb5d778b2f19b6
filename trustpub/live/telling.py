"""Live -> sections, in which what forges, indexes and configs say is apart from our words. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..plural import plural
from .items import Item, drift, first, instead, sign, step, there
from .model import Live, LiveProject
from .steps import once, own

TODAY = "Today, not from this change"
FAILS = "Would fail before the first write"
EFFECTS = "What the engine would do for this change"
SIGNS = "Publishers, as the indexes show them today"
UNSEEN = "Not seen today"
PENDING = "declared before, and not rolled out yet"
SHOWN = "`trustpub rollout plan` or `pulumi preview` shows them"
LEFT = (
    "Nothing: a rollout leaves its stack as it is.",
    "Nothing: a rollout leaves their stacks as they are.",
)
WITHDRAWN = "declared before, never rolled out, and taken back by this change"
NO_PLAN = "no digest of the engine's steps: it did not tell of all that changes"


class Section(NamedTuple):
    """A heading, a sentence of ours, and items."""

    heading: str
    items: tuple[Item, ...]
    intro: str = ""


def sections(one: Live) -> Iterator[Section]:
    """All of it: what stops the change first; of today always something."""
    yield Section(FAILS, fails(one))
    yield Section(EFFECTS, each(effects(project) for project in one.projects), engine(one))
    yield Section(TODAY, each(stands(project) for project in one.projects), verdict(one))
    yield Section(SIGNS, each(map(sign, project.publishers) for project in one.projects))
    yield Section(UNSEEN, unseen(one))


def each(found: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    """All items, each once: two projects of one repository share what is stored."""
    return tuple(dict.fromkeys(item for items in found for item in items))


def verdict(one: Live) -> str:
    """What is to be known first of today."""
    if one.left_out:
        return "This part is left out: it would tell what is weak today."
    drift = {(each.kind, each.name, each.setting) for each in one.counted()}
    pending = sum(len(once(each.pending)) for each in one.projects)
    there = sum(len(each.there) for each in one.projects)
    notes = sum(each.severity == "note" for project in one.projects for each in project.drift)
    parts = [
        *([f"{plural(len(drift), 'setting')} not as declared"] if drift else []),
        *([f"{plural(there, 'new setting')} there already, otherwise"] if there else []),
        *([f"{plural(pending, 'step')} of before not rolled out yet"] if pending else []),
        *([plural(notes, "note")] if notes else []),
        *([f"{plural(len(one.unseen), 'thing')} not seen"] if one.unseen else []),
    ]
    looked = f"{plural(len(one.projects), 'project')} looked at"
    if one.same:
        looked += f", {one.same:,} not: nothing that is made changes there"
    if not one.projects:
        return "Nobody was asked." if one.unseen else "Nobody was asked: nothing is made otherwise."
    return f"{looked}: {'; '.join(parts) or fine(one)}."


def fine(one: Live) -> str:
    """What is to be said where nothing is otherwise, and all was seen."""
    count = sum(each.declared for each in one.projects)
    if not count:
        return "nothing of it was declared before"
    return f"{plural(count, 'thing')} declared before, and stored as declared"


def fails(one: Live) -> tuple[Item, ...]:
    """What would stop a rollout, each once with the projects that it stops."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, problem in one.stops:
        found.setdefault((problem.sentence(), problem.id), []).append(name)
    several = len(one.projects) > 1
    return tuple(
        Item("", sentence, f"({rule})", (("in", first(names)),) if several else ())
        for (sentence, rule), names in found.items()
    )


def engine(one: Live) -> str:
    """Why it tells nothing, or that there is nothing to tell."""
    if one.engine:
        return f"{one.engine}."
    told = [each for each in one.projects if each.engine]
    if told and not any(each.effects or each.withdrawn for each in told):
        if all(each.dropped for each in told):
            return LEFT[len(told) > 1]
        return "Nothing, as far as it was asked."
    return ""


def effects(one: LiveProject) -> Iterator[Item]:
    """What is done for the change, and what is not done any more."""
    found = own(one.effects, one.withdrawn)
    yield from (instead(now, was) if was else step(now) for now, was in found.made)
    yield from (step(each)._replace(tail=f": {WITHDRAWN}") for each in found.withdrawn)


def stands(one: LiveProject) -> Iterator[Item]:
    """What is otherwise than declared, and no part of the change."""
    yield from map(drift, one.drift)
    yield from map(there, one.there)
    waiting = len(once(one.pending))
    if waiting:
        yield Item(f"{plural(waiting, 'step')} of", one.name, f": {PENDING}; {SHOWN}")
    if one.as_declared:
        told = f"{plural(one.as_declared, 'new thing')} of"
        yield Item(told, one.name, ": there already, just as this change declares")


def unseen(one: Live) -> tuple[Item, ...]:
    """What is not known, and why; where all is left out, that is told once."""
    return tuple(Item("", f"{each.what}: {each.why}") for each in dict.fromkeys(one.unseen))


def digest(one: Live) -> str:
    """The digest of the engine's steps, or why there is none."""
    return one.plan or ("" if one.engine or not one.projects else NO_PLAN)
