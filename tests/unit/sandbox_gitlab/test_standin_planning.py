"""What the stand-in makes of state and inputs, without any engine."""

from typing import Any

import pytest
from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.gitlab_standin import (
    project_environment,
    project_protected_environment,
    tag_protection,
)
from sandbox.gitlab_standin.checking import failures
from sandbox.gitlab_standin.client import refusal
from sandbox.gitlab_standin.planning import difference, inputs_of, plan, unsettled
from sandbox.gitlab_standin.props import Kind
from sandbox.gitlab_standin.values import STRING, UNKNOWN, plain, plain_map, wrap, wrap_map

TAG, ENVIRONMENT, RULE = (
    tag_protection.KIND,
    project_environment.KIND,
    project_protected_environment.KIND,
)
P = {"project": "g/p"}


def diff(kind: Kind, old: dict[str, Any], inputs: dict[str, Any]) -> dict[str, str]:
    """Paths and kinds."""
    found = difference(kind, old, plan(kind, old, inputs))
    return {path: each.kind.name for path, each in found.items()}


def test_a_level_is_left_out() -> None:
    """It is maintainer, and that is always sent."""
    assert plan(TAG, None, {**P, "tag": "v*"})["createAccessLevel"] == "maintainer"


def test_every_edit_of_a_tag_replaces() -> None:
    """Each property forces it."""
    old = {**P, "tag": "v*", "createAccessLevel": "maintainer"}
    edits = ({"project": "x"}, {"tag": "w*"}, {"createAccessLevel": "no one"})
    for edit in edits:
        assert diff(TAG, old, {**old, **edit}) == {next(iter(edit)): "UPDATE_REPLACE"}
    assert diff(TAG, old, {**old, "allowedToCreates": [{"userId": 1}]}) == {
        "allowedToCreates[0]": "ADD_REPLACE"
    }


def test_actors_change_places() -> None:
    """A set: no difference; what the server filled in does not count."""
    stored = [
        {"userId": 2, "accessLevel": "maintainer", "accessLevelDescription": "Alice"},
        {"groupId": 3, "accessLevel": "maintainer", "accessLevelDescription": "managers"},
    ]
    old = {**P, "tag": "v*", "createAccessLevel": "no one", "allowedToCreates": stored}
    inputs = {**old, "allowedToCreates": [{"groupId": 3}, {"userId": 2}]}
    assert diff(TAG, old, inputs) == {}
    inputs["allowedToCreates"] = [{"groupId": 3}]
    assert diff(TAG, old, inputs) == {"allowedToCreates[0]": "DELETE_REPLACE"}


def test_approval_rules_change_places() -> None:
    """A list: both places differ."""
    one, two = {"groupId": 3, "requiredApprovals": 1}, {"userId": 2, "requiredApprovals": 1}
    old = {**P, "environment": "pypi", "approvalRules": [{**one, "id": 1}, {**two, "id": 2}]}
    inputs = {**P, "environment": "pypi", "approvalRules": [{"userId": 2}, {"groupId": 3}]}
    assert diff(RULE, old, inputs) == {"approvalRules[0]": "UPDATE", "approvalRules[1]": "UPDATE"}


def test_approval_rules_are_left_out() -> None:
    """No difference by itself; in an update for another reason they are open, and so removed."""
    old = {**P, "environment": "pypi", "approvalRules": [{"groupId": 3, "id": 1}]}
    inputs = {**P, "environment": "pypi"}
    assert diff(RULE, old, inputs) == {}
    assert unsettled(RULE, inputs, plan(RULE, old, inputs))["approvalRules"] is UNKNOWN


def test_a_description_is_left_out() -> None:
    """What the server has stays."""
    old = {**P, "name": "pypi", "description": "x", "stopBeforeDestroy": False}
    assert diff(ENVIRONMENT, old, {**P, "name": "pypi"}) == {}
    assert diff(ENVIRONMENT, old, {**P, "name": "pypi", "description": "y"}) == {
        "description": "UPDATE"
    }


