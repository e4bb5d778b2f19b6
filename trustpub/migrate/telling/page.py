"""Report -> one HTML page that needs nothing else: no script, no other file."""

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ...printable import escaped
from ..judging import wording
from ..judging.revoke import CANNOT_KNOW
from ..model import STAGES, Stage
from ..reach import told
from .picture import HEIGHT, WIDTH, pictures
from .report import Report


def page(report: Report, today: str) -> str:
    """The page."""
    environment = Environment(
        loader=PackageLoader("trustpub"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Characters that turn the direction of a text are shown, not obeyed.
        finalize=lambda value: escaped(value) if type(value) is str else value,
    )
    count = len(report.standings)
    return environment.get_template("migrate.html").render(
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


def shares(report: Report) -> list[tuple[Stage, int, str]]:
    """Stage, how many, and the share in per cent, of the stages that have any."""
    total = report.totals.projects
    counts = report.totals.stages
    return [
        (stage, counts[stage], f"{100 * counts[stage] / total:.1f}".removesuffix(".0"))
        for stage in STAGES
        if counts[stage]
    ]
