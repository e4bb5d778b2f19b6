"""Fleet files made by hand, and what comes of them."""

from pathlib import Path
from typing import Any

from trustpub.fleet.building import build
from trustpub.fleet.entries import Fleet
from trustpub.fleet.model import Layer, Query, Sheet
from trustpub.fleet.parsing import FLEET_LIMITS, parse
from trustpub.fleet.reading import read_fleet
from trustpub.fleet.shape import parts_of
from trustpub.fleet.world import Answer, World

DEFAULTS = """defaults:
  publishers:
    - index: pypi
      environment: {name: pypi, reviewers: {teams: [core]}, admins_can_bypass: false}
  tags:
    - pattern: "v*"
      created_by: {teams: [core]}
  github: {workflow: release.yml}
"""
LIB = "  - {project: reader, github: {repository: octo-org/reader}}\n"
APP = "  - {project: app, github: {repository: octo-org/app}}\n"
RELEASE = """project: reader
github: {repository: octo-org/reader, workflow: release.yml}
publishers:
  - index: pypi
    environment: {name: pypi, reviewers: {teams: [core]}, admins_can_bypass: false}
tags:
  - pattern: "v*"
    created_by: {teams: [core]}
"""


def fleet(text: str, **answers: Answer) -> Fleet:
    """A fleet without files; `answers`: what an organisation or group is answered with."""
    sheet, problems = parse(text, "fleet.yaml", FLEET_LIMITS)
    if sheet is None:
        return Fleet(problems=problems, read=False)

    def ask(query: Query) -> Answer:
        return answers[str(query.organization or query.group).replace("-", "_")]

    world = World(lambda path: [], lambda path: (None, ()), str, ask if answers else None)
    return build(parts_of(sheet), world)


def written(folder: Path, files: dict[str, str]) -> Fleet:
    """A fleet on disk, whose file is `fleet.yaml`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_fleet(str(folder / "fleet.yaml"))


def told(found: Fleet) -> list[tuple[str, int | None, str | None]]:
    """Id, line and field of every problem."""
    return [(one.id, one.line, one.field) for one in found.problems]


def names(found: Fleet) -> list[str]:
    """What the projects are called."""
    return [one.name for one in found.entries]


def layer(document: dict[str, Any], label: str = "project") -> Layer:
    """A layer whose values stand nowhere in particular."""
    marks = (1 << 24) + 1
    return Layer(label, Sheet("f", document, marks), (), document)
