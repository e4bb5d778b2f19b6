"""The stand-in over bare gRPC: what the SDK's server and the engine's messages make of it."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest

from .loopback import Loopback
from .plugin import LAUNCHER, Plugin, started

TAG = "gitlab:index/tagProtection:TagProtection"
ENVIRONMENT = "gitlab:index/projectEnvironment:ProjectEnvironment"
RULE = "gitlab:index/projectProtectedEnvironment:ProjectProtectedEnvironment"
VARIABLE = "gitlab:index/projectVariable:ProjectVariable"
P = "group/sub/otherproject"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
ADMIN = "sandbox-gitlab-admin"

INPUTS: dict[str, dict[str, Any]] = {
    TAG: {"project": P, "tag": "v*", "allowedToCreates": [{"groupId": 3}, {"userId": 2}]},
    ENVIRONMENT: {"project": P, "name": "pypi", "stopBeforeDestroy": True},
    RULE: {
        "project": P,
        "environment": "pypi",
        "deployAccessLevelsAttributes": [{"userId": 2}, {"accessLevel": "maintainer"}],
        "approvalRules": [{"groupId": 3, "requiredApprovals": 2}, {"userId": 2}],
    },
    VARIABLE: {"project": P, "key": "K", "value": "v" * 9},
}
IDS = {TAG: f"{P}:v*", ENVIRONMENT: f"{P}:1", RULE: f"{P}:pypi", VARIABLE: f"{P}:K:*"}


@pytest.fixture
def plugin(world: Loopback) -> Iterator[Plugin]:
    """A stand-in that is connected to the world."""
    with started(world.url, ADMIN) as found:
        found.configure()
        yield found


@pytest.mark.parametrize("token", INPUTS)
def test_a_resource_lives(plugin: Plugin, world: Loopback, token: str) -> None:
    """Previewed without a call, created, unchanged, read, imported, deleted, gone."""
    inputs = INPUTS[token]
    before = len(world.requests())
    shown = plugin.ask("Create", token, properties=inputs, preview=True)
    assert len(world.requests()) == before
    assert "id" not in shown

    made = plugin.ask("Create", token, properties=inputs)
    assert made["id"] == IDS[token]
    state = made["properties"]
    same = plugin.ask("Diff", token, made["id"], olds=state, news=inputs)
    assert same["changes"] == "DIFF_NONE"

    read = plugin.ask("Read", token, made["id"], properties=state, inputs=inputs)
    assert (read["properties"], read["inputs"]) == (state, inputs)
    found = plugin.ask("Read", token, made["id"])
    checked = plugin.ask("Check", token, news=found["inputs"])
    assert checked.get("failures") is None

    plugin.ask("Delete", token, made["id"], properties=state)
    assert "id" not in plugin.ask("Read", token, made["id"])


def test_a_preview_shows_what_is_open(plugin: Plugin) -> None:
    """Unknown inputs pass, computed values are unknown."""
    inputs = {"project": UNKNOWN, "name": "pypi"}
    shown = plugin.ask("Create", ENVIRONMENT, properties=inputs, preview=True)["properties"]
    assert (shown["project"], shown["slug"], shown["stopBeforeDestroy"]) == (
        UNKNOWN,
        UNKNOWN,
        False,
    )


def test_a_tag_is_protected_that_is_protected(plugin: Plugin, world: Loopback) -> None:
    """Adopted without a word: the old protection goes, the new one comes."""
    inputs = {"project": P, "tag": "v*"}
    plugin.ask("Create", TAG, properties=inputs)
    plugin.ask("Create", TAG, properties={**inputs, "createAccessLevel": "no one"})
    assert [action for _, _, action in world.changes()] == ["created", "deleted", "created"]


def test_a_tag_is_refused_that_is_protected(plugin: Plugin, world: Loopback) -> None:
    """The protection there was is removed before the second try fails too."""
    inputs = {"project": P, "tag": "v*"}
    plugin.ask("Create", TAG, properties=inputs)
    with pytest.raises(grpc.RpcError) as caught:
        plugin.ask("Create", TAG, properties={**inputs, "allowedToCreates": [{"userId": 4}]})
    assert "not a member of the project" in caught.value.details()
    assert [action for _, _, action in world.changes()] == ["created", "deleted"]


def test_a_protection_is_updated(plugin: Plugin, world: Loopback) -> None:
    """GET and PUT: what stays keeps its id, what goes is destroyed, rules left out go too."""
    made = plugin.ask("Create", RULE, properties=INPUTS[RULE])
    news = {k: v for k, v in INPUTS[RULE].items() if k != "approvalRules"}
    news["deployAccessLevelsAttributes"] = [{"accessLevel": "maintainer"}, {"userId": 3}]
    state = plugin.ask("Update", RULE, made["id"], olds=made["properties"], news=news)["properties"]
    assert [row["id"] for row in state["deployAccessLevelsAttributes"]] == [2, 3]
    assert state["approvalRules"] == []
    assert [method for method, _, _ in world.requests()[-2:]] == ["GET", "PUT"]


def test_an_outsider_is_named(plugin: Plugin) -> None:
    """Dropped by GitLab: the state tells the truth, and every run differs."""
    inputs = {**INPUTS[RULE], "deployAccessLevelsAttributes": [{"userId": 2}, {"userId": 4}]}
    made = plugin.ask("Create", RULE, properties=inputs)
    diff = plugin.ask("Diff", RULE, made["id"], olds=made["properties"], news=inputs)
    assert diff["detailedDiff"] == {"deployAccessLevelsAttributes[1]": {}}


def test_a_running_environment_is_deleted(plugin: Plugin) -> None:
    """Refused with the setting that helps."""
    made = plugin.ask("Create", ENVIRONMENT, properties={"project": P, "name": "pypi"})
    with pytest.raises(grpc.RpcError) as caught:
        plugin.ask("Delete", ENVIRONMENT, made["id"], properties=made["properties"])
    assert "set stopBeforeDestroy" in caught.value.details()


def test_a_name_is_left_out(plugin: Plugin) -> None:
    """An environment gets one from its logical name, and keeps it."""
    first = plugin.ask("Check", ENVIRONMENT, news={"project": P}, randomSeed=b"\x01" * 32)
    name = first["inputs"]["name"]
    assert name == "it-0101010"
    again = plugin.ask("Check", ENVIRONMENT, olds={"name": name}, news={"project": P})
    assert again["inputs"]["name"] == name


def test_an_unknown_type_is_created(plugin: Plugin) -> None:
    """The error names those served."""
    with pytest.raises(grpc.RpcError) as caught:
        plugin.ask("Create", "gitlab:index/group:Group", properties={})
    assert "it has TagProtection, ProjectEnvironment" in caught.value.details()


def test_the_first_call_is_the_user(plugin: Plugin, world: Loopback) -> None:
    """As the real provider checks its token."""
    assert world.requests() == [("GET", "/api/v4/user", 200)]


@pytest.mark.parametrize(
    ("url", "token", "said"),
    [
        ("https://gitlab.com", "secret-token", "not a loopback address"),
        ("", "secret-token", "no address: set GITLAB_BASE_URL"),
        ("http://127.0.0.1:1", "", "no token: set GITLAB_TOKEN"),
        ("http://127.0.0.1:1", "secret-token", "cannot reach http://127.0.0.1:1"),
    ],
)
def test_it_cannot_connect(url: str, token: str, said: str) -> None:
    """A sentence within seconds, without a traceback and without the token."""
    began = time.monotonic()
    with started(url, token) as plugin, pytest.raises(grpc.RpcError) as caught:
        plugin.configure()
    text = caught.value.details()
    assert said in text
    assert "Traceback" not in text
    assert "secret-token" not in text
    assert time.monotonic() - began < 8


def test_a_wrong_token_is_used(world: Loopback) -> None:
    """401, with the setting to look at."""
    with started(world.url, "secret-token") as plugin, pytest.raises(grpc.RpcError) as caught:
        plugin.configure()
    assert "401 Unauthorized; check GITLAB_TOKEN" in caught.value.details()
    assert "secret-token" not in caught.value.details()


def test_it_is_started_through_a_link(world: Loopback, tmp_path: Path) -> None:
    """The launcher finds its checkout; its first line on stderr says what it is."""
    link = tmp_path / "pulumi-resource-gitlab"
    link.symlink_to(LAUNCHER)
    with started(world.url, ADMIN, link) as plugin:
        plugin.configure()
        assert plugin.process.stderr is not None
        assert "stand-in for the GitLab provider" in plugin.process.stderr.readline()


def test_actors_are_named_on_ce(plugin: Plugin, world: Loopback) -> None:
    """The server drops them: an error, and a protection that nobody's state knows."""
    world.api.state.edition = "ce"
    with pytest.raises(grpc.RpcError) as caught:
        plugin.ask("Create", TAG, properties=INPUTS[TAG])
    assert "Premium or Ultimate license required" in caught.value.details()
    assert list(world.api.state.projects[P].protected_tags) == ["v*"]
