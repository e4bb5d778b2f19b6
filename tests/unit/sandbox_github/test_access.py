"""Who sees and may do what."""

import pytest

from .conftest import OPEN, Sandbox, make

CLOSED, OLD = "/repos/org/closed", "/repos/org/old"


@pytest.mark.parametrize(
    ("who", "status"), [("boss", 200), ("alice", 200), ("bob", 404), ("stranger", 404), (None, 404)]
)
def test_private_repository(github: Sandbox, who: str | None, status: int) -> None:
    """It does not exist for who was not given access."""
    assert github.ask("GET", CLOSED, None, who).status == status
    assert github.ask("GET", f"{CLOSED}/environments", None, who).status == status


def test_base_permission_gives_members_access() -> None:
    """With base permission read a member sees private repositories, an outsider does not."""
    organization = {"login": "org", "base": "read", "members": ["bob"], "admins": ["boss"]}
    repositories = [{"name": "org/closed", "visibility": "private"}]
    github = make(organizations=[organization], repositories=repositories)

    assert github.ask("GET", CLOSED, None, "bob").status == 200
    assert github.ask("GET", CLOSED, None, "stranger").status == 404


def test_child_teams_inherit() -> None:
    """A team has what its parent has."""
    teams = [{"slug": "all"}, {"slug": "few", "parent": "all", "members": ["bob"]}]
    organization = {"login": "org", "plan": "team", "base": "none", "teams": teams}
    repositories = [{"name": "org/closed", "visibility": "private", "teams": {"all": "maintain"}}]
    github = make(organizations=[organization], repositories=repositories)

    assert github.get(CLOSED, "bob")["permissions"]["maintain"] is True


@pytest.mark.parametrize(
    ("who", "status", "message"),
    [
        ("stranger", 403, "Must have admin rights to Repository."),
        ("alice", 403, "Must have admin rights to Repository."),
        (None, 401, "Requires authentication"),
        ("audit", 403, "Resource not accessible by personal access token"),
        ("unknown", 401, "Bad credentials"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", f"{OPEN}/environments/pypi"),
        ("DELETE", f"{OPEN}/environments/pypi"),
        ("POST", f"{OPEN}/rulesets"),
        ("PATCH", OPEN),
    ],
)
def test_settings_are_for_admins(
    github: Sandbox, who: str | None, status: int, message: str, method: str, path: str
) -> None:
    """Writers, readers, strangers and read-only tokens are told apart."""
    response = github.ask(method, path, {}, who)

    assert (response.status, response.json()["message"]) == (status, message)


def test_secrets_are_for_writers(github: Sandbox) -> None:
    """Push access reads and writes secrets; read access does not even list them."""
    path = f"{OPEN}/actions/secrets"

    assert github.ask("GET", path, None, "alice").status == 200
    assert github.ask("GET", path, None, "stranger").status == 403
    assert github.ask("GET", path, None, "audit").status == 200
    assert github.ask("DELETE", f"{path}/X", None, "audit").status == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "environments/pypi"),
        ("POST", "rulesets"),
        ("POST", "actions/variables"),
        ("DELETE", "actions/secrets/X"),
    ],
)
def test_archived_repository_is_read_only(github: Sandbox, method: str, path: str) -> None:
    """403 with a message that has `archived` in it, which the provider looks for."""
    response = github.ask(method, f"{OLD}/{path}", {})

    assert response.status == 403
    assert response.json()["message"] == "Repository was archived so is read-only."
    assert github.ask("GET", f"{OLD}/rulesets").status == 200


def test_unarchiving(github: Sandbox) -> None:
    """Only that is possible in an archived repository."""
    assert github.ask("PATCH", OLD, {"description": "x"}).status == 403
    assert github.ask("PATCH", OLD, {"archived": False}).json()["archived"] is False
    assert github.ask("PATCH", OLD, {"description": "x"}).status == 200
    assert github.changes("repository") == [("updated", "org/old")] * 2


def test_visibility_is_changed(github: Sandbox) -> None:
    """By `visibility` or by `private`."""
    assert github.ask("PATCH", OPEN, {"private": True}).json()["visibility"] == "private"
    assert github.ask("PATCH", OPEN, {"visibility": "public"}).json()["private"] is False
    assert github.ask("PATCH", OPEN, {"visibility": "secret"}).status == 422


def test_patch_refuses_what_it_would_ignore(github: Sandbox) -> None:
    """A setting the sandbox does not keep is 501, never a quiet 200."""
    response = github.ask("PATCH", OPEN, {"has_wiki": False})

    assert response.status == 501
    assert "has_wiki" in response.json()["message"]


def test_plan_is_for_owners(github: Sandbox) -> None:
    """Others see the organization without its plan."""
    assert github.get("/orgs/org")["plan"]["name"] == "team"
    assert "plan" not in github.get("/orgs/org", "alice")


def test_secret_teams(github: Sandbox) -> None:
    """A secret team exists for its members and the owners."""
    github.state.organizations["org"].teams["releasers"].privacy = "secret"

    assert github.ask("GET", "/orgs/org/teams/releasers", None, "bob").status == 404
    assert github.ask("GET", "/orgs/org/teams/releasers", None, "alice").status == 200
    assert [t["slug"] for t in github.get("/orgs/org/teams", "bob")] == ["outsiders"]


def test_login_is_user_or_organization(github: Sandbox) -> None:
    """`GET /users/{login}` tells the type, `GET /orgs/{login}` is 404 for people."""
    assert github.get("/users/org")["type"] == "Organization"
    assert github.get("/users/Alice")["type"] == "User"
    assert github.ask("GET", "/orgs/alice").status == 404
