"""Repositories -> Report: judged, accepted, counted, worst first. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ..model import Forge, Plan, Unknown
from ..observing.budget import Budget
from ..observing.compare import differences
from ..observing.model import Repository
from .baseline import Accepted, accept, reasons, stale
from .case import Case, make_case
from .configs import declared
from .judge import ORDER, judge
from .model import STAGES, Finding, Report, Requests, Section, Stage, Totals
from .places import PUBLIC, Sites
from .rules_archived import archived
from .unseen import unseen


def make_report(
    title: str,
    repositories: Sequence[Repository],
    plan: Plan | None = None,
    entries: Sequence[Accepted] = (),
    today: date | None = None,
    sites: Sites = PUBLIC,
) -> Report:
    """All that is to be said."""
    day = today or date.min
    found = differences(plan, repositories) if plan else ()
    good = reasons(entries, day)
    sections = []
    for one in repositories:
        own = plan or declared(one).plan
        told = found if plan or not own else differences(own, [one])
        case = make_case(one, own, told, sites)
        sections.append(section(case, accept(judge(case, own), good)))
    ordered = tuple(sorted(sections, key=order))
    report = Report(title=title, sections=ordered, totals=totals(ordered))
    return report.model_copy(update={"stale": stale(report, entries, day)})


def section(case: Case, findings: tuple[Finding, ...]) -> Section:
    """One repository."""
    hidden = unseen(case)
    return Section(
        forge=case.repository.forge,
        name=case.repository.name,
        account=bool(case.repository.facts.get("account")),
        stage=stage(case, findings, hidden),
        publishes=tuple(f"{one.name}: {one.why}" for one in case.publishing),
        findings=findings,
        unseen=hidden,
    )


def stage(case: Case, findings: Iterable[Finding], hidden: Sequence[Unknown]) -> Stage:
    """How far a repository is."""
    counted = {one.severity for one in findings if one.counted}
    if counted:
        return "open" if "error" in counted else "weak"
    if hidden:
        return "unseen"
    publishes = bool(case.publishing or case.uploads) and not archived(case)
    return "guarded" if publishes else "idle"


def order(one: Section) -> tuple[int, int, str]:
    """Worst first; of the same stage the one with more findings."""
    count = sum(each.counted for each in one.findings)
    return list(STAGES).index(one.stage), -count, one.name.casefold()


def totals(sections: Sequence[Section]) -> Totals:
    """Numbers at a glance; an organisation is no repository."""
    found = [one for section in sections for one in section.findings]
    places = [one for one in sections if not one.account]
    weights = {w: sum(o.severity == w and o.accepted is None for o in found) for w in ORDER}
    return Totals(
        repositories=len(places),
        stages={stage: sum(one.stage == stage for one in places) for stage in STAGES},
        errors=weights["error"],
        warnings=weights["warning"],
        notes=weights["note"],
        accepted=sum(one.accepted is not None for one in found),
        unseen=sum(len(one.unseen) for one in sections),
    )


def with_requests(report: Report, budgets: Mapping[Forge, Budget]) -> Report:
    """The report with what it took."""
    made = tuple(
        Requests(forge=forge, predicted=one.predicted, sent=one.sent, unchanged=one.unchanged)
        for forge, one in budgets.items()
    )
    return report.model_copy(update={"requests": made})
