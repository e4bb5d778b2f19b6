"""Environments behave as on github.com."""

from typing import Any

import pytest

from .conftest import OPEN, Sandbox

CUSTOM = {"protected_branches": False, "custom_branch_policies": True}
PROTECTED = {"protected_branches": True, "custom_branch_policies": False}


def full(github: Sandbox) -> dict[str, Any]:
    """Every rule at once."""
    return {
        "wait_timer": 5,
        "reviewers": [{"type": "Team", "id": github.team()}, {"type": "User", "id": github.user()}],
        "prevent_self_review": True,
        "can_admins_bypass": False,
        "deployment_branch_policy": CUSTOM,
    }


def rules(environment: Any) -> dict[str, Any]:
    """Protection rules by type."""
    return {rule["type"]: rule for rule in environment["protection_rules"]}


def test_everything_is_stored_and_returned(github: Sandbox) -> None:
    """PUT answers 200 with all rules, in GitHub's order, and GET shows the same."""
    response = github.environment(full(github))
    found = response.json()

    assert response.status == 200
    assert list(rules(found)) == ["wait_timer", "required_reviewers", "branch_policy"]
    assert rules(found)["wait_timer"]["wait_timer"] == 5
    reviewers = rules(found)["required_reviewers"]
    assert reviewers["prevent_self_review"] is True
    assert [(r["type"], r["reviewer"]["id"]) for r in reviewers["reviewers"]] == [
        ("Team", github.team()),
        ("User", github.user()),
    ]
    assert (found["can_admins_bypass"], found["deployment_branch_policy"]) == (False, CUSTOM)
    assert github.get(f"{OPEN}/environments/pypi") == found


@pytest.mark.parametrize(
    "body", [{}, {"reviewers": None, "wait_timer": 0}, {"reviewers": [], "wait_timer": None}]
)
def test_what_a_put_leaves_out_is_cleared(github: Sandbox, body: Any) -> None:
    """PUT replaces the whole: a missing key, null and [] all clear."""
    github.environment(full(github))

    found = github.environment(body).json()

    assert found["protection_rules"] == []
    assert found["deployment_branch_policy"] is None
    assert found["can_admins_bypass"] is True


def test_rule_ids_stay_while_the_rule_does(github: Sandbox) -> None:
    """A rule keeps its id over updates, as does the environment."""
    before = github.environment(full(github)).json()

    after = github.environment({**full(github), "wait_timer": 6}).json()

    assert after["id"] == before["id"]
    assert rules(after)["wait_timer"]["id"] == rules(before)["wait_timer"]["id"]


def test_names_are_case_insensitive_and_keep_their_first_case(github: Sandbox) -> None:
    """`PyPI` and `pypi` are one environment, shown as it was first written."""
    github.environment({}, name="PyPI")

    found = github.environment({"wait_timer": 1}, name="pypi").json()

    assert found["name"] == "PyPI"
    assert github.get(f"{OPEN}/environments")["total_count"] == 1
    assert github.ask("DELETE", f"{OPEN}/environments/PYPI").status == 204


def test_names_may_hold_a_slash(github: Sandbox) -> None:
    """An escaped slash is part of the name, and the address shows it escaped."""
    found = github.environment({}, name="test%2Fpypi").json()

    assert found["name"] == "test/pypi"
    assert found["url"].endswith("/repos/org/open/environments/test%2Fpypi")


def test_team_without_access_is_dropped(github: Sandbox) -> None:
    """A team the repository was not given to vanishes without an error, also on a public one."""
    reviewers = [{"type": "Team", "id": github.team("outsiders")}]

    response = github.environment({"reviewers": reviewers})

    assert response.status == 200
    assert response.json()["protection_rules"] == []


def test_user_without_access_is_dropped_from_private_repository(github: Sandbox) -> None:
    """The rest of the list stays."""
    github.state.organizations["org"].plan = "enterprise"
    reviewers = [{"type": "User", "id": github.user(u)} for u in ("alice", "bob")]

    found = github.environment({"reviewers": reviewers}, "/repos/org/closed").json()

    kept = rules(found)["required_reviewers"]["reviewers"]
    assert [r["reviewer"]["login"] for r in kept] == ["alice"]


def test_anyone_reviews_a_public_repository(github: Sandbox) -> None:
    """Everyone can read it, so everyone is kept."""
    reviewers = [{"type": "User", "id": github.user("stranger")}]

    assert "required_reviewers" in rules(github.environment({"reviewers": reviewers}).json())


