"""An isolated home leads to the plugins, and can be prepared again at any time."""

import subprocess
from pathlib import Path

from engine.home import prepare_home
from engine.model import Engine, Plugin


def engine_with(*plugins: Plugin) -> Engine:
    return Engine(Path("/e/pulumi"), "3.259.0", "built", "", (), plugins)


def executable(path: Path) -> Path:
    """A program that says where it was started from."""
    path.parent.mkdir(parents=True)
    path.write_text('#!/bin/sh\necho "$0 $*"\n')
    path.chmod(0o755)
    return path


def test_plugins_are_put_in_place(tmp_path: Path) -> None:
    """A built plugin is linked; a stand-in is started by its own path, blanks and all."""
    built = executable(tmp_path / "cache" / "pulumi-resource-github")
    own = executable(tmp_path / "a checkout" / "pulumi-resource-gitlab")
    engine = engine_with(
        Plugin("github", "6.15.0", "built", "", built),
        Plugin("gitlab", "10.4.0", "stand-in", "", own),
    )
    for _ in range(2):
        assert prepare_home(tmp_path / "home", engine) == {"github": "built", "gitlab": "stand-in"}
    plugins = tmp_path / "home" / "plugins"
    github = plugins / "resource-github-v6.15.0"
    assert [path.name for path in github.iterdir()] == ["pulumi-resource-github"]
    assert (github / "pulumi-resource-github").resolve() == built
    gitlab = plugins / "resource-gitlab-v10.4.0" / "pulumi-resource-gitlab"
    done = subprocess.run([gitlab, "a b"], capture_output=True, text=True, check=True)
    assert done.stdout == f"{own} a b\n"


def test_a_newer_build_takes_the_place(tmp_path: Path) -> None:
    """A home outlives the cache folder its link pointed to."""
    old = executable(tmp_path / "old" / "pulumi-resource-github")
    new = executable(tmp_path / "new" / "pulumi-resource-github")
    for binary in (old, new):
        prepare_home(tmp_path, engine_with(Plugin("github", "6.15.0", "built", "", binary)))
    placed = tmp_path / "plugins" / "resource-github-v6.15.0" / "pulumi-resource-github"
    assert placed.resolve() == new


def test_a_missing_stand_in_is_reported_only(tmp_path: Path) -> None:
    """There is nothing to put in place, and that is no failure."""
    engine = engine_with(Plugin("gitlab", "10.4.0", "stand-in", "", None))
    assert prepare_home(tmp_path, engine) == {"gitlab": "stand-in"}
    assert list(tmp_path.iterdir()) == []
