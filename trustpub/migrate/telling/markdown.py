"""Report -> Markdown, for a ticket or a job's summary."""

from collections.abc import Iterator

from ...checklist.markdown import plain
from ...printable import escaped
from ..judged import Standing
from ..judging.wording import (
    GROUPS,
    MEANING,
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


def markdown(report: Report) -> Iterator[str]:
    """Numbers, who has to do what, then each project."""
    yield f"# {safe(report.title)}: leaving tokens behind\n"
    yield f"{safe(numbers(report))}.\n"
    yield "| stage | projects | meaning |\n|---|--:|---|"
    for stage, count in report.totals.stages.items():
        yield f"| {stage} | {count:,} | {safe(MEANING[stage])} |"
    yield from (f"\n{safe(one.words)}." for one in pictures(report.points))
    yield from following(report)
    yield "\n## Projects\n"
    for one in report.standings:
        yield from project(one)
    yield from tokens(report)
    if report.unseen:
        yield "\n## Not seen\n"
        yield from (f"- {safe(one.what)}: {safe(one.why)}" for one in report.unseen)


def following(report: Report) -> Iterator[str]:
    """Only the next steps, grouped by who has to do them."""
    who = ""
    for one in report.next:
        if one.who != who:
            who = one.who
            yield f"\n## Next, {STEPS[one.who]}"
        yield from group(one)
    if not report.next:
        yield "\nNothing is next."


def group(one: Group) -> Iterator[str]:
    """Steps of one kind, as a list to tick."""
    yield f"\n### {GROUPS[one.id]}\n"
    for each in one.tasks:
        yield from task(each)


def task(one: Task) -> Iterator[str]:
    """One step."""
    yield f"- [ ] **{safe(one.repository)}**: {safe(one.todo.title)}"
    yield from (f"  - [{safe(title)}]({link(url)})" for title, url in one.todo.links.items())
    yield from (f"  - {safe(each.label)}: {safe(each.value)}" for each in one.todo.fields)
    yield f"  - done when {safe(one.todo.done_when)}"


def project(one: Standing) -> Iterator[str]:
    """One project."""
    yield f"- **{safe(heading(one))}**: {one.stage} ({step(one)})"
    yield f"  - {safe(one.why)}"
    yield from (f"  - not seen: {safe(each.what)}: {safe(each.why)}" for each in one.unknown)


def tokens(report: Report) -> Iterator[str]:
    """Who still uses shared tokens; which ones may go."""
    if report.shared:
        yield "\n## Tokens of organisations, groups and the instance\n"
        yield from (f"- **{safe(shared(one))}**: {safe(users(one))}" for one in report.shared)
    if report.removals:
        yield "\n## Tokens that are left\n"
        for each in report.removals:
            yield f"- **{safe(told(each.kept))}**: {safe(removal(each))}"
            yield from (f"  - {safe(line)}" for line in [readers(each)] if line)


def safe(text: str) -> str:
    """A text on one line that is nothing but text: no markup, no link, and nobody is called.

    GitHub Flavored Markdown, "Autolinks (extension)": `://` and `www.` make links of their own.
    """
    shown = plain(escaped(text)).replace("://", r"\://").replace("www.", r"www\.")
    return shown.replace("$", r"\$").replace("@", "@<!-- -->")


def link(url: str) -> str:
    """An address between brackets, which nothing in it can end (CommonMark, "Links")."""
    shown = escaped(url).replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"<{shown}>"
