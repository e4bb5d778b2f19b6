"""python-gitlab, unmodified, lists and removes variables where tokens may be kept."""

from collections.abc import Iterator

import gitlab
import pytest
from gitlab.exceptions import GitlabDeleteError, GitlabGetError, GitlabListError
from ruamel.yaml import YAML

from .conftest import SEED
from .loopback import Loopback, serving

PROJECT = "group/sub/otherproject"


@pytest.fixture
def kept() -> Iterator[Loopback]:
    """The example, with an administrator, variables of the instance, and a schedule."""
    seed = YAML(typ="safe").load(SEED.read_text("utf-8"))["gitlab"]
    seed["users"][0] = {"username": seed["users"][0], "admin": True}
    seed["variables"] = [{"key": "PYPI_TOKEN", "value": "x"}]
    variables = [{"key": "TWINE_PASSWORD", "value": "x"}]
    seed["projects"][0]["pipeline_schedules"] = [{"description": "n", "variables": variables}]
    with serving(seed) as found:
        yield found


@pytest.fixture
def admin(kept: Loopback) -> gitlab.Gitlab:
    """python-gitlab as it is, with the token of full rights."""
    return gitlab.Gitlab(kept.url, private_token="sandbox-gitlab-admin")


def test_variables_of_schedules(admin: gitlab.Gitlab, kept: Loopback) -> None:
    """They come with one schedule, and are made and removed by key."""
    schedules = admin.projects.get(PROJECT, lazy=True).pipelineschedules
    (listed,) = schedules.list(get_all=True)
    schedule = schedules.get(listed.id)
    assert [v["key"] for v in schedule.attributes["variables"]] == ["TWINE_PASSWORD"]
    made = schedule.variables.create({"key": "NEW", "value": "y"})
    made.value = "z"
    made.save()
    schedule.variables.delete("TWINE_PASSWORD")

    left = schedules.get(listed.id).attributes["variables"]
    assert [(v["key"], v["value"]) for v in left] == [("NEW", "z")]
    with pytest.raises(GitlabDeleteError, match="404 Pipeline Schedule Variable Not Found"):
        schedule.variables.delete("TWINE_PASSWORD")
    assert [action for _, _, action in kept.changes()] == ["created", "updated", "deleted"]


def test_variables_of_the_instance(admin: gitlab.Gitlab, kept: Loopback) -> None:
    """Made, read, changed and removed by an administrator, and by nobody else."""
    admin.variables.create({"key": "NEW", "value": "y", "masked": False})
    one = admin.variables.get("NEW")
    one.value = "z"
    one.save()
    admin.variables.delete("PYPI_TOKEN")

    assert [(v.key, v.value) for v in admin.variables.list(get_all=True)] == [("NEW", "z")]
    with pytest.raises(GitlabGetError, match="404 InstanceVariable Not Found"):
        admin.variables.get("PYPI_TOKEN")
    other = gitlab.Gitlab(kept.url, private_token="sandbox-gitlab-reader")
    with pytest.raises(GitlabListError, match="403 Forbidden"):
        other.variables.list(get_all=True)


def test_variables_of_a_group(admin: gitlab.Gitlab) -> None:
    """One of two scopes goes, by the filter."""
    variables = admin.groups.get("group", lazy=True).variables
    for scope in ("*", "pypi"):
        variables.create({"key": "PYPI_TOKEN", "value": "x", "environment_scope": scope})
    variables.delete("PYPI_TOKEN", filter={"environment_scope": "*"})

    assert [v.environment_scope for v in variables.list(get_all=True)] == ["pypi"]
