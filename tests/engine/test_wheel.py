"""The built wheel, in an empty environment, takes a foreign repository to a finished up."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine.environment import scrubbed
from lab.stack import Stack, environment, found_engine
from lab.world import CLONE, Sandbox

REMOTES = {
    "github": "git@github.com:octo-org/sampleproject.git",
    "gitlab": "https://gitlab.com/group/sub/otherproject.git",
}


def run(*command: str | Path, cwd: Path, codes: tuple[int, ...] = (0,)) -> str:
    """Run a command that cannot fail; its output."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=scrubbed(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode in codes, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built from a copy: old build folders would leak into it."""
    folder = tmp_path_factory.mktemp("wheel")
    noise = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__")
    shutil.copytree(CLONE, folder / "source", ignore=noise)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    run(*command, folder / "source", cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def venv(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty virtual environment with the wheel in it, as a user makes one."""
    folder = tmp_path_factory.mktemp("installed") / ".venv"
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    run(folder / "bin/pip", "install", "--quiet", wheel, cwd=folder.parent)
    return folder


def test_the_wheel_holds_nothing_outside_its_package(wheel: Path) -> None:
    """No `components`, `plugin`, `sandbox` or `tests` land in anybody's site-packages."""
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {"trustpub"} == {top for top in tops if not top.endswith(".dist-info")}
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("components/project.py", "plugin/provider.py", "cli/check.py", "py.typed"):
        assert f"trustpub/{part}" in names


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_a_foreign_repository_goes_from_init_to_a_finished_up(
    forge: str, venv: Path, world: Sandbox, tmp_path: Path
) -> None:
    """init asks nothing and guesses right; up finishes; the second up changes nothing."""
    repository = tmp_path / "repository"
    repository.mkdir()
    run("git", "init", "--quiet", cwd=repository)
    run("git", "remote", "add", "origin", REMOTES[forge], cwd=repository)
    run(venv / "bin/trustpub", "init", cwd=repository)
    # As after `python -m venv .venv && .venv/bin/pip install trustpub` in the repository.
    (repository / ".venv").symlink_to(venv)
    # On GitLab it warns that nobody is named who may deploy: that needs a paid tier.
    checked = run(venv / "bin/trustpub", "check", cwd=repository, codes=(0, 1))
    assert "error" not in checked
    env = dict(environment(tmp_path / "work", world.env))
    env["PATH"] = env["PATH"].replace(str(CLONE / ".venv/bin"), str(venv / "bin"))
    assert str(CLONE) not in env["PATH"]
    assert found_engine()
    del env["GITHUB_OWNER"]
    stack = Stack(repository, "dev", env)
    stack.init()

    first = stack.up()

    assert 0 == first.code, first.out
    assert world.writes()
    again = stack.up("--refresh")
    assert 0 == again.code, again.out
    assert "created" not in again.out
    assert "updated" not in again.out
