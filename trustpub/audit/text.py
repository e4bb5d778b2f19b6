"""Report -> lines for a terminal, worst first."""

from collections.abc import Iterator

from ..plural import plural
from ..render.text import COLOURS, paint
from .model import STAGES, Finding, Report, Section


def text(report: Report, colour: bool = False) -> Iterator[str]:
    """A paragraph for each repository of which there is something to tell, then the numbers."""
    for one in report.sections:
        if one.findings or one.unseen:
            yield from section(one, colour)
            yield ""
    for each in report.stale:
        yield f"baseline: {each.what} ({each.fingerprint}): {each.why}"
    yield from glance(report)


def section(one: Section, colour: bool) -> Iterator[str]:
    """One repository."""
    kind = "organisation" if one.forge == "github" else "group"
    stage = kind if one.account else STAGES[one.stage].partition(":")[0]
    yield paint(f"{one.name} ({stage})", "1", colour)
    for each in one.findings:
        yield from finding(each, colour)
    yield from (f"  not seen: {each.what}: {each.why}" for each in one.unseen)


def finding(one: Finding, colour: bool) -> Iterator[str]:
    """What, where, and what to do."""
    word = "accepted" if one.accepted else one.severity
    shade = "2" if one.accepted else COLOURS[one.severity]
    yield f"  {paint(word, shade, colour)} {one.object}: {one.found} [{one.id}]"
    if one.accepted:
        yield f"    accepted: {one.accepted}"
        return
    yield f"    {one.fix}"
    yield f"    seen at {one.at}" + (f" ({one.evidence})" if one.evidence else "")


def glance(report: Report) -> Iterator[str]:
    """Numbers."""
    total = report.totals
    if total.repositories > 1:
        for stage, count in total.stages.items():
            if count:
                share = 100 * count / total.repositories
                yield f"{count:>6,} of {total.repositories:,} ({share:.0f} %) {STAGES[stage]}"
    yield f"{report.title}: {numbers(report)}"


def numbers(report: Report) -> str:
    """`2 errors, 1 warning, 3 accepted`; `nothing found` where there is nothing."""
    total = report.totals
    counts = {
        "error": total.errors,
        "warning": total.warnings,
        "note": total.notes,
        "accepted": total.accepted,
        "not seen": total.unseen,
    }
    nouns = {"error", "warning", "note"}
    said = [
        plural(count, word) if word in nouns else f"{count:,} {word}"
        for word, count in counts.items()
        if count
    ]
    return ", ".join(said) or "nothing found"
