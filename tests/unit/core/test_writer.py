"""Single writes: secrets and variables taken away on both forges, paced and not."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.errors import (
    Broken,
    Forbidden,
    Limited,
    Refused,
    Unanswered,
    Unclear,
    Unreachable,
    WorldError,
)
from trustpub.forges.github.look import reader as github_reader
from trustpub.forges.github.observing.opening import client as github_client
from trustpub.forges.gitlab.look import reader as gitlab_reader
from trustpub.forges.gitlab.observing.opening import client as gitlab_client
from trustpub.reader import Reader
from trustpub.writer import GONE, Writer

RIGHT = "write secrets and variables"
SECRETS = "/repos/octo-org/lib/actions/secrets"
INSIDE = "/repos/octo-org/lib/environments/pypi/secrets"
VARIABLES = "/projects/7/variables"
PATHS = {"github": f"{SECRETS}/TWINE_PASSWORD", "gitlab": f"{VARIABLES}/TWINE_PASSWORD"}
SEED: dict[str, Any] = {
    "github": {
        "tokens": [
            {"token": "boss-token", "user": "boss"},
            {"token": "read-token", "user": "boss", "access": "read"},
            {"token": "stranger-token", "user": "stranger"},
        ],
        "users": ["boss", "stranger"],
        "organizations": [{"login": "octo-org", "plan": "team", "admins": ["boss"]}],
        "repositories": [
            {
                "name": "octo-org/lib",
                "visibility": "private",
                "secrets": ["TWINE_PASSWORD"],
                "variables": {"REGISTRY": "x"},
                "environments": [{"name": "pypi", "secrets": ["TWINE_PASSWORD"]}],
            }
        ],
    },
    "gitlab": {
        "tokens": [
            {"token": "boss-token", "user": "boss"},
            {"token": "read-token", "user": "boss", "scopes": ["read_api"]},
            {"token": "stranger-token", "user": "stranger"},
        ],
        "users": ["boss", "stranger"],
        "groups": [{"path": "group", "members": {"boss": "owner"}}],
        "projects": [
            {
                "path": "group/lib",
                "id": 7,
                "visibility": "private",
                "variables": [
                    {"key": "TWINE_PASSWORD", "value": "v", "environment_scope": "*"},
                    {"key": "TOKEN", "value": "a", "environment_scope": "*"},
                    {"key": "TOKEN", "value": "b", "environment_scope": "pypi"},
                ],
            }
        ],
    },
}


@dataclass
class World:
    """One forge of a sandbox, and how it is written to."""

    sandbox: Sandbox
    forge: str
    paced: bool

    def writer(self, token: str = "boss-token") -> Writer:
        """A writer with a token."""
        upper = self.forge.upper()
        env = {f"{upper}_BASE_URL": self.sandbox.urls[self.forge], f"{upper}_TOKEN": token}
        return Writer(self.client(env), RIGHT)

    def client(self, env: dict[str, str]) -> Reader:
        """A Reader, or a Client on whose clock no time passes but by waiting."""
        if not self.paced:
            return (github_reader if self.forge == "github" else gitlab_reader)(env)
        made = github_client(env, kept=False) if self.forge == "github" else gitlab_client(env)
        now = [time.time()]
        made.sending.pace.clock = lambda: now[0]
        made.sending.pace.sleep = lambda seconds: now.__setitem__(0, now[0] + seconds)
        return made

    def delete(self, token: str = "boss-token", path: str | None = None) -> Any:
        """The secret or variable taken away."""
        return self.writer(token).write("DELETE", path or PATHS[self.forge])

    def fails(self, kind: type[WorldError], token: str = "boss-token", **fault: Any) -> str:
        """The sentence of a failed DELETE, which names no token and was sent once."""
        before = self.sandbox.mark()
        if fault:
            self.sandbox.faults(self.forge, {"method": "DELETE", "times": None, **fault})
        with pytest.raises(WorldError) as caught:
            self.delete(token)
        assert kind is type(caught.value)
        assert token not in f"{caught.value!r}"
        assert 1 == len(self.sandbox.writes(before))
        return str(caught.value)

    @property
    def url(self) -> str:
        """Address of what is taken away."""
        root = {"github": "/api/v3", "gitlab": "/api/v4"}[self.forge]
        return f"{self.sandbox.urls[self.forge]}{root}{PATHS[self.forge]}"

    def names(self) -> list[str]:
        """Secrets or variables that are there."""
        self.sandbox.faults(self.forge)
        if self.forge == "github":
            found = self.sandbox.get("github", SECRETS, "boss-token")["secrets"]
            return [row["name"] for row in found]
        found = self.sandbox.get("gitlab", f"/api/v4{VARIABLES}", "boss-token")
        return [row["key"] for row in found]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox of its own process."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump(SEED, path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture(params=["github", "gitlab"])
def forge(request: pytest.FixtureRequest) -> str:
    """Each forge."""
    return str(request.param)


@pytest.fixture(params=[False, True], ids=["plain", "paced"])
def world(request: pytest.FixtureRequest, served: Sandbox, forge: str) -> World:
    """Each forge as it was at the start, by either client."""
    served.reset()
    return World(served, forge, request.param)


def test_delete_has_no_body_and_is_done(world: World) -> None:
    """204 is done, and it is no longer there; nothing was sent along."""
    before = world.sandbox.mark()

    assert world.delete() is None

    assert "TWINE_PASSWORD" not in world.names()
    (event,) = world.sandbox.writes(before)
    assert ("DELETE", None) == (event["method"], event.get("body"))


def test_what_is_gone_is_no_error(world: World) -> None:
    """404 on a DELETE has a value of its own, which is neither done nor failed."""
    world.delete()

    assert world.delete() is GONE


def test_what_is_hidden_looks_gone(world: World) -> None:
    """Forges answer 404 to who may not see the place: GONE proves nothing without a look."""
    assert world.delete("stranger-token") is GONE
    assert "TWINE_PASSWORD" in world.names()


@pytest.mark.parametrize("forge", ["github"])
def test_secret_of_an_environment(world: World) -> None:
    """The one of the repository stays."""
    assert world.delete(path=f"{INSIDE}/TWINE_PASSWORD") is None
    assert world.delete(path=f"{INSIDE}/TWINE_PASSWORD") is GONE
    assert ["TWINE_PASSWORD"] == world.names()


@pytest.mark.parametrize("forge", ["github"])
def test_variable_on_github(world: World) -> None:
    """Variables are beside the secrets."""
    path = "/repos/octo-org/lib/actions/variables/REGISTRY"

    assert (None, GONE) == (world.delete(path=path), world.delete(path=path))


@pytest.mark.parametrize("forge", ["gitlab"])
def test_variable_of_one_scope(world: World) -> None:
    """409 without a filter where a name is there twice: none is taken away; with one, only that."""
    with pytest.raises(Broken, match=r"answers 409 with .There are multiple variables"):
        world.delete(path=f"{VARIABLES}/TOKEN")
    assert 2 == world.names().count("TOKEN")

    assert world.delete(path=f"{VARIABLES}/TOKEN?filter[environment_scope]=pypi") is None
    assert 1 == world.names().count("TOKEN")


def test_object_of_a_write(world: World) -> None:
    """What a POST makes is handed back, known to have the keys that are asked for."""
    path, body, key = {
        "github": ("/repos/octo-org/lib/actions/variables", {"name": "N", "value": "v"}, None),
        "gitlab": (VARIABLES, {"key": "N", "value": "v"}, "key"),
    }[world.forge]

    made = world.writer().write("POST", path, body, *([key] if key else []))

    assert (key and "N") == (key and made[key])


def test_token_that_is_refused(world: World) -> None:
    """401."""
    said = world.fails(Refused, "wrong-token")

    assert f"{world.url} refuses the token in {world.forge.upper()}_TOKEN (401)" in said


def test_token_that_may_not_write(world: World) -> None:
    """403: address, variable, what the forge says, and the right that is missing."""
    said = world.fails(Forbidden, "read-token")

    told = f"{world.url} may not be written with the token in {world.forge.upper()}_TOKEN (403 with"
    assert told in said
    assert said.endswith(f"; give it the right to {RIGHT}")


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429},
        {"status": 403, "headers": {"Retry-After": "60"}},
        {"status": 403, "headers": {"X-RateLimit-Remaining": "0"}},
        {"status": 403, "body": {"message": "You have exceeded a secondary rate limit."}},
    ],
    ids=["429", "retry after", "remaining", "message"],
)
def test_limits_are_no_missing_right(world: World, fault: dict[str, Any]) -> None:
    """Later, not never; and it is not sent again by itself."""
    assert "too many requests; wait some minutes" in world.fails(Limited, **fault)
    assert "TWINE_PASSWORD" in world.names()


@pytest.mark.parametrize("status", [400, 409, 422])
def test_refused_for_what_it_asks(world: World, status: int) -> None:
    """It was not done, and the forge's reason is told, that of the list beside it too."""
    body = {"message": "Conflict", "errors": [{"message": "is in use"}]}
    said = world.fails(Broken, status=status, body=body)

    assert said.startswith(f"DELETE {world.url} answers {status} with 'Conflict': 'is in use'; it")
    assert "was not done" in said


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirect_is_not_followed(world: World, status: int) -> None:
    """A DELETE that followed one would take away something else, or become a GET."""
    said = world.fails(Broken, status=status, headers={"Location": world.url})

    assert f"DELETE {world.url} answers {status}, a redirect, which no write follows" in said
    assert "TWINE_PASSWORD" in world.names()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_failure_behind_the_door(world: World, status: int, when: str) -> None:
    """It may have been done, or not: that is said, and it is not sent again."""
    said = world.fails(Unclear, status=status, body="<html>", when=when)

    assert f"answers {status} with no explanation; whether it was done is not known" in said
    assert (when == "after") == ("TWINE_PASSWORD" not in world.names())


