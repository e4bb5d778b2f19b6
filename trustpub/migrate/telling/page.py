"""Report -> one HTML page that needs nothing else: no script, no other file."""

from ...render import html
from ..judging import wording
from ..judging.revoke import CANNOT_KNOW
from ..model import STAGES
from ..reach import told
from .picture import HEIGHT, WIDTH, pictures
from .report import Report


def page(report: Report, today: str) -> str:
    """The page."""
    count = len(report.standings)
    return html.page(
        "migrate.html",
        report=report,
        today=today,
        words=wording,
        shares=shares(report),
        pictures=pictures(report.points),
        size=(WIDTH, HEIGHT),
        told=told,
        folded=[(f"p{n}", one, count > 5 and n > 3) for n, one in enumerate(report.standings, 1)],
        cannot_know=CANNOT_KNOW,
    )


def shares(report: Report) -> list[tuple[str, int, str, str]]:
    """Shade, how many, the share in per cent, in words; of the stages that have any, in order."""
    counts = {stage: report.totals.stages[stage] for stage in STAGES}
    return [
        (wording.SHADES[stage], count, share, f"{stage}: {wording.MEANING[stage]}")
        for stage, count, share in html.shares(counts, report.totals.projects)
    ]
