"""Report -> the format that was asked for."""

from collections.abc import Iterable
from datetime import date

from ..model import Problem
from .model import Report


def rendered(
    report: Report,
    form: str,
    today: date,
    file: str | None = None,
    problems: Iterable[Problem] = (),
    colour: bool = False,
) -> str | Iterable[str]:
    """Text, or lines of it; `problems` are those of the config."""
    if form == "json":
        return document(report, problems)
    if form == "sarif":
        from .. import __version__
        from .logs import log, rule_summaries

        return log(report, __version__, rule_summaries(), file)
    if form == "html":
        from .page import page

        return page(report, today.isoformat())
    from .text import text

    return text(report, colour)


def document(report: Report | None, problems: Iterable[Problem]) -> str:
    """As JSON."""
    from ..documents import AuditDocument
    from ..render import machine

    return machine.render(
        AuditDocument(
            problems=tuple(problems),
            unknown=report.unseen if report else (),
            report=report,
        )
    )