@pytest.mark.parametrize("when", ["before", "after"])
def test_dropped_connection(world: World, when: str) -> None:
    """The same without any answer."""
    said = world.fails(Unanswered, status=0, when=when)

    told = f"DELETE {world.url} gives no answer (the connection was closed); whether it was done is"
    assert told in said
    assert (when == "after") == ("TWINE_PASSWORD" not in world.names())


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://nobody.invalid"])
def test_connection_that_is_not_made(world: World, address: str) -> None:
    """Nothing was sent, so nothing was done."""
    writer = world.writer()
    writer.client.base_url = address

    with pytest.raises(Unreachable) as caught:
        writer.write("DELETE", PATHS[world.forge])

    assert Unreachable is type(caught.value)
    assert "check the address and the network" in str(caught.value)


def test_page_of_somebody_between(world: World) -> None:
    """200 with a page, as of a proxy that wants a login, is no success."""
    said = world.fails(Unclear, status=200, body="Please sign in")

    assert "answers 200 with a page; whether it was done is not known" in said


@pytest.mark.parametrize("text", [b"<html>Please sign in</html>", b"7"])
def test_page_that_is_no_json(text: bytes) -> None:
    """The same for HTML."""
    answer = requests.Response()
    answer.status_code, answer._content = 200, text
    client = Reader("https://forge.example.org", {}, "TOKEN")
    client.single = lambda method, send: answer  # type: ignore[method-assign]

    with pytest.raises(Broken, match="answers 200 with a page; whether it was done is not known"):
        Writer(client, RIGHT).write("DELETE", "/secret")


