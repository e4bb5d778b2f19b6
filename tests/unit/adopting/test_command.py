"""`trustpub adopt` as it is called: files, output and exit codes."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.cli import main

from .conftest import dumped
from .organisations import PEOPLE, github_seed, organization
from .projects import gitlab_seed

Call = Callable[..., tuple[int, str]]
ORG, REPO = "org-0", "org-0/project-0"


def small() -> dict[str, Any]:
    """One organisation with a repository that publishes, one that does not, one group."""
    _, github = github_seed()
    _, gitlab = gitlab_seed()
    publishing, plain = (
        github["repositories"][0],
        {"name": f"{ORG}/website", "files": {"README": ""}},
    )
    return {
        "github": {
            **github,
            "tokens": [
                {"token": "admin-token", "user": "boss"},
                {"token": "audit-token", "user": "boss", "access": "read"},
            ],
            "users": PEOPLE,
            "organizations": [organization(0)],
            "repositories": [publishing, plain],
        },
        "gitlab": {**gitlab, "projects": gitlab["projects"][:1]},
    }


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox of that world."""
    with forked_sandbox(dumped(tmp_path_factory.mktemp("seed"), small())) as world:
        yield world


@pytest.fixture
def world(running: Sandbox) -> Sandbox:
    """That world as it was when it began."""
    running.faults("github")
    running.faults("gitlab")
    return running


