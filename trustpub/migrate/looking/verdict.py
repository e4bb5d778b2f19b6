"""What the forges hold otherwise than the configs of some projects declare it."""

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ...careful import careful
from ...forges.github.observing.observe import predicted as of_github
from ...model import Plan, Unknown
from ...observing.model import Difference, Repository
from ...plan import make_plan
from ...printable import escaped
from ...verifying.judging import judged
from ...verifying.problems import found as sentence
from ...verifying.problems import title
from .model import Asking, Project, Verdict

GITLAB = 6
"""Requests for one project of GitLab."""


def plan_of(project: Project, environ: Mapping[str, str]) -> Plan:
    """What a config declares on one forge."""
    plan = make_plan(project.config, environ)
    mine = (one for one in plan.resources if one.kind.startswith(f"{project.forge}."))
    return plan.model_copy(update={"resources": tuple(mine)})


def predicted(projects: Iterable[Project], environ: Mapping[str, str]) -> int:
    """Requests, before any is sent."""
    return sum(
        of_github(one.repository, plan_of(one, environ)) if one.forge == "github" else GITLAB
        for one in projects
    )


def verdicts(asking: Asking, projects: Sequence[Project]) -> list[Verdict]:
    """One for each project: all repositories are looked at together, each is judged by itself."""
    plans = [plan_of(one, asking.variables) for one in projects]
    every = Plan(project="", resources=tuple(r for plan in plans for r in plan.resources))
    names = list({one.repository.casefold(): one.repository for one in projects}.values())
    module: Any = importlib.import_module(
        f"...forges.{asking.forge}.observing.observe", __package__
    )
    seen = careful(
        lambda: tuple(module.observe(asking.client, names, every)),
        lambda why: tuple(
            Repository(forge=asking.forge, name=name, state="unknown", why=why) for name in names
        ),
    )
    return [
        careful(partial(verdict, one, plan, seen), partial(unseen, one))
        for one, plan in zip(projects, plans, strict=True)
    ]


def unseen(project: Project, why: str) -> Verdict:
    """Nothing could be compared."""
    return Verdict((), (Unknown(what=f"what is set up for {project.repository}", why=why),))


def verdict(project: Project, plan: Plan, seen: Iterable[Repository]) -> Verdict:
    """One project against what was seen of its repository."""
    name = project.repository.casefold()
    mine = [one for one in seen if name in (one.name.casefold(), (one.asked or "").casefold())]
    found = judged(plan, mine)
    hidden = [one for one in found.unseen if one.severity != "note"]
    missing = (sentence(one) for one in found.differences if one.severity == "error")
    return Verdict(tuple(missing), tuple(together(hidden)))


def together(hidden: Iterable[Difference]) -> Iterator[Unknown]:
    """What could not be compared, the settings of one resource that have one reason in one."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in hidden:
        groups.setdefault((title(one), one.reason), []).append(one.setting)
    for (name, why), settings in groups.items():
        parts = ", ".join(one for one in settings if one)
        yield Unknown(what=f"{parts} of {name}" if parts else name, why=escaped(why))
