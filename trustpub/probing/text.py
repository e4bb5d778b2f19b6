"""A report -> lines for a terminal or a job's log."""

from collections.abc import Iterator

from ..render.text import problem
from .probe import Report
from .values import Probed


def lines(report: Report, colour: bool = False) -> Iterator[str]:
    """Each publisher with each claim, the exchange, then what is wrong or not known."""
    for each in report.publishers:
        yield from publisher(each)
    if report.exchange:
        yield f"exchange {report.exchange.state}: {report.exchange.sentence}"
        for refusal in report.exchange.refusals:
            yield f"  {refusal.code}: {refusal.meaning} ({refusal.said})"
    yield from (problem(each, colour) for each in report.problems)
    yield from (f"unknown {each.what}: {each.why}" for each in report.unknown)
    if not report.problems and not report.unknown:
        yield f"{report.index}: the job's token fits"


def publisher(one: Probed) -> Iterator[str]:
    """Claim, expected, found."""
    verdict = one.verdict
    yield f"publisher {one.name}: {verdict.state}"
    for row in verdict.failures:
        found = "nothing" if row.found is None else row.found
        note = f" ({row.note})" if row.note else ""
        yield f"  differs  {row.claim}: expected {row.expected}; found {found}{note}"
    yield from (f"  unknown  {each.what}: {each.why}" for each in verdict.unknown)
    for row in verdict.matched:
        found = "nothing" if row.found is None else row.found
        yield f"  fits     {row.claim}: expected {row.expected}; found {found}"
