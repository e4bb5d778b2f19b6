"""`trustpub fleet ci`: what is written, compared and refused, with exit codes."""

import re
from pathlib import Path

import pytest

from trustpub import __version__

from .made import FLEET, QUERY, ci

WORKFLOW = ".github/workflows/trustpub-fleet.yml"
OUT = "../.github/workflows/w.yml"
Captured = pytest.CaptureFixture[str]


pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("on", ["github-actions", "gitlab-ci", "kubernetes-operator"])
def test_what_is_written_agrees(folder: Path, capsys: Captured, on: str) -> None:
    """Written, the same when written again, and what --check finds; another fleet differs."""
    assert 1 == ci("--on", on, "--check")
    assert "is not there" in capsys.readouterr().out
    assert 0 == ci("--on", on)
    paths = re.findall(r"^written +(.*)$", capsys.readouterr().out, re.M)
    before = {path: (folder / path).read_bytes() for path in paths}
    assert 0 == ci("--on", on)
    assert paths == re.findall(r"^kept +(.*)$", capsys.readouterr().out, re.M)
    assert before == {path: (folder / path).read_bytes() for path in paths}
    assert 0 == ci("--on", on, "--check")
    (folder / paths[0]).write_bytes(before[paths[0]] + b"\n")
    assert 1 == ci("--on", on, "--check")
    assert "differs" in capsys.readouterr().out


