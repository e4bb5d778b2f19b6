"""Report -> the format that was asked for."""

from collections.abc import Iterable
from datetime import date

from ...model import Problem
from .report import Report


def rendered(
    report: Report,
    form: str,
    today: date,
    problems: Iterable[Problem] = (),
    colour: bool = False,
    only_next: bool = False,
) -> str | Iterable[str]:
    """Text, or lines of it; `only_next` leaves all but the next steps out of text and Markdown."""
    if form == "json":
        return document(report, problems)
    if form == "html":
        from .page import page

        return page(report, today.isoformat())
    if form == "markdown":
        from . import markdown

        return markdown.following(report) if only_next else markdown.markdown(report)
    from . import text

    return text.following(report, colour) if only_next else text.status(report, colour)


def document(report: Report, problems: Iterable[Problem] = ()) -> str:
    """As JSON."""
    from ...documents import MigrateDocument
    from ...render import machine

    return machine.render(
        MigrateDocument(
            title=report.title,
            problems=tuple(problems),
            unknown=report.unseen,
            totals=report.totals,
            projects=report.standings,
            next=report.next,
            shared=report.shared,
            removals=report.removals,
            points=report.points,
        )
    )
