"""What a seed says is there, and what it says wrongly is named."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.events import EventLog
from sandbox.github.state import build
from sandbox.world import load_seed

from .conftest import OPEN, SEED, make

EXAMPLE = Path(__file__).parents[3] / "sandbox" / "seed.example.yaml"
ENVIRONMENT = {
    "name": "PyPI",
    "wait_timer": 5,
    "reviewers": [{"slug": "releasers"}, {"login": "alice"}],
    "deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True},
    "policies": [{"name": "v*", "type": "tag"}, "main"],
    "secrets": ["TOKEN"],
    "variables": {"stage": 1},
}
RULESET = {
    "name": "tags",
    "target": "tag",
    "enforcement": "active",
    "bypass_actors": [{"slug": "releasers", "bypass_mode": "always"}],
    "conditions": {"ref_name": {"include": ["refs/tags/*"], "exclude": []}},
    "rules": [{"type": "creation"}],
}


def with_repo(**more: Any) -> dict[str, Any]:
    """A seed with one repository."""
    return {"repositories": [{"name": "org/open", "teams": {"releasers": "push"}, **more}]}


def test_example() -> None:
    """The example that documents the format is understood."""
    state = build("github", load_seed(EXAMPLE)["github"], EventLog())

    assert "octo-org/sampleproject" in state.repos
    assert state.log.of() == []


def test_environments_and_rulesets() -> None:
    """They look as if they had been made through the API, without an event."""
    github = make(**with_repo(environments=[ENVIRONMENT], rulesets=[RULESET]))
    found = github.get(f"{OPEN}/environments/pypi")
    (ruleset,) = github.get(f"{OPEN}/rulesets")

    rules = {rule["type"]: rule for rule in found["protection_rules"]}
    assert [r["type"] for r in rules["required_reviewers"]["reviewers"]] == ["Team", "User"]
    base = f"{OPEN}/environments/PyPI"
    policies = github.get(f"{base}/deployment-branch-policies")["branch_policies"]
    assert [(p["type"], p["name"]) for p in policies] == [("tag", "v*"), ("branch", "main")]
    assert github.get(f"{base}/secrets")["secrets"][0]["name"] == "TOKEN"
    assert github.get(f"{base}/variables/STAGE")["value"] == "1"
    actors = github.get(f"{OPEN}/rulesets/{ruleset['id']}")["bypass_actors"]
    assert actors[0]["actor_id"] == github.team()
    assert [e for e in github.state.log.of() if e["kind"] == "change"] == []


def test_contents_and_secrets() -> None:
    """Files are read, secrets may have values, other apps have keys of their own."""
    github = make(
        **with_repo(
            files={"a/b.txt": "hello"},
            tags=["v1"],
            secrets={"with_value": "x"},
            dependabot_secrets=["TWINE_TOKEN"],
        )
    )

    assert github.get(f"{OPEN}/contents/a/b.txt")["content"].strip() == "aGVsbG8="
    assert [e["path"] for e in github.get(f"{OPEN}/contents/a")] == ["a/b.txt"]
    raw = github.ask("GET", f"{OPEN}/contents/a/b.txt?ref=v1", accept="application/vnd.github.raw")
    assert raw.body == b"hello"
    assert github.get(f"{OPEN}/dependabot/secrets")["total_count"] == 1
    assert github.state.repos["org/open"].vault.secrets["actions"]["WITH_VALUE"].value == "x"


WRONG = {
    "section": ({"organisations": []}, "unknown key 'organisations'"),
    "repository": (with_repo(visible=True), "unknown key 'visible'"),
    "visibility": (with_repo(visibility="hidden"), "'hidden'; known: public"),
    "team": (with_repo(teams={"nobody": "pull"}), "org has no team 'nobody'"),
    "permission": (with_repo(teams={"releasers": "own"}), "'own'; known:"),
    "collaborator": (with_repo(collaborators={"nobody": "pull"}), "'nobody' is not among"),
    "owner": ({"repositories": [{"name": "nobody/x"}]}, "not owner/name of a known owner"),
    "no name": ({"repositories": [{}]}, "needs the key 'name'"),
    "no mapping": ({"repositories": ["org/x"]}, "is a mapping, found 'org/x'"),
    "token": ({"tokens": [{"token": "x", "user": "nobody"}]}, "'nobody' is not among"),
    "plan": ({"organizations": [{"login": "o", "plan": "gold"}]}, "'gold'; known: free"),
    "environment": (
        with_repo(environments=[{"name": "x", "prevent_self_review": True}]),
        "must have at least one reviewer",
    ),
    "ruleset": (with_repo(rulesets=[{**RULESET, "rules": [{"type": "x"}]}]), "Invalid rule 'x'"),
}


@pytest.mark.parametrize("case", WRONG)
def test_refused(case: str) -> None:
    """ValueError with a sentence."""
    changes, message = WRONG[case]

    with pytest.raises(ValueError, match="seed: ") as caught:
        build("github", {**SEED, **changes}, EventLog())

    assert message in str(caught.value)
