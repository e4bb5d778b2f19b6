"""Whatever parses is judged, planned and shown without an exception."""

import json
from collections import Counter
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from trustpub.checking import check
from trustpub.config import Config
from trustpub.model import Plan
from trustpub.plan import make_plan
from trustpub.render import text
from trustpub.rules import judge
from trustpub.schema import release_schema

from .any_config import DOCUMENTS, PLAIN_DOCUMENTS

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def validator() -> Any:
    """The JSON Schema of the config, ready to judge."""
    return jsonschema.Draft202012Validator(release_schema())


@SLOW
@given(DOCUMENTS)
def test_odd_config_is_judged(document: dict[str, Any]) -> None:
    """No rule raises; every problem has its sentence on one line and names a field."""
    for problem in judge(Config.model_validate(document)):
        assert problem.found
        assert problem.fix
        assert "\n" not in problem.where()


@SLOW
@given(DOCUMENTS | PLAIN_DOCUMENTS)
def test_any_config_is_planned(document: dict[str, Any]) -> None:
    """A plan is JSON and back the same value; within a kind every name is one resource's."""
    config = Config.model_validate(document)

    if any(problem.severity == "error" for problem in judge(config)):
        return
    plan = make_plan(config)

    assert plan == Plan.model_validate_json(plan.model_dump_json())
    assert list(text.plan(plan))
    names = Counter((resource.kind, resource.name) for resource in plan.resources)
    assert {1} == set(names.values())


@SLOW
@given(DOCUMENTS)
def test_odd_config_is_checked_as_a_file(document: dict[str, Any]) -> None:
    """JSON is YAML: a document written as a file is placed in it, problem by problem."""
    checked = check(json.dumps(document), "release.yaml")

    assert checked.config == Config.model_validate(document)
    for problem in checked.problems:
        assert (1, "release.yaml") == (problem.line, problem.file)


@SLOW
@given(DOCUMENTS | PLAIN_DOCUMENTS)
def test_any_config_fits_the_schema(document: dict[str, Any]) -> None:
    """The JSON Schema refuses no config that `check` accepts."""
    if not check(json.dumps(document), "f").errors:
        validator().validate(document)


@pytest.mark.parametrize("second", ["release.yml", "publish.yml"])
def test_publishers_share_an_environment(second: str) -> None:
    """Two publishers of one index and environment are one mistake or two resources."""
    config = Config.model_validate(
        {
            "project": "p",
            "github": {"repository": "o/n", "workflow": "release.yml"},
            "publishers": [
                {"index": "pypi", "environment": "pypi"},
                {"index": "pypi", "environment": "pypi", "workflow": second},
            ],
            "tags": [{"pattern": "v*", "created_by": {"roles": ["admin"]}}],
        }
    )

    refused = bool(judge(config))
    names = {resource.name for resource in make_plan(config).of("pypi.publisher")}

    assert refused or len(names) == 2
