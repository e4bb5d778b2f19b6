"""The sentences of a preview, which hold nothing of a config. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..accepting import Risk as RiskId
from ..model import Problem
from ..plural import plural
from .model import Kind, Preview, ProjectChange, Risk, Setting, Thing, What, Word
from .shown import change, name, value

DONE: dict[What, str] = {
    "made": "new",
    "deleted": "deleted",
    "changed": "changed",
    "moved": "moved",
    "unknown": "unknown before",
}
UNDECLARED = "no longer declared"
MADE_BY_UP: tuple[Kind, ...] = ("environment", "tag")
"""Kinds that a rollout deletes where they are declared no more, as long as the project is."""
PROJECT: dict[What, str] = {
    "made": "new project",
    "deleted": "no longer declared; nothing of it is deleted",
    "changed": "changed",
    "moved": "goes by another name",
    "unknown": "all of it counts as new: what it was before is not known",
}
APPLIES = "The merge alone changes nothing on a forge: a rollout or `pulumi up` does."
EFFECT = "written otherwise, to the same effect"
STATES = {
    "used": "accepts a risk of this change",
    "unused": "accepts nothing here; take it out",
    "elsewhere": "fits nothing here; the risk is on",
    "expired": "does not count: its day has passed",
    "far": "does not count: its day is more than 366 days ahead",
}
BASE = {
    "absent": "The file is not there before this change: all of it is new.",
    "broken": "The file cannot be read as it is before this change: all of it counts as new.",
}
AUTHOR = "Its author adds a word to the config for each of them"
FLEET = ", in `defaults`, a profile, the project or an override (the nearest list counts)"
BEFORE = "The config as it was before has to say so, in a change that comes first"
"""Of a project that goes: its config goes with it."""


class Said(NamedTuple):
    """An `accept` as it is told."""

    word: Word
    where: str
    """The projects for which it stands; empty where there is but one."""
    near: str
    """What it may be meant for, where it fits nothing."""


def numbers(one: Preview) -> str:
    """How much changes, and how much is left to do."""
    if not one.projects:
        return f"{plural(one.same, 'project')} as before." if one.same else ""
    of = f"{len(one.projects):,} of {plural(one.same + len(one.projects), 'project')}"
    todo = sum(len(project.todo) for project in one.projects)
    left = f"; after the merge a person has {plural(todo, 'thing')} to do by hand" if todo else ""
    return f"This changes the release settings that are declared for {of}{left}. {APPLIES}"


def happens(one: ProjectChange) -> str:
    """What becomes of a project, in a few words."""
    if one.what not in ("changed", "moved"):
        return PROJECT[one.what]
    told = [f"{kinds} {done}" for what, done in DONE.items() if (kinds := ", ".join(of(one, what)))]
    told += [f"{kinds} {UNDECLARED}" for kinds in [", ".join(of(one, "deleted", False))] if kinds]
    return "; ".join([PROJECT["moved"]] * (one.what == "moved") + (told or [EFFECT]))


def of(one: ProjectChange, what: What, by_up: bool = True) -> Iterator[str]:
    """The kinds of things to which something happens, with their number.

    `by_up`: with "deleted", those that a rollout deletes, or those that nothing deletes.
    """
    listed = (thing for thing in one.things if thing.settings or thing.kind != "config")
    kinds = [thing.kind for thing in listed if thing.what == what]
    if what == "deleted":
        kinds = [kind for kind in kinds if (kind in MADE_BY_UP) == by_up]
    for kind in dict.fromkeys(kinds):
        count = kinds.count(kind)
        word = "accepted risks" if kind == "config" else kind
        plural = {"repository": "repositories"}.get(word, f"{word}s")
        yield word if count == 1 or kind == "config" else f"{count} {plural}"


def title(thing: Thing, project: ProjectChange) -> str:
    """What kind of thing, and what becomes of it."""
    if thing.kind == "config":
        return EFFECT if not thing.settings else "accepted risks"
    stays = thing.kind not in MADE_BY_UP or project.what == "deleted"
    done = UNDECLARED if thing.what == "deleted" and stays else DONE[thing.what]
    return f"{thing.kind} {done}"


def setting(one: Setting, thing: Thing) -> str:
    """What becomes of a setting; of a thing that is made or goes, what it is or was."""
    if thing.what == "made":
        return value(one.after)
    return value(one.before) if thing.what == "deleted" else change(one.before, one.after)


def hint(one: Preview) -> tuple[RiskId, str] | None:
    """A risk that nobody accepted, and who can say where that it is wanted."""
    found = [(risk, each) for each in one.projects for risk in each.risks if not risk.accepted]
    stay = [both for both in found if both[1].what != "deleted"]
    for risk, _ in (*stay, *found):
        return risk.id, (AUTHOR if stay else BEFORE) + FLEET * one.fleet
    return None


def settings(thing: Thing) -> tuple[Setting, ...]:
    """Those of a thing that are shown; an `accept` that comes is among what the config accepts."""
    if thing.kind != "config":
        return thing.settings
    return tuple(one for one in thing.settings if any(was not in one.after for was in one.before))


def word(one: Word, near: str = "") -> str:
    """What becomes of an `accept`; `near`: what has a risk of its rule, and is called otherwise."""
    return f"{'new; ' if one.new else ''}{STATES['elsewhere' if near else one.state]}"


def risks(one: Preview) -> list[tuple[Risk, str]]:
    """Every risk with the projects that it meets; those that nobody accepted first."""
    found: dict[str, tuple[Risk, list[str]]] = {}
    for project in one.projects:
        for risk in project.risks:
            found.setdefault(risk.model_dump_json(), (risk, []))[1].append(project.name)
    several = len(one.projects) + one.same > 1
    listed = sorted(found.values(), key=lambda each: each[0].accepted)
    return [(risk, where(names) if several else "") for risk, names in listed]


def words(one: Preview) -> list[Said]:
    """Every `accept`, once for its line: what it accepts in some project is not to be taken out."""
    found: dict[str, list[tuple[Word, ProjectChange]]] = {}
    for project in one.projects:
        for each in project.words:
            key = each.model_dump_json(exclude={"new", "state"})
            found.setdefault(key, []).append((each, project))
    several = len(one.projects) + one.same > 1
    return [said(listed, several) for listed in found.values()]


def said(listed: Sequence[tuple[Word, ProjectChange]], several: bool) -> Said:
    """One line of a file, with the projects that make use of it, or else all that have it."""
    shown = [both for both in listed if both[0].state == "used"] or listed
    word = shown[0][0].model_copy(update={"new": any(each.new for each, _ in shown)})
    names = [project.name for _, project in shown]
    near = (label for each, project in shown for label in others(each, project))
    return Said(word, where(names) if several else "", next(near, ""))


def others(word: Word, project: ProjectChange) -> list[str]:
    """Where a word fits nothing: the things with a risk of its rule that nobody accepted."""
    if word.state != "unused":
        return []
    return [one.label for one in project.risks if one.id == word.risk and not one.accepted]


def where(names: Sequence[str]) -> str:
    """One project, or how many."""
    if len(names) == 1:
        return name(names[0])
    return f"{len(names):,} projects, first {name(names[0])}"


def warnings(one: Preview) -> list[Problem]:
    """What `trustpub check` would say besides, but for what a risk tells already."""
    told = {(risk.file, risk.line, risk.field) for risk in one.risks}
    return [
        each
        for each in one.problems
        if each.severity != "error" and (each.file, each.line, each.field) not in told
    ]
