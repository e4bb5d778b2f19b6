"""Everybody who is named is shown able, unable with the reason, or unknown with the reason."""

from typing import Any

import pytest

from trustpub.model import Resource
from trustpub.observing.matching import Pair
from trustpub.observing.model import Repository, Seen
from trustpub.verifying.able import able

NAME = "octo-org/p/environment/pypi"
WANTED = Resource(
    kind="github.environment",
    name=NAME,
    properties={
        "repository": "octo-org/p",
        "environment": "pypi",
        "reviewers": {"users": ["Octocat"], "teams": []},
    },
)


def told(**changes: Any) -> tuple[bool | None, str]:
    """What is told of the one reviewer, where the environment is seen with these changes."""
    given: dict[str, Any] = {
        "properties": {"reviewers": {"users": ["octocat"], "teams": []}},
        "beyond": {"reviewers_able": {"users/octocat": True}},
        **changes,
    }
    seen = Seen(kind=WANTED.kind, name=NAME, **given)
    return shown(Pair(WANTED, Repository(forge="github", name="octo-org/p"), seen))


def shown(pair: Pair) -> tuple[bool | None, str]:
    """What is told of the one reviewer."""
    (one,) = able(pair)
    assert ("users/octocat", "review") == (one.who, one.to)
    return one.able, one.why


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (True, "")),
        (
            {"beyond": {"reviewers_able": {"users/octocat": False}}},
            (False, "no read access to the repository"),
        ),
        (
            {"properties": {"reviewers": {"users": [], "teams": []}}},
            (False, "not among those who are stored"),
        ),
        (
            {
                "properties": {"reviewers": {"users": [], "teams": []}},
                "beyond": {"reviewers_able": {"users/octocat": False}},
            },
            (False, "not among those who are stored; no read access to the repository"),
        ),
        ({"beyond": {}, "unseen": {"reviewers_able": "403"}}, (None, "403")),
        ({"beyond": {}}, (None, "it was not asked")),
        ({"unseen": {"reviewers.users": "one is secret"}}, (None, "one is secret")),
    ],
)
def test_reviewer(changes: dict[str, Any], expected: tuple[bool | None, str]) -> None:
    """Stored and able, stored and unable, not stored, not seen."""
    assert expected == told(**changes)


def test_nothing_seen_or_nothing_there() -> None:
    """An environment that was not seen is unknown; one that is not there has no reviewer."""
    repository = Repository(forge="github", name="octo-org/p")

    assert (None, "500") == shown(Pair(WANTED, repository, unknown="500"))
    assert (False, "what names them is not there") == shown(Pair(WANTED, repository))


def test_roles_of_gitlab() -> None:
    """One person may be there to deploy and to approve: each is told."""
    protection = Resource(
        kind="gitlab.protected-environment",
        name="g/p/environment/pypi/protection",
        properties={
            "deployers": [{"access": "maintainer"}, {"user": "alice"}],
            "approvals": [{"user": "alice", "required": 1}, {"group": "g/m", "required": 2}],
        },
    )
    beyond = {"approvers_able": {"users/alice": True, "groups/g/m": "the project is not shared"}}
    seen = Seen(
        kind=protection.kind,
        name=protection.name,
        properties={**protection.properties, "deployers": []},
        beyond=beyond,
    )
    pair = Pair(protection, Repository(forge="gitlab", name="g/p"), seen)

    assert [
        ("users/alice", "approve", True, ""),
        ("groups/g/m", "approve", False, "the project is not shared"),
        ("users/alice", "deploy", False, "not among those who are stored"),
    ] == [(one.who, one.to, one.able, one.why) for one in able(pair)]
