"""Report -> lines for a terminal. Names of others never steer it: they are made visible."""

from collections.abc import Iterator

from ...printable import escaped
from ...render.text import paint
from ..judged import Standing, ToDo
from ..judging.wording import (
    GROUPS,
    MEANING,
    SHADES,
    STEPS,
    heading,
    numbers,
    readers,
    removal,
    shared,
    step,
    users,
)
from ..reach import told
from .picture import pictures
from .report import Group, Report, Task

COLOURS = {"open": "31", "weak": "33", "late": "36", "done": "32"}
WHO = {"person": "you", "trustpub": "trustpub"}


def status(report: Report, colour: bool = False) -> Iterator[str]:
    """Each project with its stage and what is next, then tokens, then numbers."""
    for one in report.standings:
        yield from project(one, colour)
    if report.shared:
        yield paint("Tokens of organisations, groups and the instance", "1", colour)
        yield from (f"  {escaped(shared(one))}: {escaped(users(one))}" for one in report.shared)
        yield ""
    if report.removals:
        yield paint("Tokens that are left", "1", colour)
        for each in report.removals:
            yield f"  {escaped(told(each.kept))}: {escaped(removal(each))}"
            yield from (f"    {escaped(line)}" for line in [readers(each)] if line)
        yield ""
    yield from glance(report)


def project(one: Standing, colour: bool) -> Iterator[str]:
    """One project: a line, what shows it, what is next."""
    stage = paint(f"{one.stage} ({step(one)})", COLOURS[SHADES[one.stage]], colour)
    yield f"{stage} {escaped(heading(one))}"
    yield f"  {escaped(one.why)}"
    for todo in one.next:
        yield f"  next, {WHO[todo.who]}: {escaped(todo.title)}"
        yield from links(todo, "    ")
    yield from (f"  not seen: {escaped(f'{each.what}: {each.why}')}" for each in one.unknown)
    yield ""


def links(todo: ToDo, indent: str) -> Iterator[str]:
    """Pages to open."""
    yield from (f"{indent}{escaped(title)}: {escaped(url)}" for title, url in todo.links.items())


def glance(report: Report) -> Iterator[str]:
    """Numbers; in a migration of one project its own line says all of it."""
    total = report.totals
    for stage, count in total.stages.items():
        if count and total.projects > 1:
            yield f"{count:>6,} {stage}: {MEANING[stage]}"
    yield from (one.words for one in pictures(report.points))
    for each in report.unseen:
        if all(each not in one.unknown for one in report.standings):
            yield f"not seen: {escaped(f'{each.what}: {each.why}')}"
    yield f"{escaped(report.title)}: {numbers(report)}"


def following(report: Report, colour: bool = False) -> Iterator[str]:
    """Only the next steps, grouped by who has to do them."""
    who = ""
    for one in report.next:
        if one.who != who:
            who = one.who
            yield paint(f"Next, {STEPS[one.who]}", "1", colour)
        yield from group(one, colour)
    if not report.next:
        yield "Nothing is next."
    yield f"{escaped(report.title)}: {numbers(report)}"


def group(one: Group, colour: bool) -> Iterator[str]:
    """Steps of one kind."""
    yield f"  {GROUPS[one.id]} ({len(one.tasks)})"
    for each in one.tasks:
        yield from task(each)
    yield ""


def task(one: Task) -> Iterator[str]:
    """One step, with all that it takes."""
    yield f"    {escaped(one.repository)}: {escaped(one.todo.title)}"
    yield from links(one.todo, "      ")
    for field in one.todo.fields:
        yield f"      {escaped(field.label)}: {escaped(field.value)}"
    yield f"      done when {escaped(one.todo.done_when)}"
