"""Rulesets behave as on github.com."""

from dataclasses import asdict
from typing import Any

import pytest

from .conftest import OPEN, SEED, Sandbox, make

BASE = f"{OPEN}/rulesets"


def body(**changes: Any) -> dict[str, Any]:
    """A tag ruleset."""
    return {
        "name": "release tags",
        "target": "tag",
        "enforcement": "active",
        "bypass_actors": [],
        "conditions": {"ref_name": {"include": ["refs/tags/v*"], "exclude": []}},
        "rules": [{"type": "creation"}, {"type": "update"}],
        **changes,
    }


def actor(kind: str, number: int | None, mode: str = "always") -> dict[str, Any]:
    """A bypass actor."""
    return {"actor_type": kind, "actor_id": number, "bypass_mode": mode}


def test_life_of_a_ruleset(github: Sandbox) -> None:
    """POST is 201, PUT 200, DELETE 204, and each is one event."""
    made = github.ask("POST", BASE, body())
    path = f"{BASE}/{made.json()['id']}"

    assert made.status == 201
    assert (made.json()["source"], made.json()["source_type"]) == ("org/open", "Repository")
    assert github.get(path) == made.json()
    assert github.ask("PUT", path, body(enforcement="disabled")).status == 200
    assert github.get(path)["enforcement"] == "disabled"
    assert github.ask("DELETE", path).status == 204
    assert github.ask("GET", path).status == 404
    key = f"org/open/{made.json()['id']}"
    assert github.changes("ruleset") == [("created", key), ("updated", key), ("deleted", key)]


def test_lists_are_summaries(github: Sandbox) -> None:
    """A list shows neither rules nor conditions nor bypass actors."""
    github.ask("POST", BASE, body())

    assert {"rules", "conditions", "bypass_actors"}.isdisjoint(github.get(BASE)[0])


def test_targets_filter(github: Sandbox) -> None:
    """`targets=tag` leaves out the others."""
    github.ask("POST", BASE, body())
    github.ask("POST", BASE, body(target="branch", conditions=None) | {"conditions": {}})

    assert [r["target"] for r in github.get(f"{BASE}?targets=tag")] == ["tag"]
    assert len(github.get(f"{BASE}?targets=tag,branch")) == 2


def test_names_are_not_unique(github: Sandbox) -> None:
    """Two rulesets may have one name."""
    numbers = {github.ask("POST", BASE, body()).json()["id"] for _ in range(2)}

    assert len(numbers) == 2


@pytest.mark.parametrize("who", ["alice", "stranger", "audit", None])
def test_bypass_actors_are_hidden_from_who_cannot_write(github: Sandbox, who: str | None) -> None:
    """The key is absent, not empty: for readers, writers, and an owner's read-only token."""
    made = github.ask("POST", BASE, body(bypass_actors=[actor("Team", github.team())])).json()

    found = github.get(f"{BASE}/{made['id']}", who)

    assert "bypass_actors" in made
    assert "bypass_actors" not in found
    assert found["rules"] == made["rules"]


def test_actors_as_they_are_returned(github: Sandbox) -> None:
    """OrganizationAdmin is 1, DeployKey has no id, the mode is always unless said."""
    given = [
        actor("OrganizationAdmin", None),
        actor("DeployKey", 7),
        {"actor_type": "RepositoryRole", "actor_id": 5},
        actor("Team", github.team()),
    ]

    found = github.ask("POST", BASE, body(bypass_actors=given)).json()["bypass_actors"]

    assert found == [
        actor("OrganizationAdmin", 1),
        actor("DeployKey", None),
        actor("RepositoryRole", 5),
        actor("Team", github.team()),
    ]


@pytest.mark.parametrize(
    ("who", "expected"), [("boss", "never"), ("alice", "always"), ("bob", "never")]
)
def test_who_can_bypass(github: Sandbox, who: str, expected: str) -> None:
    """`current_user_can_bypass` is about the caller."""
    given = [actor("Team", github.team())]
    made = github.ask("POST", BASE, body(bypass_actors=given)).json()

    assert github.get(f"{BASE}/{made['id']}", who)["current_user_can_bypass"] == expected


