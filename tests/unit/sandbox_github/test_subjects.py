"""The form of the subject of ID tokens."""

from typing import Any

import pytest

from .conftest import OPEN, Sandbox

PATH = f"{OPEN}/actions/oidc/customization/sub"
OWN = {"use_default": False, "include_claim_keys": ["repo", "context"]}


def test_default_until_it_is_changed(github: Sandbox) -> None:
    """What was put is shown; with the default the keys are forgotten."""
    assert {"use_default": True} == github.get(PATH)
    assert 201 == github.ask("PUT", PATH, OWN).status
    assert OWN == github.get(PATH)
    assert 201 == github.ask("PUT", PATH, {**OWN, "use_default": True}).status
    assert {"use_default": True} == github.get(PATH)
    assert 2 == len(github.changes("oidc-subject"))


@pytest.mark.parametrize(
    ("body", "who", "status"),
    [
        ({}, "boss", 422),
        ({"use_default": "no"}, "boss", 422),
        ({**OWN, "include_claim_keys": "repo"}, "boss", 422),
        (OWN, "audit", 403),
        (OWN, "alice", 403),
    ],
)
def test_refusals(github: Sandbox, body: Any, who: str, status: int) -> None:
    """Wrong bodies, read-only tokens and people who are no administrators."""
    assert status == github.ask("PUT", PATH, body, who).status
    assert {"use_default": True} == github.get(PATH)
