"""The JSON Schema of the config: fresh, and of one mind with `check`."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from trustpub.checking import check
from trustpub.schema import release_schema

from .test_cases import CASES, CLONE, NAMES
from .test_reading import GOOD, SHAPES

SCHEMA = release_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SHAPE = {"config-missing", "config-unknown", "config-type", "config-value"}
GAPS = {
    "date for text": "an editor hands dates on as text",
    "bytes for text": "an editor hands bytes on as text",
}
"""What the schema takes and `check` does not: beside these, only what rules say."""


def document(text: str) -> Any:
    """The YAML as an editor would judge it: JSON values only."""
    return json.loads(json.dumps(YAML(typ="safe").load(text), default=str))


def test_committed_schema_is_fresh() -> None:
    """schema/release.schema.json is what `make schema` writes."""
    committed = (CLONE / "schema" / "release.schema.json").read_text("utf-8")

    assert json.dumps(SCHEMA, indent=2) + "\n" == committed


def test_schema_is_one() -> None:
    """It is valid by the meta-schema, and describes every field."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    sections = [SCHEMA, *SCHEMA["$defs"].values()]
    fields = [(s["title"], n, f) for s in sections for n, f in s["properties"].items()]

    assert [] == [(title, name) for title, name, field in fields if not field.get("description")]
    assert all(section["additionalProperties"] is False for section in sections)


@pytest.mark.parametrize("name", NAMES)
def test_case_fits_both_or_neither(name: str) -> None:
    """A case that `check` takes, the schema takes; a wrong shape both refuse."""
    data = (CASES / name / "release.yaml").read_bytes()
    found = {problem.id for problem in check(data, "f").problems if problem.severity == "error"}
    try:
        text = data.decode("utf-8-sig")
        fits = VALIDATOR.is_valid(document(text)) if len(text) < 10_000 else False
    except (YAMLError, UnicodeDecodeError):
        fits = False

    if not found:
        assert fits
    if found & SHAPE:
        assert not fits


@pytest.mark.parametrize("name", SHAPES)
def test_wrong_shape_is_refused_by_both(name: str) -> None:
    """Every wrong shape that `check` names, the schema refuses, but for the known gaps."""
    fits = VALIDATOR.is_valid(document(SHAPES[name][0]))

    assert (name in GAPS) == fits


@pytest.mark.parametrize("minutes", ["30", "'30m'", "' 2h '", "1d", "0", "'5 min'"])
def test_duration_fits_both(minutes: str) -> None:
    """Every way of writing a duration is in the schema."""
    text = GOOD.replace("environment: pypi", f"environment: {{name: a, wait_timer: {minutes}}}")

    assert VALIDATOR.is_valid(document(text))
    assert check(text, "f").config is not None


@pytest.mark.parametrize("file", ["release.example.yaml", "examples/*/release.yaml"])
def test_example_names_its_schema(file: str) -> None:
    """The examples tell editors where the schema is, and fit it."""
    for path in sorted(CLONE.glob(file)):
        first = path.read_text("utf-8").splitlines()[0]
        target = first.removeprefix("# yaml-language-server: $schema=")

        assert (path.parent / target).resolve() == CLONE / "schema" / "release.schema.json"
        VALIDATOR.validate(document(Path(path).read_text("utf-8")))
