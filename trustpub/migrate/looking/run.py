"""One run: the projects it is about, and what was seen of them as a report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ...checking import Checked
from ...config import Config
from ...fleet.entries import Entry as InFleet
from ...indexes.pypi.normal import normal_name
from ...indexes.pypi.sites import SITES, Site, site
from ...model import Index, Problem, Unknown
from ...publishers import declared_publishers
from ..acting.entries import Entry, kept_of, told
from ..acting.plan import Plan
from ..judged import Standing
from ..judging.evidence import identified
from ..judging.removing import project, removals
from ..judging.revoke import CONFIRM
from ..judging.shared import known_to_all
from ..judging.standing import standings
from ..model import STAGES, Sight
from ..reach import key, reaches
from ..telling.points import points, removed
from ..telling.report import Point, Report, daily, report
from .model import Looked, Project


class Run(NamedTuple):
    """What a command is about."""

    title: str
    projects: tuple[Project, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Of configs, fleet and journal."""
    entries: tuple[Entry, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    """Projects of the fleet that could not be told: its queries were not answered in full."""
    options: str = ""
    """What names the same projects and journal to another step: ` --fleet fleet.yaml`."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps a project, or all of them, from being looked at."""
        return tuple(one for one in self.problems if one.severity == "error")


def projects_of(checked: Mapping[str, Checked]) -> tuple[Project, ...]:
    """Each config without errors, on each of its forges."""
    fine = [(file, one.config) for file, one in checked.items() if one.config and not one.errors]
    return tuple(each for file, config in fine for each in of_config(file, config))


def of_fleet(entries: Iterable[InFleet]) -> tuple[Project, ...]:
    """The projects of a fleet; several may stand in one file."""
    listed = tuple(entries)
    several = {file for file, count in Counter(one.file for one in listed).items() if count > 1}
    return tuple(
        each
        for one in listed
        for each in of_config(
            f"{one.file}:{one.line}" if one.file in several else one.file, one.config
        )
    )


def of_config(file: str, config: Config) -> Iterator[Project]:
    """A config on each of its forges."""
    for forge in config.forges():
        settings = config.github if forge == "github" else config.gitlab
        assert settings is not None
        yield Project(file, config, forge, settings.repository)


def named(projects: Iterable[Project], name: str) -> tuple[Project, ...]:
    """Those that are called so on the index."""
    wanted = normal_name(name)
    return tuple(one for one in projects if normal_name(one.config.project) == wanted)


def indexes(projects: Iterable[Project]) -> tuple[Index, ...]:
    """The indexes that some projects declare publishers for, TestPyPI first."""
    found = {p.index for one in projects for p in declared_publishers(one.config, one.forge)}
    return tuple(index for index in ("testpypi", "pypi") if index in found)


def spoken_of(projects: Iterable[Project], index: Index) -> str:
    """The publishers on an index that a word of a person is about, one a line."""
    declared = [p for one in projects for p in declared_publishers(one.config, one.forge)]
    return "\n".join(sorted({identified(p.identity) for p in declared if p.index == index}))


def sites(environ: Mapping[str, str]) -> dict[Index, Site]:
    """Every index at its address."""
    return {index: site(index, environ) for index in SITES}


def reported(
    run: Run,
    looked: Looked,
    environ: Mapping[str, str],
    today: date,
    without_proof: frozenset[str] = frozenset(),
) -> Report:
    """What was seen, judged; today's numbers are the last of the picture."""
    said, gone, where = told(run.entries), removed(run.entries), sites(environ)
    looked = looked._replace(sights=known_to_all(looked.sights, looked.shared))
    found = standings(looked.sights, said, gone, looked.shared, where)
    stands = tuple(again_with(one, run) for one in found)
    bold = without_proof - {one.project for one in stands if not can_publish(one)}
    made = report(run.title, stands, looked.shared, removals(looked.sights, looked.shared, bold))
    now = Point(on=today, tokens=made.totals.tokens, stages=made.totals.stages)
    return made.model_copy(update={"points": daily((*points(run.entries), now))})


def can_publish(one: Standing) -> bool:
    """Whether a project could publish without tokens: registered, and its CI needs none."""
    return STAGES.index(one.stage) >= STAGES.index("ci-swapped")


def again_with(one: Standing, run: Run) -> Standing:
    """A standing whose commands, which end the text they stand in, are about the same run."""
    both = len({each.forge for each in named(run.projects, one.project)}) > 1
    forge = f" --forge {one.forge}" if both else ""
    steps = tuple(
        step.model_copy(update={"done_when": f"{step.done_when}{forge}{run.options}"})
        if CONFIRM in step.done_when
        else step
        for step in one.next
    )
    return one.model_copy(update={"next": steps})


def again(before: Looked, fresh: Iterable[Sight], gone: set[tuple[str, ...]]) -> Looked:
    """What was seen, with some projects as they are now, and without what was removed."""
    new = {(one.file, one.forge): one for one in fresh}
    sights = tuple(new.get((one.file, one.forge), one) for one in before.sights)
    return Looked(sights, tuple(one for one in before.shared if key(one.kept) not in gone))


def touches(plan: Plan, one: Project | Standing) -> bool:
    """Whether a plan changes something of a project."""
    if any((p.project.file, p.project.forge) == (one.file, one.forge) for p in plan.proposals):
        return True
    if any(
        each.kept.place.forge == one.forge and one.repository in each.projects
        for each in plan.removals
    ):
        return True
    return any(reaches(kept_of(each), one.forge, one.repository) for each in plan.open)


def without(plan: Plan, looked: Looked, asked: Iterable[str]) -> tuple[str, ...]:
    """Projects of which tokens go that no release has proved needless."""
    bold = {
        (one.kept.place.forge, name)
        for one in plan.removals
        if one.unproved
        for name in one.projects
    }
    there = {project(one) for one in looked.sights if (one.forge, one.repository) in bold}
    return tuple(sorted(there & set(asked)))


def about(report: Report, plan: Plan) -> Report:
    """The projects that a plan was about, with the numbers of all; what is shared is left out."""
    mine = tuple(one for one in report.standings if touches(plan, one))
    return report.model_copy(update={"standings": mine, "shared": (), "removals": ()})