def test_the_file_says_what_writes_it_again(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the repository's folder, wherever it was said first."""
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")

    assert 0 == ci("--on", "github-actions", "../fleet.yaml", "--shards", "3", "--out", OUT)

    words = "--on github-actions fleet.yaml --shards 3 --out .github/workflows/w.yml"
    assert (
        f"Written by: trustpub fleet ci {words}\n"
        in (folder / ".github/workflows/w.yml").read_text()
    )
    monkeypatch.chdir(folder)
    assert 0 == ci(*words.split(), "--check")


def test_the_branch_is_the_remotes(folder: Path, capsys: Captured) -> None:
    """Found in the clone, unless it is said."""
    assert 0 == ci("--on", "github-actions")
    assert "- trunk\n" in (folder / WORKFLOW).read_text()
    assert 0 == ci("--on", "github-actions", "--branch", "main")
    assert "- main\n" in (folder / WORKFLOW).read_text()
    (folder / ".git/refs/remotes/origin/HEAD").unlink()
    assert 2 == ci("--on", "github-actions")
    assert "--branch NAME" in capsys.readouterr().err


def test_a_file_of_somebody_else_is_left_alone(folder: Path, capsys: Captured) -> None:
    """Nothing is written, also beside it."""
    (folder / "trustpub-operator/fleet").mkdir(parents=True)
    (folder / "trustpub-operator/fleet/__main__.py").write_text("import mine\n")
    (folder / ".gitlab-ci.yml").write_text("job: {script: [make]}\n")

    assert [2, 2] == [ci("--on", on) for on in ("gitlab-ci", "kubernetes-operator")]

    assert 2 == capsys.readouterr().err.count("is there, and not by trustpub fleet ci")
    assert ["__main__.py"] == [path.name for path in (folder / "trustpub-operator/fleet").iterdir()]
    assert 0 == ci("--on", "gitlab-ci", "--out", ".gitlab/fleet.yml")


def test_two_fleets_of_a_repository(folder: Path, capsys: Captured) -> None:
    """Each has a workflow of its own; what is of one is not written over for the other."""
    (folder / "teams").mkdir()
    (folder / "fleet.yaml").rename(folder / "teams/a b.yaml")
    (folder / "fleet.yaml").write_text(FLEET)

    for on in ("github-actions", "kubernetes-operator", "gitlab-ci"):
        assert 0 == ci("--on", on)
    assert 0 == ci("--on", "github-actions", "teams/a b.yaml")
    assert 0 == ci("--on", "kubernetes-operator", "teams/a b.yaml")
    assert 2 == ci("--on", "gitlab-ci", "teams/a b.yaml")

    assert "and not by trustpub fleet ci" in capsys.readouterr().err
    texts = [(folder / f".github/workflows/trustpub-{n}.yml").read_text() for n in NAMES]
    groups = [re.findall("group: (.*)|  key: (.*?)-1-", text) for text in texts]
    assert not set(groups[0]) & set(groups[1])
    main_file = (folder / "trustpub-operator/teams-a-b/__main__.py").read_text()
    assert 'deploy_fleet("../../teams/a b.yaml")' in main_file


NAMES = ("fleet", "teams-a-b")


def test_a_lock_is_looked_at(folder: Path, capsys: Captured) -> None:
    """Hashes, and the version that writes the file; then pip wants them all."""
    lock = folder / "lock.txt"
    found = []
    for text in (f"trustpub=={__version__}\n", "trustpub==9.9 --hash=sha256:00\n"):
        lock.write_text(text)
        found.append(ci("--on", "github-actions", "--requirements", "lock.txt"))
    lock.write_text(f"trustpub=={__version__} \\\n    --hash=sha256:00\n")

    assert [2, 2] == found
    assert 0 == ci("--on", "github-actions", "--requirements", "lock.txt")

    told = capsys.readouterr().err
    assert "has no hashes" in told
    assert f"trustpub=={__version__}" in told
    written = (folder / WORKFLOW).read_text()
    assert "--require-hashes" in written
    assert "      - lock.txt\n" in written


def test_a_fleet_that_is_not_fit(folder: Path, capsys: Captured) -> None:
    """None, an empty one, one with errors, one outside of git; each with its own exit code."""
    codes = [ci("--on", "gitlab-ci", "none.yaml")]
    for text in ("projects: []\n", FLEET + "  - {project: x}\n", "a: [\n"):
        (folder / "fleet.yaml").write_text(text)
        codes.append(ci("--on", "gitlab-ci"))

    assert [2, 1, 1, 2] == codes
    assert 2 == capsys.readouterr().err.count("mend the fleet first")
    assert not (folder / ".gitlab-ci.yml").exists()


def test_outside_of_git(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """No CI would find it."""
    (tmp_path / ".git").rename(tmp_path / "git")

    assert 2 == ci("--on", "gitlab-ci")
    assert "run `git init`" in capsys.readouterr().err


def test_queries_are_not_asked(folder: Path, capsys: Captured) -> None:
    """Shards are by name, so a number is enough; the operator has to know everybody."""
    (folder / "fleet.yaml").write_text(FLEET + QUERY)

    assert 2 == ci("--on", "github-actions")
    assert "say --shards N" in capsys.readouterr().err
    assert 0 == ci("--on", "github-actions", "--shards", "8")
    assert 2 == ci("--on", "kubernetes-operator")
    assert "add --online" in capsys.readouterr().err
    assert 3 == ci("--on", "kubernetes-operator", "--online")
    assert "GITHUB_TOKEN is not set" in capsys.readouterr().err


def test_several_gitlabs_are_refused(folder: Path, capsys: Captured) -> None:
    """A run has one address; that of a single one of your own is written."""
    lab = """  - project: {0}
    gitlab: {{repository: group/{0}, issuer: "https://{1}"}}
    publishers: [{{index: testpypi, triggers: {{manual: true}}, environment: {{name: pypi}}}}]
"""
    (folder / "fleet.yaml").write_text("projects:\n" + lab.format("one", "git.example.org"))
    assert 0 == ci("--on", "gitlab-ci")
    address = "GITLAB_BASE_URL: 'https://git.example.org/api/v4/'"
    assert address in (folder / ".gitlab-ci.yml").read_text()
    with (folder / "fleet.yaml").open("a") as file:
        file.write(lab.format("two", "gitlab.com"))

    assert 2 == ci("--on", "gitlab-ci")
    assert "several GitLabs" in capsys.readouterr().err
