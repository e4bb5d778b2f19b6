"""Report -> one HTML page that needs nothing else: no script, no other file."""

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from .model import STAGES, Report, Section
from .text import numbers

SHORT = {
    "open": "open",
    "weak": "weak",
    "unseen": "not seen in full",
    "guarded": "guarded",
    "idle": "idle",
}


def page(report: Report, today: str) -> str:
    """The page."""
    environment = Environment(
        loader=PackageLoader("trustpub"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    told = [one for one in report.sections if tells(one)]
    return environment.get_template("audit.html").render(
        report=report,
        today=today,
        numbers=numbers(report),
        stages=STAGES,
        short=SHORT,
        shares=shares(report),
        told=[(f"r{number}", one, opened(number, len(told))) for number, one in enumerate(told, 1)],
        idle=[one.name for one in report.sections if not tells(one) and not one.account],
        counted=counted,
    )


def tells(one: Section) -> bool:
    """Whether there is more to say of a repository than its name."""
    return bool(one.findings or one.unseen) or one.stage != "idle"


def shares(report: Report) -> list[tuple[str, int, str]]:
    """Stage, how many, and the share in per cent, of the stages that have any."""
    total = report.totals.repositories
    return [
        (stage, count, f"{100 * count / total:.1f}".removesuffix(".0"))
        for stage, count in report.totals.stages.items()
        if count
    ]


def opened(number: int, count: int) -> bool:
    """Whether a section is unfolded: all of a short page, else the three worst."""
    return count <= 5 or number <= 3


def counted(one: Section) -> str:
    """`2 errors, 1 warning` of one repository."""
    found = []
    for word in ("error", "warning", "note"):
        count = sum(each.severity == word and each.accepted is None for each in one.findings)
        found += [f"{count} {word}{'s' * (count != 1)}"] if count else []
    accepted = sum(each.accepted is not None for each in one.findings)
    found += [f"{accepted} accepted"] if accepted else []
    found += [f"{len(one.unseen)} not seen"] if one.unseen else []
    return ", ".join(found) or "nothing found"
