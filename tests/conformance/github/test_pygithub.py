"""PyGithub, unmodified, works against the sandbox."""

from collections.abc import Callable
from typing import Any

import pytest
from github import Auth, Github, GithubException, UnknownObjectException
from github.EnvironmentProtectionRuleReviewer import ReviewerParams
from github.Repository import Repository

from .conftest import Running
from .world import ADMIN, ORG, PRIVATE, READER, REPO, STRANGER

Serve = Callable[..., Running]


def client(running: Running, token: str = ADMIN, base: str = "/api/v3", **more: Any) -> Github:
    """PyGithub for one token; it does not slow itself down."""
    return Github(
        auth=Auth.Token(token),
        base_url=running.url + base,
        seconds_between_requests=0,
        seconds_between_writes=0,
        **more,
    )


def repo(running: Running, token: str = ADMIN) -> Repository:
    """The public repository."""
    return client(running, token).get_repo(f"{ORG}/{REPO}")


@pytest.mark.parametrize("base", ["", "/api/v3"])
def test_base_url_with_and_without_version(serve: Serve, base: str) -> None:
    """Both forms of the address reach the same repository."""
    found = client(serve(), base=base).get_repo(f"{ORG}/{REPO}")

    assert (found.full_name, found.private) == (f"{ORG}/{REPO}", False)
    assert found.permissions.admin


def test_environment_is_created_read_and_deleted(serve: Serve) -> None:
    """What an environment was created with is what it has."""
    running = serve()
    team = client(running).get_organization(ORG).get_team_by_slug("release-managers")
    user = client(running).get_user("octocat")
    reviewers = [ReviewerParams("Team", team.id), ReviewerParams("User", user.id)]

    made = repo(running).create_environment(
        "test/pypi", wait_timer=15, reviewers=reviewers, prevent_self_review=True
    )
    rules = {
        rule.type: rule for rule in repo(running).get_environment("test/pypi").protection_rules
    }

    assert made.name == "test/pypi"
    assert rules["wait_timer"].wait_timer == 15
    assert [(r.type, r.reviewer.id) for r in rules["required_reviewers"].reviewers] == [
        ("Team", team.id),
        ("User", user.id),
    ]
    repo(running).delete_environment("test/pypi")
    assert list(repo(running).get_environments()) == []


def test_secret_round_trip(serve: Serve) -> None:
    """A secret PyGithub seals arrives as it was, and no answer or event shows it."""
    running = serve()
    environment = repo(running).create_environment("pypi")

    repo(running).create_secret("token", "hunter2")
    environment.create_secret("token", "hunter3")

    stored = running.state.repos[f"{ORG}/{REPO}"]
    assert stored.vault.secrets["actions"]["TOKEN"].value == "hunter2"
    assert stored.environments["pypi"].vault.secrets["actions"]["TOKEN"].value == "hunter3"
    assert "hunter" not in repr(running.api.log.of()) + repr(stored)
    assert {s.name for s in repo(running).get_secrets()} == {"TWINE_PASSWORD", "TOKEN"}
    assert environment.delete_secret("token")
    assert list(environment.get_secrets()) == []


def test_organization_secret_for_selected_repositories(serve: Serve) -> None:
    """A selection is stored and listed."""
    running = serve()
    organization = client(running).get_organization(ORG)

    secret = organization.create_secret("SHARED", "x", "selected", [repo(running)])

    assert [r.name for r in secret.selected_repositories] == [REPO]
    secret.remove_repo(repo(running))
    assert list(organization.get_secret("SHARED").selected_repositories) == []


def test_variables_come_in_small_pages(serve: Serve) -> None:
    """All variables are found although a page holds 30 at most."""
    running = serve()
    for number in range(35):
        repo(running).create_variable(f"V{number}", str(number))

    found = {v.name: v.value for v in repo(running).get_variables()}

    assert len(found) == 36
    assert found["V34"] == "34"


def test_variable_that_exists(serve: Serve) -> None:
    """A second creation is refused, an edit is not."""
    running = serve()
    variable = repo(running).create_variable("new", "1")

    with pytest.raises(GithubException, match="Variable already exists") as caught:
        repo(running).create_variable("NEW", "2")

    assert caught.value.status == 409
    assert variable.edit("2")
    assert repo(running).get_variable("new").value == "2"
    variable.delete()
    assert [v.name for v in repo(running).get_variables()] == ["STAGE"]


