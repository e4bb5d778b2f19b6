"""The passphrase of the state on another machine: held against it before the first write."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lab.postgres import Database
from lab.stack import environment
from lab.world import CLONE, Sandbox

from .conftest import GITHUB
from .postgresql import server

__all__ = ["server"]
RIGHT, WRONG = "open sesame", "abracadabra"
READS = ("GET", "HEAD")
STACK = "github_-octo-org_.sampleproject"


class Machine:
    """A folder with the fleet in it; all machines have one state."""

    def __init__(self, folder: Path, world: Sandbox, url: str = "") -> None:
        self.env = {**environment(folder / "work", world.env), "PYTHONPATH": str(CLONE)}
        self.env |= {"PULUMI_BACKEND_URL": url} if url else {}
        self.folder, self.world = folder, world

    def run(self, name: str, passphrase: str | None) -> tuple[int, str, list[Any]]:
        """Exit code, why the repository failed, and the writes that were sent."""
        place = self.folder / name
        place.mkdir(exist_ok=True)
        (place / "fleet.yaml").write_text("projects: [release.yaml]\n")
        (place / "release.yaml").write_text(GITHUB)
        env = {**self.env, "PULUMI_CONFIG_PASSPHRASE": passphrase or ""}
        if passphrase is None:
            del env["PULUMI_CONFIG_PASSPHRASE"]
        mark = self.world.mark()
        command = [sys.executable, "-m", "trustpub", "rollout", "apply", "--full", "--yes"]
        done = subprocess.run(
            [*command, "--format", "json"],
            cwd=place,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout, done.stderr
        (one,) = json.loads(done.stdout)["repositories"]
        events = [one for one in self.world.events("all", mark) if one["kind"] == "request"]
        return (
            done.returncode,
            one["why"],
            [e for e in events if e["method"] not in ("GET", "HEAD")],
        )


@pytest.mark.parametrize("backend", ["folder", "database"])
def test_another_passphrase_on_a_new_machine(
    tmp_path: Path, world: Sandbox, backend: str, request: pytest.FixtureRequest
) -> None:
    """It is refused before anything is written, and the state stays that of the first one."""
    url = ""
    if backend == "database":
        database: Database = request.getfixturevalue("server").blank("passphrase")
        url = database.url
    machine = Machine(tmp_path, world, url)
    assert (1, []) == machine.run("first", None)[::2], "none is told before the first write"
    code, why, writes = machine.run("first", RIGHT)
    assert (0, "", True) == (code, why, bool(writes))

    code, why, writes = machine.run("second", WRONG)

    assert (1, []) == (code, writes)
    assert "PULUMI_CONFIG_PASSPHRASE is another one" in why
    code, why, writes = machine.run("third", None)
    assert (1, []) == (code, writes)
    assert "PULUMI_CONFIG_PASSPHRASE is not set" in why
    assert (0, "", []) == machine.run("second", RIGHT)
    (machine.folder / f"first/.trustpub-rollout/project/Pulumi.{STACK}.yaml").unlink()
    code, why, _ = machine.run("first", WRONG)
    assert (1, True) == (code, "is another one" in why), "with a journal, the settings lost"
