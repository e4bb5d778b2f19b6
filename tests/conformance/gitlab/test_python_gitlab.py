"""python-gitlab, unmodified, against the sandbox."""

import gitlab
import pytest
from gitlab.exceptions import (
    GitlabAuthenticationError,
    GitlabCreateError,
    GitlabDeleteError,
    GitlabGetError,
    GitlabHttpError,
)

from .loopback import Loopback

PROJECT = "group/sub/otherproject"


def test_it_signs_in(client: gitlab.Gitlab) -> None:
    """The user, the version, and the plan of a namespace."""
    client.auth()
    assert client.user is not None
    assert client.user.username == "release-engineer"
    assert client.version()[0].endswith("-ee")
    assert client.http_get("/version") == client.http_get("/metadata")
    assert client.namespaces.get("group").plan == "premium"


def test_a_wrong_token_signs_in(world: Loopback) -> None:
    """Its own exception."""
    with pytest.raises(GitlabAuthenticationError, match="401 Unauthorized"):
        gitlab.Gitlab(world.url, private_token="wrong").auth()


def test_it_reads_a_project(client: gitlab.Gitlab) -> None:
    """By path and number, with members and groups."""
    project = client.projects.get(PROJECT)
    assert client.projects.get(project.id).path_with_namespace == PROJECT
    names = {member.username for member in project.members_all.list(iterator=True)}
    assert names == {"release-engineer", "alice", "bob"}
    group = client.groups.get("group")
    found = group.projects.list(include_subgroups=True, get_all=True)
    assert [each.path_with_namespace for each in found] == [PROJECT]
    assert client.users.list(username="alice")[0].id == 2


def test_it_protects_a_tag(client: gitlab.Gitlab, world: Loopback) -> None:
    """Create, read, list, delete; a wildcard travels encoded."""
    tags = client.projects.get(PROJECT, lazy=True).protectedtags
    tags.create({"name": "v*", "create_access_level": 0, "allowed_to_create": [{"user_id": 2}]})
    assert [row["access_level"] for row in tags.get("v*").create_access_levels] == [0, 40]
    with pytest.raises(GitlabCreateError, match="Name has already been taken"):
        tags.create({"name": "v*"})
    tags.delete("v*")
    assert tags.list(get_all=True) == []
    key = f"{PROJECT}/v*"
    assert world.changes() == [("protected-tag", key, "created"), ("protected-tag", key, "deleted")]


def test_it_manages_an_environment(client: gitlab.Gitlab) -> None:
    """Create, change, stop, delete."""
    environments = client.projects.get(PROJECT, lazy=True).environments
    environment = environments.create({"name": "pypi"})
    environment.external_url = "https://example.com"
    environment.save()
    with pytest.raises(GitlabDeleteError, match="403 Forbidden"):
        environment.delete()
    environment.stop()
    environments.get(environment.id).delete()
    with pytest.raises(GitlabGetError, match="404"):
        environments.get(environment.id)


def test_it_protects_an_environment(client: gitlab.Gitlab) -> None:
    """Create, change by id, delete."""
    protected = client.projects.get(PROJECT, lazy=True).protected_environments
    rule = protected.create(
        {"name": "release/pypi", "deploy_access_levels": [{"access_level": 40}]}
    )
    number = rule.deploy_access_levels[0]["id"]
    edit = [{"id": number, "_destroy": True, "access_level": 40}, {"user_id": 2}]
    answer = client.http_put(
        f"/projects/1/protected_environments/{gitlab.utils.EncodedId('release/pypi')}",
        post_data={"deploy_access_levels": edit},
    )
    assert [row["user_id"] for row in answer["deploy_access_levels"]] == [2]  # type: ignore[index]
    protected.get("release/pypi").delete()
    assert protected.list(get_all=True) == []


def test_it_removes_one_of_two_variables(client: gitlab.Gitlab, world: Loopback) -> None:
    """The filter tells them apart."""
    variables = client.projects.get(PROJECT, lazy=True).variables
    for scope in ("*", "pypi"):
        variables.create({"key": "TWINE_PASSWORD", "value": "x" * 9, "environment_scope": scope})
    with pytest.raises(GitlabGetError, match="multiple variables"):
        variables.get("TWINE_PASSWORD")
    variables.delete("TWINE_PASSWORD", filter={"environment_scope": "pypi"})
    assert [each.environment_scope for each in variables.list(get_all=True)] == ["*"]
    changes = [key for _, key, action in world.changes() if action == "deleted"]
    assert changes == [f"{PROJECT}/TWINE_PASSWORD@pypi"]


def test_it_follows_pages(client: gitlab.Gitlab) -> None:
    """By the Link header."""
    environments = client.projects.get(PROJECT, lazy=True).environments
    for number in range(7):
        environments.create({"name": f"env-{number}"})
    found = environments.list(per_page=3, iterator=True)
    assert [each.name for each in found] == [f"env-{n}" for n in range(7)]


def test_it_asks_for_what_is_not_served(client: gitlab.Gitlab) -> None:
    """501, whatever the method."""
    with pytest.raises(GitlabHttpError, match="does not serve"):
        client.http_get("/projects/1/pipelines")
