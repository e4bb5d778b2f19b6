"""`trustpub render --preview` and `trustpub fleet ci --preview`: written, compared, refused."""

import json
import shlex
from pathlib import Path

import pytest

from trustpub import __version__
from trustpub.cli import main

from ..fleet_ci.made import repository

CLONE = Path(__file__).parents[3]
CHECK = ".github/workflows/trustpub-preview.yml"
COMMENT = ".github/workflows/trustpub-preview-comment.yml"
PIPELINE = ".gitlab/trustpub-preview.yml"
LOCK = f"trustpub=={__version__} \\\n    --hash=sha256:00\n"
RENDER, FLEET = "render --preview", "fleet ci --preview --on"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a fleet and a release config."""
    monkeypatch.chdir(repository(tmp_path))
    (tmp_path / "release.yaml").write_bytes((CLONE / "examples/github/release.yaml").read_bytes())
    (tmp_path / "lock.txt").write_text(LOCK)
    return tmp_path


def run(words: str) -> int:
    """The command."""
    return main(shlex.split(words))


def there(folder: Path) -> set[str]:
    """The files that were written."""
    return {path for path in (CHECK, COMMENT, PIPELINE) if (folder / path).is_file()}


def test_a_fleet_has_a_command_of_its_own(folder: Path, capsys: Captured) -> None:
    """Taken for the config of one project, it is told which."""
    assert (2, set()) == (run(f"{RENDER} fleet.yaml --write"), there(folder))
    told = capsys.readouterr().err
    assert "fleet.yaml is a fleet: `trustpub fleet ci fleet.yaml --on ... --preview`" in told
    assert 2 == run("render fleet.yaml")
    assert "is a fleet" not in capsys.readouterr().err


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_a_config_gets_the_files_of_its_forge(folder: Path, capsys: Captured, forge: str) -> None:
    """Written, then in agreement; another text of ours is written over, and told."""
    example = CLONE / f"examples/{forge}/release.yaml"
    (folder / "release.yaml").write_bytes(example.read_bytes())
    expected = {CHECK, COMMENT} if forge == "github" else {PIPELINE}

    assert 1 == run(f"{RENDER} --check")
    assert (0, expected) == (run(f"{RENDER} --write"), there(folder))
    assert 0 == run(f"{RENDER} --check")
    one = folder / sorted(expected)[0]
    one.write_text(one.read_text() + "# mine\n")
    assert 1 == run(f"{RENDER} --check")
    capsys.readouterr()
    assert 1 == run(RENDER)
    assert "-# mine" in capsys.readouterr().out
    assert (0, 0) == (run(f"{RENDER} --write"), run(f"{RENDER} --check"))
    assert f"written anew {one.relative_to(folder)}" in capsys.readouterr().out


def test_what_is_printed_can_be_applied(folder: Path, capsys: Captured) -> None:
    """Standard output has files alone; what has to be made stands on standard error."""
    assert 1 == run(f"{RENDER} --requirements lock.txt")

    told = capsys.readouterr()
    assert "# " + CHECK == told.out.splitlines()[0]
    assert "to make" not in told.out
    assert "to make  required check 'trustpub preview'" in told.err
    assert "warning" not in told.err
    assert 1 == run(f"{RENDER} --format json")
    document = json.loads(capsys.readouterr().out)
    assert [("new", CHECK), ("new", COMMENT)] == [
        (f["state"], f["path"]) for f in document["files"]
    ]


@pytest.mark.parametrize(
    ("on", "paths"), [("github-actions", {CHECK, COMMENT}), ("gitlab-ci", {PIPELINE})]
)
def test_a_fleet_gets_the_files_and_no_rollout(
    folder: Path, capsys: Captured, on: str, paths: set[str]
) -> None:
    """Written, kept, compared; what is to be made is told once."""
    words = f"{FLEET} {on} --requirements lock.txt"
    before = {path for path in folder.rglob("*") if path.is_file()}

    assert (1, 0, 0, 0) == tuple(map(run, (f"{words} --check", words, words, f"{words} --check")))

    told = capsys.readouterr()
    assert "" == told.err
    assert paths == there(folder)
    assert paths == {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
    } - {str(path.relative_to(folder)) for path in before}
    assert 2 * len(paths) == told.out.count("written  ") + told.out.count("kept     ")
    again = (
        f"Written by: trustpub fleet ci --on {on} fleet.yaml --preview --requirements lock.txt\n"
    )
    assert all(again in (folder / path).read_text() for path in paths)


def test_all_that_gitlab_needs_is_told(folder: Path, capsys: Captured) -> None:
    """The token and who starts the job, by the names that the file has."""
    assert 0 == run(f"{FLEET} gitlab-ci --branch production --image a/b:1")

    told = capsys.readouterr()
    for name in ("GITLAB_TOKEN", "TRUSTPUB_PREVIEW", "include", "webhook", "branch production"):
        assert name in told.out
    assert 1 == told.err.count("owns the name trustpub")
    assert 1 == told.err.count("no digest")
    text = (folder / PIPELINE).read_text()
    assert all(name in text for name in ("GITLAB_TOKEN", "TRUSTPUB_PREVIEW", '!= "production"'))


@pytest.mark.parametrize("text", [b"name: mine\n", b"\xff"])
@pytest.mark.parametrize("words", [f"{RENDER} --write", f"{FLEET} github-actions"])
def test_a_file_of_somebody_else_is_left_alone(
    folder: Path, capsys: Captured, words: str, text: bytes
) -> None:
    """Also that of another config: a request has one preview."""
    (folder / CHECK).parent.mkdir(parents=True)
    (folder / CHECK).write_bytes(text)

    assert run(words) in (1, 2)

    told = capsys.readouterr()
    assert "is there, and not by" in told.out + told.err
    assert "--out" not in told.out + told.err
    assert text == (folder / CHECK).read_bytes()
    (folder / CHECK).unlink()
    assert 0 == run(f"{RENDER} --write")
    assert 2 == run(f"{FLEET} github-actions")


REFUSED = {
    f"{FLEET} kubernetes-operator": "github-actions and gitlab-ci",
    f"{FLEET} github-actions --shards 3": "--shards says nothing",
    f"{FLEET} github-actions --online": "--online says nothing",
    f"{FLEET} github-actions --out .github/workflows/x.yml": "fixed names",
    f"{FLEET} github-actions --branch main": "default branch alone",
    f"{FLEET} github-actions --image a/b": "--image says nothing",
    f"{FLEET} github-actions --schedule daily": "five fields",
    f"{FLEET} gitlab-ci --schedule '1 1 * * *'": "set in the project",
    f"{FLEET} gitlab-ci --backend s3://b": "--backend says nothing",
    f"{FLEET} gitlab-ci --image 'a b'": "--image is no name",
    f"{FLEET} gitlab-ci --branch 'a b'": "--branch is no name",
    f"{FLEET} gitlab-ci --requirements none.txt": "cannot be read",
    f"{RENDER} --image a/b": "--image says nothing",
    f"{RENDER} --requirements none.txt": "cannot be read",
    f"{RENDER} ../release.yaml": "outside of the repository",
    "render --requirements lock.txt": "is for --preview alone",
    "render --image a/b": "is for --preview alone",
}


@pytest.mark.parametrize("words", REFUSED)
def test_bad_input_is_one_sentence(folder: Path, capsys: Captured, words: str) -> None:
    """Exit code 2, what is wrong and a way out; nothing is written."""
    (folder.parent / "release.yaml").write_bytes((folder / "release.yaml").read_bytes())

    assert 2 == run(words)

    told = capsys.readouterr()
    assert REFUSED[words] in told.err
    assert ("", 1, set()) == (told.out, len(told.err.splitlines()), there(folder))


def test_a_config_with_errors_gets_no_files(folder: Path, capsys: Captured) -> None:
    """Nothing would be shown of it."""
    (folder / "release.yaml").write_text("project: x\n")

    assert (2, set()) == (run(f"{RENDER} --write"), there(folder))