def test_object_without_its_keys(world: World) -> None:
    """Something answered, but not what was asked for."""
    world.sandbox.faults(world.forge, {"method": "POST", "status": 201, "body": {"other": 1}})

    with pytest.raises(Broken, match="an object without 'id'"):
        world.writer().write("POST", "/anything", {}, "id")


def test_404_on_other_writes(world: World) -> None:
    """It is an error: what should be changed is not there, or hidden from the token."""
    method, path = {
        "github": ("PATCH", "/repos/octo-org/lib/actions/variables/NONE"),
        "gitlab": ("PUT", f"{VARIABLES}/NONE"),
    }[world.forge]
    with pytest.raises(Broken) as caught:
        world.writer().write(method, path, {"value": "v"})

    assert "it is not there, or hidden from the token in" in str(caught.value)
    assert str(caught.value).endswith(f"give the token the right to {RIGHT}")


def test_forge_that_sends_the_token_back(world: World) -> None:
    """What is passed on of an answer is without it."""
    said = world.fails(Broken, status=422, body={"message": "bad header: Bearer boss-token"})

    assert "'bad header: Bearer ...'" in said


def test_token_with_a_line_break(world: World) -> None:
    """It is not sent at all."""
    with pytest.raises(Refused, match="was not asked"):
        world.delete("boss\ntoken")