MISSING = {"ref_name": {"include": ["refs/tags/v*"]}}
SHORT = {"ref_name": {"include": ["v*"], "exclude": []}}
HEADS = {"ref_name": {"include": ["refs/heads/v*"], "exclude": []}}
REFUSED = {
    "no exclude": (body(conditions=MISSING), "Invalid target patterns: ''"),
    "short pattern": (body(conditions=SHORT), "Invalid target patterns: 'v*'"),
    "branch pattern for tags": (body(conditions=HEADS), "Invalid target patterns: 'refs/heads/v*'"),
    "unknown team": (body(bypass_actors=[actor("Team", 1)]), "must be part of the ruleset source"),
    "app": (
        body(bypass_actors=[actor("Integration", 15368)]),
        "Actor GitHub Actions integration must be part of the ruleset source or owner organization",
    ),
    "unknown role": (body(bypass_actors=[actor("RepositoryRole", 9)]), "does not exist"),
    "pull request mode for tags": (
        body(bypass_actors=[actor("RepositoryRole", 5, "pull_request")]),
        "only allowed for branch rulesets",
    ),
    "evaluate": (body(enforcement="evaluate"), "evaluate is not supported"),
    "unknown rule": (body(rules=[{"type": "nothing"}]), "Invalid rule 'nothing'"),
    "branch rule": (body(rules=[{"type": "pull_request"}]), "Invalid rule 'pull_request'"),
    "metadata rule": (body(rules=[{"type": "tag_name_pattern"}]), "Not supported on this plan"),
    "blank name": (body(name=" "), "Name can't be blank"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(github: Sandbox, case: str) -> None:
    """422 `Validation Failed` with a sentence for each thing that is wrong."""
    given, sentence = REFUSED[case]

    response = github.ask("POST", BASE, given)

    assert (response.status, response.json()["message"]) == (422, "Validation Failed")
    assert sentence in response.json()["errors"][0]
    assert github.get(BASE) == []


NULL = "Invalid request.\n\nInvalid property /bypass_actors: data cannot be null."
INVALID = {
    "null actors": (body(bypass_actors=None), NULL),
    "null rules": (body(rules=None), "Invalid property /rules: data cannot be null."),
    "target": (body(target="ref"), "`ref` is not included in the list"),
    "enforcement": (body(enforcement="on"), "`on` is not included in the list"),
    "no name": ({"enforcement": "active"}, '"name" wasn\'t supplied.'),
}


@pytest.mark.parametrize("case", INVALID)
def test_invalid(github: Sandbox, case: str) -> None:
    """422 `Invalid request.` when the body breaks the schema."""
    given, sentence = INVALID[case]

    response = github.ask("POST", BASE, given)

    assert response.status == 422
    assert sentence in response.json()["message"]


def test_update_keeps_what_it_does_not_name(github: Sandbox) -> None:
    """PUT without bypass actors leaves them, PUT with [] removes them."""
    made = github.ask("POST", BASE, body(bypass_actors=[actor("RepositoryRole", 5)])).json()
    path = f"{BASE}/{made['id']}"

    kept = github.ask("PUT", path, {"name": "other"}).json()
    cleared = github.ask("PUT", path, {"bypass_actors": []}).json()

    assert (kept["name"], kept["bypass_actors"]) == ("other", made["bypass_actors"])
    assert cleared["bypass_actors"] == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_free_plan_has_no_rulesets_on_private_repositories(github: Sandbox, method: str) -> None:
    """403 tells what to buy."""
    response = github.ask(method, "/repos/poor/closed/rulesets", body())

    assert response.status == 403
    assert response.json()["message"] == (
        "Upgrade to GitHub Pro or make this repository public to enable this feature."
    )
    assert github.ask("POST", "/repos/org/closed/rulesets", body()).status == 201


def test_evaluate_works_on_enterprise(github: Sandbox) -> None:
    """The plan of the owner decides."""
    response = github.ask("POST", "/repos/big/closed/rulesets", body(enforcement="evaluate"))

    assert response.status == 201


def test_no_more_than_75(github: Sandbox) -> None:
    """The 76th is refused."""
    github.state.limits.points = 10_000
    for _ in range(75):
        assert github.ask("POST", BASE, body()).status == 201

    assert github.ask("POST", BASE, body()).status == 422


def test_rulesets_of_the_organization_are_seen_below() -> None:
    """They come with the list unless `includes_parents=false`, and cannot be changed from there."""
    conditions = {
        "ref_name": {"include": ["~ALL"], "exclude": []},
        "repository_name": {"include": ["op*"], "exclude": []},
    }
    organization = {**SEED["organizations"][0], "rulesets": [body(conditions=conditions)]}
    github = make(organizations=[organization, *SEED["organizations"][1:]])
    (found,) = github.get(BASE)

    assert (found["source"], found["source_type"]) == ("org", "Organization")
    assert github.get(f"{BASE}?includes_parents=false") == []
    assert github.get("/repos/org/closed/rulesets") == []
    assert github.ask("DELETE", f"{BASE}/{found['id']}").status == 404
    assert asdict(github.state.organizations["org"].rulesets[found["id"]])["name"] == found["name"]