SEVEN = [{"type": "User", "id": number} for number in range(7)]
REFUSED = {
    "self review without reviewers": ({"prevent_self_review": True}, "must have at least one"),
    "seven reviewers": ({"reviewers": SEVEN}, "maximum of 6"),
    "unknown user": ({"reviewers": [{"type": "User", "id": 1}]}, "Could not find user"),
    "unknown team": ({"reviewers": [{"type": "Team", "id": 1}]}, "Could not find team"),
    "reviewer type": ({"reviewers": [{"type": "Bot", "id": 1}]}, "is not a user or a team"),
    "negative wait": ({"wait_timer": -1}, "between 0 and 43200"),
    "long wait": ({"wait_timer": 43201}, "between 0 and 43200"),
    "wait as text": ({"wait_timer": "5"}, "is not an integer"),
    "both flags": (
        {"deployment_branch_policy": dict.fromkeys(CUSTOM, True)},
        "cannot have the same value",
    ),
    "no flag": (
        {"deployment_branch_policy": dict.fromkeys(CUSTOM, False)},
        "cannot have the same value",
    ),
    "one flag": ({"deployment_branch_policy": {"protected_branches": True}}, "both of"),
    "unknown key": ({"reviewer": []}, '"reviewer" is not a permitted key'),
    "flag as text": ({"can_admins_bypass": "no"}, "is not a boolean"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(github: Sandbox, case: str) -> None:
    """422, a sentence, and nothing is stored."""
    body, message = REFUSED[case]

    response = github.environment(body)

    assert response.status == 422
    assert message in response.json()["message"]
    assert github.get(f"{OPEN}/environments")["total_count"] == 0


@pytest.mark.parametrize("rule", ["reviewers", "wait_timer", "can_admins_bypass"])
def test_protection_of_private_repositories_needs_enterprise(github: Sandbox, rule: str) -> None:
    """On Team the refusal names the plan; on Enterprise the same body is accepted."""
    user = github.user("boss")
    body = {
        "reviewers": {"reviewers": [{"type": "User", "id": user}]},
        "wait_timer": {"wait_timer": 5},
        "can_admins_bypass": {"can_admins_bypass": False},
    }[rule]

    refused = github.environment(body, "/repos/org/closed")

    assert refused.status == 422
    assert "Please ensure the billing plan supports the" in refused.json()["message"]
    assert github.environment(body, "/repos/big/closed").status == 200


def test_branch_policies_of_private_repositories_work_on_team(github: Sandbox) -> None:
    """They are part of environments, not of protection rules."""
    body = {"deployment_branch_policy": CUSTOM}

    assert github.environment(body, "/repos/org/closed").status == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_free_plan_has_no_environments_on_private_repositories(
    github: Sandbox, method: str
) -> None:
    """404 with `Not Found`, as if the path did not exist."""
    response = github.ask(method, "/repos/poor/closed/environments/pypi")

    assert (response.status, response.json()["message"]) == (404, "Not Found")
    assert github.environment({}, "/repos/poor/open").status == 200


def test_deleting_takes_everything_inside(github: Sandbox) -> None:
    """Policies, secrets and variables go too, each with its own event before the environment's."""
    github.environment(full(github))
    base = f"{OPEN}/environments/pypi"
    github.ask("POST", f"{base}/deployment-branch-policies", {"name": "v*", "type": "tag"})
    github.ask("PUT", f"{base}/secrets/TOKEN", github.sealed(f"{base}/secrets"))
    github.ask("POST", f"{base}/variables", {"name": "STAGE", "value": "1"})

    assert github.ask("DELETE", base).status == 204

    events = [e for e in github.state.log.of() if e["kind"] == "change"]
    assert [(e["what"], e["action"]) for e in events[-4:]] == [
        ("deployment-policy", "deleted"),
        ("secret", "deleted"),
        ("variable", "deleted"),
        ("environment", "deleted"),
    ]
    assert github.ask("GET", base).status == 404


def test_changes_are_logged_with_both_sides(github: Sandbox) -> None:
    """The log has the environment before and after as the API shows it."""
    first = github.environment({}).json()
    second = github.environment({"wait_timer": 5}).json()

    events = [e for e in github.state.log.of() if e["kind"] == "change"]
    assert [(e["key"], e["action"]) for e in events] == [
        ("org/open/pypi", "created"),
        ("org/open/pypi", "updated"),
    ]
    assert (events[1]["before"], events[1]["after"]) == (first, second)
