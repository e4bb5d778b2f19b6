"""One merged config -> Config and its problems, each at the place its value comes from."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..config import Config
from ..model import Problem
from ..reading import is_echo, shape_problem
from ..rules import judge
from ..source import parent
from .model import Layer, Origin
from .origins import origins


class Judged(NamedTuple):
    """A config, where its shape is right, and what is wrong with it."""

    config: Config | None
    problems: tuple[Problem, ...]
    """Placed."""
    own: tuple[bool, ...] = ()
    """Of each problem, whether it stands in what is the project's alone."""

    @property
    def broken(self) -> bool:
        """Whether something forbids going on."""
        return any(one.severity == "error" for one in self.problems)


def judged(document: dict[str, Any], layers: tuple[Layer, ...]) -> Judged:
    """As `check` judges a file with this content."""
    config, found = shaped(document)
    if config is not None:
        found = judge(config)
    if not found:
        return Judged(config, ())
    places = origins(layers)
    project = project_places(layers)
    unique = list(dict.fromkeys(found))
    where = [place(one, places, project) for one in unique]
    problems = tuple(put(one, *at) for one, at in zip(unique, where, strict=True))
    return Judged(config, problems, tuple(at.label == "project" for _, at in where))


def shaped(document: dict[str, Any]) -> tuple[Config | None, list[Problem]]:
    """The config, or why it is none."""
    try:
        return Config.model_validate(document), []
    except ValidationError as error:
        # Of a list whose items are all bad, pydantic says that it is empty, too.
        errors = [one for one in error.errors(include_url=False) if not is_echo(one)]
        return None, [shape_problem(one) for one in errors]


def project_places(layers: tuple[Layer, ...]) -> dict[str, Origin]:
    """Where the project itself says something."""
    return origins([one for one in layers if one.label == "project"])


def place(
    problem: Problem, places: dict[str, Origin], project: dict[str, Origin]
) -> tuple[str, Origin]:
    """The field that a problem is put to, and where that stands.

    Of what is said nowhere, the nearest field above it; only the project can add to mappings.
    """
    path = problem.field or ""
    if path in places and path:
        return path, places[path]
    while path and path not in places:
        path = parent(path)
    if "[" in path:
        return path, places[path]
    while path and path not in project:
        path = parent(path)
    return path, project[path]


def put(problem: Problem, path: str, at: Origin) -> Problem:
    """A problem at its place, its field named as that file names it."""
    rest = (problem.field or "")[len(path) :]
    dot = "." if rest and at.field and not path else ""
    field = at.field + (dot + rest if at.field else rest.removeprefix("."))
    return problem.model_copy(
        update={"file": at.file, "line": at.line, "column": at.column, "field": field}
    )


class Told(NamedTuple):
    """A problem of one project."""

    problem: Problem
    own: bool
    name: str


def folded(told: Iterable[Told]) -> Iterator[Problem]:
    """Each problem once: what many projects share says how many of them it meets."""
    shared: dict[tuple[Any, ...], list[Told]] = {}
    for one in told:
        if one.own:
            yield one.problem
            continue
        p = one.problem
        shared.setdefault((p.id, p.severity, p.file, p.line, p.column, p.field), []).append(one)
    for group in shared.values():
        first = group[0]
        count = len({one.name for one in group})
        hit = f"in {count:,} projects, first {first.name}" if count > 1 else f"in {first.name}"
        yield first.problem.model_copy(update={"found": f"{first.problem.found} ({hit})"})