def test_one_repository_is_written_into_a_folder(
    world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """The config and the import file; exit code 0; a second time nothing is overwritten."""
    into = tmp_path / "new"

    code, out = call(world, "--repo", REPO, "--into", str(into))

    assert 0 == code, out
    assert {"release.yaml", "release.import.json"} == set(os.listdir(into))
    assert "resources" in json.loads((into / "release.import.json").read_text())
    assert 0 == main(["check", str(into / "release.yaml")])
    again, out = call(world, "--repo", REPO, "--into", str(into))
    assert 0 == again, out
    assert "kept " in out


def test_a_config_that_was_there_is_kept_and_compared(
    world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """What it declares otherwise than is stored is listed, and the exit code is 1."""
    call(world, "--repo", REPO, "--into", str(tmp_path))
    file = tmp_path / "release.yaml"
    changed = file.read_text() + "  - pattern: 'zz*'\n    created_by: {roles: [admin]}\n"
    file.write_text(changed)

    code, out = call(world, "--repo", REPO, "--into", str(tmp_path))

    assert 1 == code, out
    assert f"differs  {REPO}/tag/zz*: declared, and not there" in out
    assert changed == file.read_text()


def test_a_config_with_errors_is_kept_and_nothing_is_imported(
    world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """Its errors are told, and there is no import file."""
    (tmp_path / "release.yaml").write_text("project: x\n")

    code, out = call(world, "--repo", REPO, "--into", str(tmp_path))

    assert 1 == code
    assert "publishers" in out
    assert ["release.yaml"] == [n for n in os.listdir(tmp_path) if n.startswith("release")]


def test_an_organisation_has_a_folder_for_each_repository_that_publishes(
    world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """And a summary that counts the others."""
    code, out = call(world, "--org", ORG, "--into", str(tmp_path / "all"))

    assert 0 == code, out
    assert ["project-0"] == os.listdir(tmp_path / "all")
    assert "2 looked at: 1 taken over whole, 1 without publishers" in out


def test_a_group_keeps_its_subgroups(world: Sandbox, call: Call, tmp_path: Path) -> None:
    """Projects of the same name in two subgroups do not meet."""
    code, out = call(world, "--group", "group-0", "--into", str(tmp_path / "all"))

    assert 0 == code, out
    assert (tmp_path / "all/sub/project-0/release.yaml").is_file()
    assert "1 looked at: 1 taken over whole" in out


def test_with_a_token_that_only_reads_the_bypass_stays_unknown(
    world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """GitHub hides it: exit code 3, and what was seen is written all the same."""
    words = ("--repo", REPO, "--into", str(tmp_path))

    code, out = call(world, *words, GITHUB_TOKEN="audit-token")

    assert 3 == code, out
    assert "unseen " in out
    assert "bypass" in out
    assert "created_by" not in (tmp_path / "release.yaml").read_text()


@pytest.mark.parametrize(
    "words", [("--repo", f"{ORG}/nowhere"), ("--project", "group-0/nowhere")], ids=["hub", "lab"]
)
def test_a_repository_that_is_not_shown_is_unknown(
    words: tuple[str, str], world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """404 is gone or hidden: exit code 3, nothing written."""
    code, out = call(world, *words, "--into", str(tmp_path / "new"))

    assert 3 == code
    assert "gone, or hidden" in out
    assert not (tmp_path / "new").exists()


def test_files_that_the_forge_does_not_show_are_unknown(
    world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """403 for the contents: whether it publishes is not known, so it is not said to be clean."""
    fault = {"method": "GET", "path": "/contents/", "status": 403, "times": None}
    world.faults("github", fault)

    code, out = call(world, "--repo", REPO, "--into", str(tmp_path / "new"))

    assert 3 == code, out
    assert ".github/workflows" in out


@pytest.mark.parametrize(
    ("forge", "words", "path"),
    [
        ("github", ("--repo", REPO), "/contents/"),
        ("gitlab", ("--project", "group-0/sub/project-0"), "/repository/"),
    ],
    ids=["github", "gitlab"],
)
def test_no_files_are_not_taken_for_nothing_that_publishes(
    forge: str, words: tuple[str, str], path: str, world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """404 for every file is what a token gets that may not read contents."""
    body = {"message": "404 Project Not Found" if forge == "gitlab" else "Not Found"}
    world.faults(forge, {"method": "GET", "path": path, "status": 404, "times": None, "body": body})

    code, out = call(world, *words, "--into", str(tmp_path / "new"))

    assert 3 == code, out
    assert "shows no files to this token" in out


def test_a_repository_that_publishes_nothing_is_told(
    world: Sandbox, call: Call, tmp_path: Path
) -> None:
    """There is no config to write: exit code 1."""
    code, out = call(world, "--repo", f"{ORG}/website", "--into", str(tmp_path / "new"))

    assert 1 == code
    assert "no upload to pypi or testpypi was found" in out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--repo", "sampleproject"), "is no path"),
        (("--org", "o", "--apply"), "--apply is for one repository"),
        (("--repo", "o/n", "--apply"), "there is no Pulumi.yaml"),
    ],
)
def test_usage(
    words: tuple[str, ...],
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """What cannot start says why, asks nobody, and ends with 2."""
    monkeypatch.setenv("GITHUB_TOKEN", "x")

    assert 2 == main(["adopt", *words, "--into", str(tmp_path)])
    assert why in capsys.readouterr().err


def test_without_a_token_nobody_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The variable is named."""
    monkeypatch.delenv("GITLAB_TOKEN", raising=False)

    assert 2 == main(["adopt", "--group", "g"])
    assert "GITLAB_TOKEN is not set" in capsys.readouterr().err


def test_without_the_engine_apply_says_so(
    world: Sandbox,
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`pulumi` that is not there is no traceback."""
    (tmp_path / "Pulumi.yaml").write_text("name: x\nruntime: python\n")
    monkeypatch.setenv("PATH", str(tmp_path))

    code, _ = call(world, "--repo", REPO, "--into", str(tmp_path), "--apply")

    assert 2 == code


def engine(folder: Path, version: str) -> Path:
    """A `pulumi` that says its version and nothing else."""
    script = folder / "pulumi"
    script.write_text(f"#!/bin/sh\n[ $1 = config ] && echo '{{}}' || echo {version}\n")
    script.chmod(0o755)
    return script


@pytest.mark.parametrize("version", ["v3.251.9", "", "next"])
def test_an_engine_that_is_too_old_imports_nothing(
    version: str,
    world: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """It could delete an imported ruleset later."""
    (tmp_path / "Pulumi.yaml").write_text("name: x\nruntime: python\n")
    for key, value in world.env.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setenv("PATH", f"{engine(tmp_path, version).parent}:{os.environ['PATH']}")

    assert 2 == main(["adopt", "--repo", REPO, "--into", str(tmp_path), "--apply"])
    assert "is too old; install 3.252.0 or later" in capsys.readouterr().err
