"""Two rulesets of one name: one is what the state knows, and which, nobody can see on the forge."""

import pytest

from trustpub.observing.compare import differences
from trustpub.observing.model import Repository, Seen
from trustpub.verifying.judging import judged

from . import worlds
from .test_compare import as_planned

KIND = "github.tag-ruleset"
CONFIG = """
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers: [{index: pypi, environment: pypi}]
tags: [{pattern: "v*", created_by: {roles: [admin]}}]
"""
PLAN = worlds.plan(CONFIG)


def with_another(name: str | None = None, **more: object) -> Repository:
    """All as planned, and one more ruleset about the same tags."""
    (mine,) = PLAN.of(KIND)
    properties = {**mine.properties, "name": name or mine.properties["name"]}
    other = Seen.model_validate(
        {"kind": KIND, "name": mine.name, "properties": properties, "number": 8, **more}
    )
    planned = as_planned(PLAN)
    return planned.model_copy(update={"seen": (*planned.seen, other)})


@pytest.mark.parametrize("beyond", [{}, {"enforcement": "disabled"}, {"rules": ["update"]}])
def test_a_second_one_of_the_name_is_an_error(beyond: dict[str, object]) -> None:
    """With its number, whatever it does; the first is as declared all the same."""
    seen = with_another(beyond=beyond)

    (told,) = differences(PLAN, [seen])
    held = next(one for one in judged(PLAN, [seen]).resources if one.kind == KIND)

    assert ("beside", "", "error") == (told.state, told.setting, told.severity)
    assert "a second one of this name, number 8" in told.reason
    assert ("differs", held.settings) == (held.state, held.as_declared)


def test_one_of_another_name_that_stops_nobody_is_none() -> None:
    """GitHub holds to both, and the creators pass both."""
    assert () == differences(PLAN, [with_another("hand-made")])
