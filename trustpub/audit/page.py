"""Report -> one HTML page that needs nothing else: no script, no other file."""

from ..plural import plural
from ..render import html
from .model import STAGES, Report, Section, Stage
from .text import numbers

SHORT = {
    "open": "open",
    "weak": "weak",
    "unseen": "not seen in full",
    "guarded": "guarded",
    "idle": "idle",
}
TONES: dict[Stage, str] = {
    "open": "open",
    "weak": "weak",
    "unseen": "unseen",
    "guarded": "done",
    "idle": "idle",
}
"""The colours of report.html."""
WORDS = {"error": "open", "warning": "weak", "note": "soft"}


def page(report: Report, today: str) -> str:
    """The page."""
    told = [one for one in report.sections if tells(one)]
    counts = report.totals.stages
    return html.page(
        "audit.html",
        report=report,
        today=today,
        numbers=numbers(report),
        short=SHORT,
        tones=TONES,
        words=WORDS,
        shares=[
            (TONES[stage], count, share, STAGES[stage])
            for stage, count, share in html.shares(counts, report.totals.repositories)
        ],
        told=[(f"r{number}", one, opened(number, len(told))) for number, one in enumerate(told, 1)],
        idle=[one.name for one in report.sections if not tells(one) and not one.account],
        counted=counted,
    )


def tells(one: Section) -> bool:
    """Whether there is more to say of a repository than its name."""
    return bool(one.findings or one.unseen) or one.stage != "idle"


def opened(number: int, count: int) -> bool:
    """Whether a section is unfolded: all of a short page, else the three worst."""
    return count <= 5 or number <= 3


def counted(one: Section) -> str:
    """`2 errors, 1 warning` of one repository."""
    found = []
    for word in ("error", "warning", "note"):
        count = sum(each.severity == word and each.accepted is None for each in one.findings)
        found += [plural(count, word)] if count else []
    accepted = sum(each.accepted is not None for each in one.findings)
    found += [f"{accepted} accepted"] if accepted else []
    found += [f"{len(one.unseen)} not seen"] if one.unseen else []
    return ", ".join(found) or "nothing found"