def test_levels_that_stay_keep_their_ids() -> None:
    """So that an update does not remove and add them."""
    stored = [{"userId": 2, "id": 7}, {"accessLevel": "maintainer", "id": 8}]
    old = {**P, "environment": "pypi", "deployAccessLevelsAttributes": stored}
    wanted = [{"accessLevel": "maintainer"}, {"userId": 3}]
    new = plan(RULE, old, {**old, "deployAccessLevelsAttributes": wanted})
    assert [row["id"] for row in new["deployAccessLevelsAttributes"]] == [8, UNKNOWN]


def test_a_value_is_not_known_yet() -> None:
    """It differs from everything, at any depth."""
    old = {**P, "environment": "pypi", "deployAccessLevelsAttributes": [{"userId": 2, "id": 7}]}
    assert diff(RULE, old, {**old, "environment": UNKNOWN}) == {"environment": "UPDATE_REPLACE"}
    rows = [{"userId": UNKNOWN}]
    assert diff(RULE, old, {**old, "deployAccessLevelsAttributes": rows}) == {
        "deployAccessLevelsAttributes[0]": "UPDATE"
    }


def test_something_is_imported() -> None:
    """The inputs are what a person would write."""
    rows = [{"userId": 2, "id": 1, "requiredApprovals": 1, "accessLevelDescription": "Alice"}]
    state = {**P, "environment": "pypi", "approvalRules": rows}
    assert inputs_of(RULE, state, {})["approvalRules"] == [{"userId": 2}]


def test_something_drifted() -> None:
    """A refresh keeps the inputs in use, with the values of now."""
    state = {**P, "name": "pypi", "tier": "staging", "description": "x", "slug": "pypi"}
    inputs = {**P, "name": "pypi", "tier": "production"}
    assert inputs_of(ENVIRONMENT, state, inputs) == {**P, "name": "pypi", "tier": "staging"}


@pytest.mark.parametrize(
    ("kind", "inputs", "where"),
    [
        (TAG, {"tag": "v*"}, "project"),
        (TAG, {**P, "tag": ""}, "tag"),
        (TAG, {**P, "tag": "v*", "createAccessLevel": "owner"}, "createAccessLevel"),
        (TAG, {**P, "tag": "v*", "allowedToCreates": [{}]}, "allowedToCreates[0]"),
        (TAG, {**P, "tag": "v*", "nope": 1}, "nope"),
        (ENVIRONMENT, {**P, "name": "x", "tier": "live"}, "tier"),
        (
            RULE,
            {**P, "environment": "x", "approvalRules": [{"userId": 1, "requiredApprovals": 2}]},
            "approvalRules[0]",
        ),
    ],
)
def test_inputs_are_wrong(kind: Kind, inputs: dict[str, Any], where: str) -> None:
    """The failure names the property."""
    assert [failure.property for failure in failures(kind, inputs)] == [where]


def test_inputs_are_not_known_yet() -> None:
    """Nothing can be said against them."""
    assert failures(TAG, {"project": UNKNOWN, "tag": UNKNOWN, "allowedToCreates": UNKNOWN}) == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "http://localhost/api/v4", "http://[::1]:8/"]
)
def test_an_address_is_loopback(url: str) -> None:
    """It is served."""
    assert refusal(url) is None


@pytest.mark.parametrize(
    "url",
    ["", "https://gitlab.com", "http://127.0.0.1.example.com", "http://localhost.example.com",
     "http://user@10.0.0.1", "ftp://127.0.0.1", "127.0.0.1:80", "http://127.0.0.1@gitlab.com"],
)  # fmt: skip
def test_an_address_is_not_loopback(url: str) -> None:
    """It is refused, naming the setting."""
    assert "GITLAB_BASE_URL" in (refusal(url) or "")


def test_values_travel() -> None:
    """Numbers, lists, nulls and unknowns come back as they were."""
    values = {"a": 1, "b": True, "c": ["x", {"d": 2}], "e": UNKNOWN}
    assert plain_map(wrap_map({**values, "none": None})) == values
    assert wrap(UNKNOWN) == PropertyValue(STRING)
    assert plain(PropertyValue("x", is_secret=True)) == "x"
