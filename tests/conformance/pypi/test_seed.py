"""The seed of a PyPI."""

import pytest

from sandbox.events import EventLog
from sandbox.pypi.state import build
from sandbox.pypi.validation import errors, stored

PENDING = {
    "project_name": "brandnew",
    "provider": "gitlab",
    "namespace": "group",
    "project": "brandnew",
    "workflow_filepath": ".gitlab-ci.yml",
}
PUBLISHER = {
    "provider": "github",
    "owner": "octo-org",
    "repository": "x1",
    "workflow_filename": "release.yml",
    "environment": "PyPI",
}


def test_publishers_are_seeded():
    """Seeded publishers are stored as a form would have stored them."""
    seed = {
        "users": [{"name": "a"}],
        "projects": [{"name": "X_1", "owners": ["a"], "publishers": [PUBLISHER]}],
        "pending_publishers": [{**PENDING, "age_days": 29}],
        "api_tokens": [{"token": "pypi-old", "user": "a"}],
    }
    state = build("pypi", seed, EventLog())
    [pending] = state.pending.values()
    assert state.project("x-1").publishers[0].values["environment"] == "pypi"
    assert (pending.user, pending.publisher.values["issuer_url"]) == ("a", "https://gitlab.com")
    assert state.tokens["pypi-old"].user == "a"
    state.clock.advance(2 * 86400)
    state.expire()
    assert state.pending == {}


STRANGE = [
    {"user": []},
    {"users": [{"name": "a", "mail": "x"}]},
    {"projects": [{"name": "a", "owner": "x"}]},
    {"projects": [{"name": "a", "releases": [{"version": "1", "file": []}]}]},
    {"pending_publishers": [{**PENDING, "branch": "main"}]},
]


@pytest.mark.parametrize("seed", STRANGE)
def test_seed_has_an_unknown_field(seed):
    """A misspelt field of the seed is named."""
    with pytest.raises(ValueError, match="unknown field"):
        build("pypi", seed, EventLog())


def test_github_knows_its_accounts():
    """Where the seed lists GitHub's accounts, an owner is stored as GitHub spells it."""
    state = build("pypi", {"github_accounts": ["Octo-Org"]}, EventLog())
    values = {k: v for k, v in PUBLISHER.items() if k != "provider"}
    assert errors(state, "github", values, issuers=[]) == {}
    assert stored(state, "github", values)["owner"] == "Octo-Org"
    unknown = errors(state, "github", {**values, "owner": "nobody"}, issuers=[])
    assert unknown == {"owner": ["Unknown GitHub user or organization."]}
