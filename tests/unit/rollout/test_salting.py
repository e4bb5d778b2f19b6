"""A stack's salt is put beside the project, so that the engine checks the passphrase."""

import json
from pathlib import Path
from typing import Any

import pytest

from trustpub.adopting.engine import Engine
from trustpub.rollout.running.reasons import advised
from trustpub.rollout.running.salting import salted

SALT = {"type": "passphrase", "state": {"salt": "v1:a=:v1:b:c="}}
WRITTEN = "encryptionsalt: v1:a=:v1:b:c=\n"


class Exporting(Engine):
    """An engine that tells a state, and is counted."""

    def state(self) -> dict[str, Any]:
        """As `stack export` tells it."""
        return {"version": 3, "deployment": {"secrets_providers": SALT}}


def engine(folder: Path, latest: Any = None, layout: str = "version: 1") -> Exporting:
    """A project, and a backend that is a folder."""
    stacks = folder / "state/.pulumi/stacks/trustpub"
    stacks.mkdir(parents=True)
    (folder / "project").mkdir()
    (folder / "state/.pulumi/meta.yaml").write_text(layout)
    (stacks / "a.json").write_text(json.dumps({"checkpoint": {"latest": latest}}))
    environ = {"PULUMI_BACKEND_URL": (folder / "state").as_uri()}
    return Exporting(folder / "project", "a", environ)


def settings(folder: Path) -> list[tuple[str, str]]:
    """What is in the project folder."""
    return [(one.name, one.read_text()) for one in (folder / "project").iterdir()]


def test_the_salt_of_the_state(tmp_path: Path) -> None:
    """Read without the engine, where the backend is a folder."""
    one = engine(tmp_path, {"secrets_providers": SALT})

    assert salted(one, "a") is None
    assert [("Pulumi.a.yaml", WRITTEN)] == settings(tmp_path)


def test_another_backend_is_the_engines(tmp_path: Path) -> None:
    """Its state is exported, and handed on, so that nobody exports it again."""
    one = engine(tmp_path, layout="version: 2")

    assert one.state() == salted(one, "a")
    assert [("Pulumi.a.yaml", WRITTEN)] == settings(tmp_path)


def test_settings_that_are_there(tmp_path: Path) -> None:
    """The engine checks the passphrase by their salt already."""
    one = engine(tmp_path, {"secrets_providers": SALT})
    (tmp_path / "project/Pulumi.a.yaml").write_text("encryptionsalt: v1:mine\n")

    assert salted(one, "a") is None
    assert [("Pulumi.a.yaml", "encryptionsalt: v1:mine\n")] == settings(tmp_path)


@pytest.mark.parametrize(
    "latest",
    [None, {}, {"secrets_providers": {"type": "cloud", "state": {"url": "awskms://x"}}}],
    ids=["never updated", "empty", "another provider"],
)
def test_states_without_a_salt(tmp_path: Path, latest: Any) -> None:
    """There is nothing to hold a passphrase against."""
    assert salted(engine(tmp_path, latest), "a") is None
    assert [] == settings(tmp_path)


def test_sentences() -> None:
    """What the engine says becomes what to do; all else stays."""
    wrong = "error: getting stack configuration: get stack secrets manager: incorrect passphrase"
    none = "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_..."

    assert "set that one" in advised(wrong)
    assert "is not set; set it" in advised(none)
    assert "another" == advised("another")
