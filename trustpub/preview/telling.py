"""The sentences of a preview, which hold nothing of a config. Pure."""

from collections.abc import Iterator, Sequence

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
    "expired": "does not count: its day has passed",
    "far": "does not count: its day is more than 366 days ahead",
}
BASE = {
    "absent": "The file is not there before this change: all of it is new.",
    "broken": "The file cannot be read as it is before this change: all of it counts as new.",
}


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


def word(one: Word) -> str:
    """What becomes of an `accept`."""
    return f"{'new; ' if one.new else ''}{STATES[one.state]}"


def risks(one: Preview) -> list[tuple[Risk, str]]:
    """Every risk with the projects that it meets; those that nobody accepted first."""
    found: dict[str, tuple[Risk, list[str]]] = {}
    for project in one.projects:
        for risk in project.risks:
            found.setdefault(risk.model_dump_json(), (risk, []))[1].append(project.name)
    several = len(one.projects) + one.same > 1
    listed = sorted(found.values(), key=lambda each: each[0].accepted)
    return [(risk, where(names) if several else "") for risk, names in listed]


def words(one: Preview) -> list[tuple[Word, str]]:
    """Every `accept` with the projects for which it stands."""
    found: dict[str, tuple[Word, list[str]]] = {}
    for project in one.projects:
        for each in project.words:
            found.setdefault(each.model_dump_json(), (each, []))[1].append(project.name)
    several = len(one.projects) + one.same > 1
    return [(each, where(names) if several else "") for each, names in found.values()]


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
