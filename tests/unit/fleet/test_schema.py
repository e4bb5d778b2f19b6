"""The JSON Schema of the fleet file: fresh, and of one mind with `trustpub fleet check`."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from ruamel.yaml import YAML

from trustpub.cli.schema import text
from trustpub.fleet.reading import read_fleet
from trustpub.fleet.schema import fleet_schema

from ..core.any_config import DOCUMENTS
from .made import DEFAULTS, LIB
from .test_shape import TABLE

CLONE = Path(__file__).parents[3]
SCHEMA = fleet_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
NOT_SHAPE = {
    "no file",
    "unknown profile",
    "override of nobody",
    "profile of nobody",
    "publishing on GitLab",
    "file that is no YAML",
}
"""What only `check` finds."""


def document(text: str) -> Any:
    """The YAML as an editor would judge it."""
    return json.loads(json.dumps(YAML(typ="safe").load(text), default=str))


def test_committed_schema_is_fresh() -> None:
    """schema/fleet.schema.json is what `make schema` writes."""
    committed = (CLONE / "schema" / "fleet.schema.json").read_text("utf-8")

    assert text("fleet") + "\n" == committed
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", [name for name in TABLE if name not in NOT_SHAPE])
def test_wrong_shape_is_refused(name: str) -> None:
    """Every wrong shape that `check` names, the schema refuses."""
    assert not VALIDATOR.is_valid(document(TABLE[name][0]))


@pytest.mark.parametrize(
    "more",
    [
        "",
        "  - a/*.yaml\n",
        "  - {files: a, profile: [b, c]}\n",
        "  - {query: {group: g, topic: [a], name: 'x*'}, profile: b}\n",
        "  - {profile: b, tags: null, github: null, gitlab: {repository: g/p}}\n",
        "profiles: {a: , b: {extends: [a], github: {workflow: null}}}\n",
        "overrides: [{match: '*', github: {plan: team}}]\n",
    ],
)
def test_good_shape_is_taken(more: str) -> None:
    """Every form that the pages show."""
    VALIDATOR.validate(document(DEFAULTS + "projects:\n" + LIB + more))


@given(DOCUMENTS)
def test_any_config_may_be_part_of_a_fleet(config: dict[str, Any]) -> None:
    """What a release config may be, a project and the defaults may be."""
    release = json.loads(json.dumps(config))
    if jsonschema.Draft202012Validator(RELEASE).is_valid(release):
        VALIDATOR.validate({"defaults": release, "projects": [release]})


RELEASE = json.loads((CLONE / "schema" / "release.schema.json").read_text("utf-8"))


def test_example() -> None:
    """It names its schema, fits it, and has nothing wrong with it."""
    path = CLONE / "fleet.example.yaml"
    first = path.read_text("utf-8").splitlines()[0]
    found = read_fleet(str(path))

    assert "# yaml-language-server: $schema=./schema/fleet.schema.json" == first
    VALIDATOR.validate(document(path.read_text("utf-8")))
    assert ((), (), 3) == (found.problems, found.unknown, len(found.entries))