def test_people(serve: Serve) -> None:
    """Teams, members, collaborators and permissions are as seeded."""
    running = serve()
    organization = client(running).get_organization(ORG)
    team = organization.get_team_by_slug("release-managers")
    repository = repo(running)

    assert [t.slug for t in organization.get_teams()] == ["release-managers", "docs"]
    assert organization.get_team_by_slug("docs").parent.slug == "release-managers"
    assert {m.login for m in team.get_members()} == {"octocat", "hubot"}
    assert {r.name for r in team.get_repos()} == {REPO}
    assert {t.slug: t.permission for t in repository.get_teams()} == {
        "release-managers": "push",
        "docs": "pull",
    }
    assert {c.login for c in repository.get_collaborators(affiliation="all")} >= {"octocat"}
    assert repository.get_collaborator_role_name("octocat") == "maintain"
    assert organization.plan.name == "team"


def test_contents(serve: Serve) -> None:
    """Files and directories are read with a ref."""
    repository = repo(serve())

    workflow = repository.get_contents(".github/workflows/release.yml", ref="v1")
    folder = repository.get_contents(".github/workflows")

    assert not isinstance(workflow, list)
    assert workflow.decoded_content == b"on: push\n"
    assert isinstance(folder, list)
    assert [f.name for f in folder] == ["release.yml"]
    assert [t.name for t in repository.get_tags()] == ["v1", "v2"]
    assert [b.name for b in repository.get_branches()] == ["main", "next"]
    assert repository.get_git_ref("tags/v1").ref == "refs/tags/v1"


def test_many_pages(serve: Serve) -> None:
    """Every page is followed by its Link header."""
    running = serve()
    for number in range(5):
        repo(running).create_environment(f"e{number}")

    found = client(running, per_page=2).get_repo(f"{ORG}/{REPO}").get_environments()

    assert [e.name for e in found] == ["e0", "e1", "e2", "e3", "e4"]


def test_strangers_see_nothing_private(serve: Serve) -> None:
    """A private repository does not exist for who may not see it."""
    running = serve()

    with pytest.raises(UnknownObjectException):
        client(running, STRANGER).get_repo(f"{ORG}/{PRIVATE}")
    with pytest.raises(GithubException, match="Must have admin rights") as caught:
        repo(running, READER).create_environment("pypi")

    assert caught.value.status == 403


def test_bad_token(serve: Serve) -> None:
    """An unknown token is refused before anything else."""
    with pytest.raises(GithubException, match="Bad credentials") as caught:
        client(serve(), "wrong").get_user().login  # noqa: B018

    assert caught.value.status == 401


def test_secondary_limit_is_waited_out(serve: Serve) -> None:
    """PyGithub recognises the secondary limit and comes back when told."""
    running = serve(limits={"secondary": {"points": 11, "seconds": 2}})
    repository = repo(running)

    for number in range(3):
        repository.create_environment(f"e{number}")

    statuses = [e["status"] for e in running.api.log.of() if e["kind"] == "request"]
    assert 403 in statuses
    assert len(running.state.repos[f"{ORG}/{REPO}"].environments) == 3


def test_rate_limit(serve: Serve) -> None:
    """The budget is told and does not shrink by asking for it."""
    running = serve()
    github = client(running)
    github.get_user("octocat")

    core = github.get_rate_limit().resources.core

    assert (core.limit, core.used) == (5000, 1)
    assert github.get_rate_limit().resources.core.used == 1


def test_graphql(serve: Serve) -> None:
    """The requester's GraphQL reaches `/api/graphql`, and unknown fields are named."""
    github = client(serve())
    query = 'query($n: String!) { repository(owner: "octo-org", name: $n) { id databaseId } }'

    _, data = github.requester.graphql_query(query, {"n": REPO})

    assert data["data"]["repository"]["databaseId"]
    with pytest.raises(GithubException, match="does not know the GraphQL field 'issues'"):
        github.requester.graphql_query('{ repository(owner: "a", name: "b") { issues } }', {})
