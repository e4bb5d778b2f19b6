"""The engine's previews of given configs: no journal, and nothing is written beside a fleet."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..config import Config
from ..model import Forge
from .beginning import budget
from .detail import digest_of
from .history import History
from .journal import RolloutError
from .model import GOOD, Choice, Result, Work
from .rolling import Run, Todo
from .running.placing import PROJECT
from .setting import engine, lacking, prepared


class Planned(NamedTuple):
    """A config, and the stack that an `up` of it would change."""

    name: str
    """What its Result is called after; unique among those that are planned together."""
    stack: str
    config: Config


def planned(
    works: Sequence[Planned],
    parallel: int,
    environ: Mapping[str, str],
    *,
    full: bool = False,
    project: str = PROJECT,
    points: tuple[float, float] | None = None,
    show: Callable[[Run], None] = lambda run: None,
) -> dict[str, Result]:
    """What an `up` of each would do now; RolloutError where none can be looked at.

    `environ` is what the engines get. Who was not looked at is `skipped`, with the reason.
    """
    if not works:
        return {}
    missing = lacking(forges(works), environ)
    if missing:
        raise RolloutError(f"{' and '.join(missing)} not set; set it")
    choice = Choice(full=full, stop_after=1.0, github_points=points)
    run = Run("plan", Path(), "", choice, parallel, show)
    with instead(environ):
        engine()
        run.budget = budget("plan", choice, works, History(), environ)
        return looked(run, [work(one, project) for one in works], project)


def looked(run: Run, works: Sequence[Work], project: str = PROJECT) -> dict[str, Result]:
    """The previews of a run that is one; its folder is there for the moment only."""
    from .running.engine import prepare

    with tempfile.TemporaryDirectory() as folder:
        run.folder = Path(folder)
        prepared(run.folder, project)
        prepare(forges(works))
        report = run.roll(Todo(tuple(works), 0))
    found = {one.name: one for one in report.results}
    why = report.stopped or "it was not looked at"
    return {
        one.name: found.get(one.name) or Result(name=one.name, outcome="skipped", why=why)
        for one in works
    }


def forges(works: Iterable[Planned | Work]) -> list[Forge]:
    """Those that are asked."""
    return list(dict.fromkeys(forge for one in works for forge in one.config.forges()))


def work(one: Planned, project: str) -> Work:
    """As the processes take it; whether another project has the stack, the engine alone knows."""
    return Work(one.name, one.stack, one.config, "", new=project == PROJECT, torn=False)


@contextmanager
def instead(environ: Mapping[str, str]) -> Iterator[None]:
    """The environment of this process, which its children and their engines inherit."""
    kept = dict(os.environ)
    if environ is not os.environ:
        changed(environ)
    try:
        yield
    finally:
        changed(kept)


def changed(environ: Mapping[str, str]) -> None:
    """Make it the environment."""
    for name in os.environ.keys() - environ.keys():
        del os.environ[name]
    os.environ.update(environ)


def plan_digest(results: Mapping[str, Result], environ: Mapping[str, str]) -> str:
    """`plan-sha256:...` of all that would be done; empty where something was not seen."""
    if any(one.outcome not in GOOD for one in results.values()):
        return ""
    return digest_of({name: one.details for name, one in results.items()}, environ)
