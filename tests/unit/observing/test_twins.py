"""Two rulesets of one name: one is what the state knows, and which, nobody can see on the forge."""

import pytest

from trustpub.forges.github.observing.observe import named_rulesets
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository, Seen
from trustpub.verifying.judging import judged

from . import worlds
from .conftest import GitHub
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


def test_those_of_some_names_take_one_list(github: GitHub) -> None:
    """What is called otherwise is not read; what is called so is seen in full."""
    name = worlds.RULESET["name"]

    # The list; then the ruleset, and whoever may bypass it: organisation, teams, a person.
    for wanted, count in (({"other"}, 1), ({name, "other"}, 5)):
        client = github.client(kept=False)
        found = named_rulesets(client, worlds.REPOSITORY, 1, wanted)
        full = [one for one in github.look().seen if one.kind == KIND and name in wanted]
        assert full == list(found.seen)
        assert {} == found.unseen
        budget = client.budget()
        assert (count, count) == (budget.sent, budget.predicted)


def test_a_list_that_is_hidden_is_said_to_be(github: GitHub) -> None:
    """Then nobody knows whether there is one."""
    github.sandbox.faults("github", {"path": "/rulesets", "status": 404, "times": None})

    found = named_rulesets(github.client(kept=False), worlds.REPOSITORY, 1, {"x"})

    assert () == found.seen
    assert "no list" in found.unseen[KIND]
