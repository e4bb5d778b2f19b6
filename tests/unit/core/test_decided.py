"""Rules across a config where two forges could be taken for each other."""

from typing import Any

import pytest

from trustpub.forges.base import problems_of

from .configs import OPEN, hub, lab, publisher
from .fields import RULES, both, fields


@pytest.mark.parametrize(("forge", "told"), [(None, 0), ("gitlab", 0), ("github", 1)])
def test_setting_of_the_forge_that_a_publisher_is_not_on(forge: str | None, told: int) -> None:
    """Though the project is on it."""
    one = publisher({"name": "pypi", **OPEN}, **({"forge": forge} if forge else {}))
    expected = ["publishers[0].environment.deployers"] * told

    assert expected == fields("foreign-field", both(publishers=[one]))


WAIT = {"reviewers": {"users": ["a"]}, "wait_timer": 5}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"name": "pypi", **WAIT}, {"name": "pypi", "wait_timer": 6}, 1),
        ({"name": "pypi", **WAIT}, {"name": "PyPI", **WAIT}, 0),
        ({"name": "pypi", **WAIT}, {"name": "PyPI", "wait_timer": 6}, 1),
        ({"name": "pypi", **WAIT}, {"name": "other", "wait_timer": 6}, 0),
    ],
)
def test_environment_that_is_set_up_twice(
    first: dict[str, Any], second: dict[str, Any], told: int
) -> None:
    """By any two publishers, bare names between them; case tells none apart on GitHub."""
    config = hub(publishers=[publisher("bare"), publisher(first), publisher(second, "testpypi")])

    assert ["publishers[2].environment"] * told == fields("environment-conflict", config)


def test_case_tells_environments_apart_on_gitlab() -> None:
    """Two of them may be set up in two ways."""
    wide = {"name": "PyPI", "deployers": [{"access": "developer"}]}
    config = lab(publishers=[publisher({"name": "pypi", **OPEN}), publisher(wide, "testpypi")])

    assert [] == fields("environment-conflict", config)


def test_open_environment_is_about_github() -> None:
    """GitLab has no ref patterns of environments: a rule of its own says what nothing starts."""
    assert [] == fields("open-environment", lab(tags=[]))
    assert ["publishers[0]"] == fields("open-environment", both(tags=[]))


@pytest.mark.parametrize(
    ("branch", "told"), [("*", 1), ("*/*", 1), ("X", 0), ("X*", 0), ("main", 0)]
)
def test_branch_that_is_any(branch: str, told: int) -> None:
    """Nothing but stars and slashes."""
    config = hub(publishers=[publisher(triggers={"branches": [branch]})])

    assert ["publishers[0].triggers.branches[0]"] * told == fields("open-branch", config)


@pytest.mark.parametrize(
    "triggers", [{}, {"manual": True}, {"branches": ["main"]}, {"tags": ["v*"]}]
)
def test_what_nothing_starts(triggers: dict[str, Any]) -> None:
    """Any one of a tag, a branch and a person is enough."""
    config = lab(tags=[], publishers=[publisher({"name": "pypi", **OPEN}, triggers=triggers)])
    found = "no tag, no branch and no person may start it on gitlab"
    fix = "add `triggers: {tags: [...]}`, or a rule under `tags:`"
    expected = [] if triggers else [("publishers[0]", found, fix)]

    assert expected == [
        (one.field, one.found, one.fix) for one in problems_of([RULES["nothing-starts"]], config)
    ]
