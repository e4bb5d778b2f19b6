"""Every command of the README, run as it stands there, in the order of the page."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.environment import scrubbed
from lab.stack import environment
from lab.world import CLONE, Sandbox
from trustpub.checking import check

README = (CLONE / "README.md").read_text()
SECTIONS = {
    part.partition("\n")[0]: re.findall(r"```sh\n(.*?)```", part, re.DOTALL)
    for part in README.split("\n## ")[1:]
}


def copy_of_clone(folder: Path) -> Path:
    """What git knows of this checkout, and what is new in it: a fresh clone."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=CLONE,
        stdout=subprocess.PIPE,
        check=True,
    )
    clone = folder / "clone"
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (CLONE / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CLONE / name, clone / name)
    return clone


def shell(block: str, cwd: Path, env: Mapping[str, str], typed: str = "") -> str:
    """Run one block in bash, stopping at its first failing command; its output."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        cwd=cwd,
        env=dict(env),
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=900,
    )
    assert 0 == done.returncode, f"{block}\n{done.stdout}"
    return done.stdout


def plain_env(home: Path) -> dict[str, str]:
    """A new user's environment: an empty home; only the engine that was built before is kept."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    home.mkdir(exist_ok=True)
    return {**scrubbed(os.environ), "HOME": str(home), "XDG_CACHE_HOME": cache}


def test_every_block_of_the_readme_is_run_here() -> None:
    """A section with commands that no test runs would show here."""
    with_commands = {title for title, blocks in SECTIONS.items() if blocks}

    assert {"See it work", "Your first `pulumi up`", "Many repositories, centrally"} == (
        with_commands
    )
    assert ["make demo\n", "make test\n"] == SECTIONS["See it work"]
    assert "make test" in (CLONE / ".ci/run").read_text()


def test_the_config_of_the_readme_is_valid() -> None:
    """The example is one that check has nothing against."""
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)

    assert () == check(text, "README.md").problems


@pytest.mark.slow
def test_make_demo_in_a_fresh_clone_sets_itself_up(tmp_path: Path) -> None:
    """An empty home and no virtual environment: demo shows it all and leaves nothing outside."""
    clone, home = copy_of_clone(tmp_path), tmp_path / "home"

    out = shell(SECTIONS["See it work"][0], clone, plain_env(home))

    assert 2 == out.count("demo: the second up changed nothing")
    assert 2 == out.count("not one write")
    assert "demo: done in" in out
    # pip asks rustc for its version (pip, network/session.py), and rustup then writes its settings.
    left = {file.relative_to(home).parts[0] for file in home.rglob("*") if file.is_file()}
    assert set() == left - {".rustup"}
    assert set() == {file.name for file in clone.glob("Pulumi.*.yaml")}


@pytest.mark.slow
def test_a_first_up_goes_as_the_readme_says(world: Sandbox, tmp_path: Path) -> None:
    """wheel, init, check, plan, preview, up, refresh: each block as it stands, on a GitHub."""
    clone, repository = copy_of_clone(tmp_path), tmp_path / "repository"
    wheel, install, look, workflow, up, refresh = SECTIONS["Your first `pulumi up`"]
    plain = plain_env(tmp_path / "home")
    (clone / ".venv").symlink_to(CLONE / ".venv")
    shell("touch .venv/.run .venv/.test && " + wheel, clone, plain)
    repository.mkdir()
    remote = "git@github.com:octo-org/sampleproject.git"
    shell(f"git init -q && git remote add origin {remote}", repository, plain)
    activate = ". .venv/bin/activate\n"

    assert "written" in shell(install, repository, {**plain, "CLONE": str(clone)})
    assert "no problems" in shell(activate + look, repository, plain)
    assert "created" in shell(activate + workflow, repository, plain)
    env = {**environment(tmp_path / "work", world.env), "PULUMI_SKIP_CONFIRMATIONS": "true"}
    del env["GITHUB_OWNER"]
    token = env.pop("GITHUB_TOKEN")
    first = shell(activate + up, repository, env, typed=f"{token}\n")
    assert "to do:" in first
    again = shell(activate + refresh, repository, {**env, "GITHUB_TOKEN": token})
    assert "awaiting-registration" in again
    assert "unchanged" in again
    shell(activate + "pulumi destroy", repository, {**env, "GITHUB_TOKEN": token})


def test_a_clone_is_a_program_for_many_repositories(world: Sandbox, tmp_path: Path) -> None:
    """The central way: a stack for each repository, its config by setting."""
    clone = copy_of_clone(tmp_path)
    (clone / ".venv").symlink_to(CLONE / ".venv")
    (block,) = SECTIONS["Many repositories, centrally"]
    env = dict(environment(tmp_path / "work", world.env))
    del env["GITHUB_OWNER"]

    out = shell(block, clone, env)

    assert "13 to create" in out
    assert [] == world.writes()
