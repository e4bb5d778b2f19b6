"""`trustpub render` as a person runs it: what it prints, writes and answers."""

import json
import subprocess
from pathlib import Path

import pytest

from trustpub.cli import main

CONFIG = """\
project: sampleproject
github:
  repository: octo-org/sampleproject
  workflow: release.yml
publishers:
  - index: pypi
    environment: pypi
tags:
  - pattern: "v*"
    created_by: {roles: [admin]}
"""
BOTH = CONFIG.replace("publishers:", "gitlab:\n  repository: group/sampleproject\npublishers:")
BOTH = BOTH.replace("{roles: [admin]}", "{roles: [admin], access: maintainer}")
PATH = ".github/workflows/release.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder with a config."""
    (tmp_path / "release.yaml").write_text(CONFIG, "utf-8")
    return tmp_path


def render(folder: Path, *more: str) -> int:
    """The exit code of `trustpub render`."""
    return main(["render", "--repo", str(folder), *more])


def broken(repository: Path, was: str, now: str) -> str:
    """The rendered file, with a text of it changed."""
    assert render(repository, "--write") == 0
    path = repository / PATH
    text = path.read_bytes().decode().replace(was, now)
    path.write_bytes(text.encode())
    return text


def test_new_file_is_printed_whole(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written."""
    assert render(repository) == 1
    printed = capsys.readouterr().out

    assert printed.startswith("# Publishes what release.yaml declares")
    assert not (repository / PATH).exists()
    assert render(repository, "--write") == 0
    assert printed == (repository / PATH).read_text("utf-8")


def test_several_files_say_which_they_are(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comment with the path before each."""
    (repository / "release.yaml").write_text(BOTH, "utf-8")

    assert render(repository) == 1
    lines = capsys.readouterr().out.splitlines()
    named = [line for line in lines if line in (f"# {PATH}", "# .gitlab-ci.yml")]
    assert [f"# {PATH}", "# .gitlab-ci.yml"] == named


def test_written_files_agree(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Right after they were written, and the second time nothing is done."""
    assert render(repository, "--check") == 1
    assert render(repository, "--write") == 0
    assert render(repository, "--check") == 0
    assert render(repository) == 0
    capsys.readouterr()
    assert render(repository, "--write") == 0
    assert f"left as it is: {PATH} (agrees)\n" == capsys.readouterr().out


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_patch_is_one_that_git_takes(
    repository: Path, capsys: pytest.CaptureFixture[str], end: str, last: bool
) -> None:
    """`trustpub render | git apply` does what `--write` does."""
    text = broken(repository, "id-token: write", "contents: read").replace("\n", end)
    path = repository / PATH
    path.write_bytes((text if last else text.removesuffix(end)).encode())
    capsys.readouterr()

    assert render(repository) == 1
    diff = capsys.readouterr().out
    subprocess.run(["git", "init", "-q", repository], check=True)
    subprocess.run(["git", "apply", "-"], cwd=repository, input=diff.encode(), check=True)
    assert b"id-token: write" in path.read_bytes()
    assert last == path.read_bytes().endswith(b"\n")
    assert render(repository, "--check") == 0


def test_mode_and_neighbours_stay(repository: Path) -> None:
    """A patched file keeps its mode, and nothing else is left in the folder."""
    broken(repository, "name: pypi\n", "name: release\n")
    (repository / PATH).chmod(0o640)

    assert render(repository, "--write") == 0
    assert 0o640 == (repository / PATH).stat().st_mode & 0o777
    assert [PATH.rpartition("/")[2]] == [p.name for p in (repository / PATH).parent.iterdir()]


def test_check_tells_what_differs(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem, and that it can be mended."""
    text = broken(repository, "name: pypi\n", "name: release\n")
    capsys.readouterr()

    assert render(repository, "--check") == 1
    printed = capsys.readouterr().out
    assert f"differs: {PATH}\n" in printed
    assert "[workflow-environment-differs]" in printed
    assert "`trustpub render --write` mends 1 problem" in printed
    assert text == (repository / PATH).read_text("utf-8")


def test_document_has_everything(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """State, text, diff, what is mended and what is left."""
    broken(repository, "run: |", "run: |\n          twine upload dist/*")
    capsys.readouterr()

    assert render(repository, "--format", "json") == 1
    document = json.loads(capsys.readouterr().out)
    assert {"name": "trustpub.render", "version": 1} == document["schema"]
    (file,) = document["files"]
    assert (PATH, "github", "differs") == (file["path"], file["forge"], file["state"])
    assert file["left"]


def test_broken_file_is_never_touched(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no YAML, no UTF-8, or no file stays, and is told."""
    path = repository / PATH
    path.parent.mkdir(parents=True)
    for content in (b"on: [push\n", b"\xff\xfe\x00", b"a: 1\na: 2\n"):
        path.write_bytes(content)
        assert render(repository, "--write") == 1
        assert content == path.read_bytes()
        assert PATH in capsys.readouterr().err
    path.unlink()
    path.mkdir()
    assert render(repository, "--write") == 1


def test_path_outside_is_refused(tmp_path: Path) -> None:
    """Neither by `..` nor by a link."""
    inside = tmp_path / "inside"
    (inside / ".github").mkdir(parents=True)
    (inside / "release.yaml").write_text(CONFIG, "utf-8")
    (tmp_path / "outside").mkdir()
    (inside / ".github" / "workflows").symlink_to(tmp_path / "outside")

    assert render(inside, "--write") == 1
    assert [] == list((tmp_path / "outside").iterdir())


def test_bad_config_starts_nothing(repository: Path) -> None:
    """No config, a wrong one, no folder: 2."""
    assert render(repository / "nowhere") == 2
    (repository / "release.yaml").write_text("project: [\n", "utf-8")
    assert render(repository, "--write") == 2
    assert not (repository / ".github").exists()


def test_what_cannot_be_seen_is_not_fine(repository: Path) -> None:
    """A workflow that calls one from elsewhere may upload, or not: 3."""
    path = repository / PATH
    path.parent.mkdir(parents=True)
    path.write_text(
        "on:\n  push: {tags: ['v*']}\njobs:\n  a:\n"
        "    permissions: {id-token: write}\n    uses: o/r/.github/workflows/x.yml@v1\n",
        "utf-8",
    )

    assert render(repository, "--check") == 3
