"""Preview -> lines for a terminal or a log. Pure."""

from collections.abc import Iterable, Iterator

from ..live import text as live
from .headline import verdict
from .model import NO_DIGEST, Preview, ProjectChange, Risk, Thing, Todo, Word
from .shown import change, name, path
from .telling import (
    BASE,
    happens,
    hint,
    numbers,
    risks,
    setting,
    settings,
    title,
    warnings,
    word,
    words,
)


def render(one: Preview) -> Iterator[str]:
    """All of it: what must be known first."""
    yield f"{name(one.file)}: {verdict(one)}"
    yield from filter(None, [numbers(one)])
    yield from ([BASE[one.base_state]] if one.base_state in BASE else [])
    yield from section("Problems", (one_line(each.sentence(), each.id) for each in one.errors))
    yield from section("Problems before", (one_line(p.sentence(), p.id) for p in one.before))
    yield from section("Not seen", (one_line(f"{u.what}: {u.why}") for u in one.unknown))
    yield from section("Risks", (line for each in risks(one) for line in risk_lines(*each)))
    yield from accepting(one)
    yield from section(
        "Accepted by the config", (line for each in words(one) for line in said(*each))
    )
    todo = [each for project in one.projects for each in project.todo]
    yield from section("After the merge somebody has to", steps(todo))
    yield from section("What changes", (line for each in one.projects for line in project(each)))
    yield from section("Warnings", (one_line(p.sentence(), p.id) for p in warnings(one)))
    yield f"\n{one.digest or NO_DIGEST}"
    yield f"from {one.base or 'a folder'} to {one.head or 'the working tree'}"
    yield from live.render(one.live) if one.live else ()


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and what stands below it; nothing where there is nothing."""
    found = list(lines)
    yield from ([f"\n{title}", *(f"  {line}" for line in found)] if found else [])


def one_line(text: str, mark: str = "") -> str:
    """A sentence that holds something of a config."""
    return path(text) + (f" [{mark}]" if mark else "")


def risk_lines(one: Risk, where: str) -> Iterator[str]:
    """One risk, and the projects that it meets."""
    yield f"{'accepted' if one.accepted else 'RISK'} {name(one.label)}: {one.what} [{one.id}]"
    if one.before is not None or one.after is not None:
        yield f"    {one.setting}: {change(one.before, one.after)}"
    yield f"    why it matters: {one.why}"
    yield f"    at {name(place(one.file, one.line, one.field))}{in_projects(where)}"
    if one.word:
        yield f"    accepted until {one.word.until}: {name(one.word.reason, 400)}"


def accepting(one: Preview) -> Iterator[str]:
    """How a risk is accepted, in a line."""
    found = hint(one)
    if found:
        word = f"{{risk: {found[0]}, reason: ..., until: YYYY-MM-DD}}"
        yield f"  Wanted? {found[1]}: `accept: [{word}]`"


def place(file: str, line: int, field: str) -> str:
    """`release.yaml:3 tags[0]`."""
    return f"{file}:{line} {field}".rstrip()


def in_projects(where: str) -> str:
    """The projects, in brackets; nothing where there is but one."""
    return f" ({where})" if where else ""


def said(one: Word, where: str, near: str) -> Iterator[str]:
    """One `accept`."""
    about = f" for {name(one.where)}" if one.where else ""
    there = f" {name(near)}" if near else ""
    yield f"{one.risk}{about} until {one.until}: {word(one, near)}{there}"
    yield f"    {name(one.reason, 400)}"
    yield f"    at {name(place(one.file, one.line, ''))}{in_projects(where)}"


def steps(todo: Iterable[Todo]) -> Iterator[str]:
    """What is to be done by hand."""
    for number, one in enumerate(todo, 1):
        yield f"{number}. {one.title}: {name(one.about)}"
        yield f"    {one.why}"
        yield from (f"    {case}: {path(link)}" for case, link in one.links.items())
        yield from (f"      {field.label}: {name(field.value)}" for field in one.fields)
        yield from (f"    {path(command)}" for command in one.commands)


def project(one: ProjectChange) -> Iterator[str]:
    """One project, thing by thing."""
    was = f" (was {name(one.was)})" if one.was else ""
    yield f"{name(one.name)}{was}: {happens(one)}"
    for thing in one.things:
        yield from (f"  {line}" for line in thing_lines(thing, one))


def thing_lines(one: Thing, project: ProjectChange) -> Iterator[str]:
    """One thing, setting by setting."""
    on = f" on {one.forge}" if one.forge else ""
    yield f"{title(one, project)}: {name(one.name)}{on}"
    for each in settings(one):
        yield f"  {each.name}: {setting(each, one)}"
