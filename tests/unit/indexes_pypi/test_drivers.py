"""Registering behind a driver: a person at a page today, an API (warehouse#19909) one day."""

from typing import Any

import pytest
import requests
from pydantic import SecretStr

from sandbox.faults import Fault
from sandbox.world import World, make_world
from trustpub.indexes.pypi.drivers import DRIVERS, Registration, Target
from trustpub.indexes.pypi.sites import site
from trustpub.model import Identity

from ..core.inprocess import InProcess

TOKEN = "pypi-owner-secret"
SEED: dict[str, Any] = {
    "pypi": {
        "users": [{"name": "boss"}, {"name": "other"}],
        "projects": [{"name": "sample.project", "owners": ["boss"]}],
        "api_tokens": [{"token": TOKEN, "user": "boss"}, {"token": "pypi-other", "user": "other"}],
    }
}
PYPI = site("pypi", {"TRUSTPUB_PYPI_URL": "http://pypi.sandbox"})
GITHUB = Identity(
    forge="github",
    issuer="https://token.actions.githubusercontent.com",
    namespace="octo-org",
    project="sampleproject",
    workflow="release.yml",
    environment="PyPI",
)
GITLAB = Identity(
    forge="gitlab",
    issuer="https://gitlab.com",
    namespace="group/sub",
    project="sampleproject",
    workflow="ci/release.yml",
    environment="pypi",
)


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """Every request goes to a world in this process."""
    wire = InProcess(make_world(SEED))
    monkeypatch.setattr(requests.Session, "get_adapter", lambda self, url: wire)
    return wire


def register(
    identity: Identity = GITHUB, token: str | None = TOKEN, exists: bool | None = True
) -> Registration:
    """One registration by the API driver."""
    secret = SecretStr(token) if token else None
    target = Target(site=PYPI, project="Sample_Project", exists=exists, identity=identity)
    return DRIVERS["api"](target, secret)


def stored(world: World) -> list[dict[str, str]]:
    """The publishers of the project."""
    return [p.values for p in world.apis["pypi"].state.project("sample.project").publishers]


@pytest.mark.parametrize("identity", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_api_registers(net: InProcess, identity: Identity) -> None:
    """The index holds the publisher as its form would have stored it."""
    made = register(identity)

    assert made.state == "done", made.sentence
    (values,) = stored(net.world)
    assert values["environment"] == "pypi"
    assert register(identity).sentence == "PyPI has it already"


@pytest.mark.parametrize(
    ("change", "state", "said"),
    [
        ({"identity": GITHUB.model_copy(update={"workflow": "x.toml"})}, "refused", "workflow_fi"),
        ({"token": "pypi-other"}, "refused", "may not manage publishers"),
        ({"token": "pypi-unknown"}, "refused", "may not manage publishers"),
        ({"token": None}, "to-do", "register it on the page"),
        ({"exists": False}, "to-do", "register it on the page"),
        ({"exists": None}, "to-do", "register it on the page"),
    ],
)
def test_api_leaves_it_to_a_person(
    net: InProcess, change: dict[str, Any], state: str, said: str
) -> None:
    """Whatever does not work ends with the page, and nothing is registered."""
    made = register(**change)

    assert state == made.state
    assert said in made.sentence
    assert made.link.startswith("http://pypi.sandbox/manage/")
    assert [] == stored(net.world)


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault(status=404, times=None), "refused"),
        (Fault(status=429, times=None), "refused"),
        (Fault(status=503, times=None), "unknown"),
        (Fault(status=0, times=None), "unknown"),
        (Fault(status=302, headers={"Location": "http://elsewhere/"}, times=None), "unknown"),
    ],
    ids=["404", "429", "503", "dropped", "redirect"],
)
def test_api_is_not_there(net: InProcess, fault: Fault, state: str) -> None:
    """An index that does not answer is unknown; the token goes to no other host."""
    net.world.apis["pypi"].faults = [fault]

    made = register()

    assert state == made.state
    assert TOKEN not in repr(made)
    assert {"pypi.sandbox"} == {str(r.url).split("/")[2] for r in net.sent}


def test_browser_sends_nothing(net: InProcess) -> None:
    """Today's driver only says where to go."""
    target = Target(site=PYPI, project="sample.project", exists=True, identity=GITHUB)

    made = DRIVERS["browser"](target, SecretStr(TOKEN))

    assert ("to-do", []) == (made.state, net.sent)
    assert "workflow_filename=release.yml" in made.link
