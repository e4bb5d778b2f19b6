"""The command line: what is refused before anything is done."""

import json
from pathlib import Path

import pytest

from trustpub.cli import main
from trustpub.rollout.journal import write
from trustpub.rollout.model import Choice

DIGEST = f"plan-sha256:{'a' * 64}"
FLEET = """projects:
  - project: p
    github: {repository: octo-org/p, workflow: release.yml}
    publishers: [{index: pypi, environment: pypi}]
    tags: [{pattern: "v*", created_by: {roles: [admin]}}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a fleet of one."""
    (tmp_path / "fleet.yaml").write_text(FLEET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["apply", "--shard", "0/2"],
        ["apply", "--shard", "3/2"],
        ["apply", "--shard", "x"],
        ["apply", "--parallel", "0"],
        ["plan", "--stop-after", "1.1"],
        ["plan", "--stop-after", "often"],
        ["plan", "--canary", "-1"],
        ["resume", "--shard", "1/2"],
        ["apply", "--github-points", "many"],
        ["apply", "--github-points", "900/0"],
        ["apply", "--github-points", "900/3601"],
        ["apply", "--reviewed", ""],
        ["apply", "--reviewed", "yes"],
        ["apply", "--reviewed", "sha256:12"],
        ["apply", "--reviewed", f"sha256:{'A' * 64}"],
        ["apply", "--reviewed", f"plan-sha256:{'a' * 64} "],
        ["apply", "--reviewed", f"md5:{'a' * 64}"],
        ["plan", "--reviewed", f"sha256:{'a' * 64}"],
        ["resume", "--reviewed", f"sha256:{'a' * 64}"],
        ["plan", "--base", "main"],
    ],
)
def test_bad_usage_is_refused(folder: Path, words: list[str]) -> None:
    """With exit code 2, and nothing is written."""
    with pytest.raises(SystemExit) as ended:
        main(["rollout", *words])

    assert 2 == ended.value.code
    assert ["fleet.yaml"] == [path.name for path in folder.iterdir()]


def test_a_fleet_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is said by its name."""
    assert 2 == main(["rollout", "apply", "other.yaml", "--yes", "--format", "json"])
    said = capsys.readouterr()
    assert "other.yaml" in said.err
    assert "other.yaml" == json.loads(said.out)["problems"][0]["file"]


def test_a_pattern_that_names_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is a typing error."""
    assert 2 == main(["rollout", "plan", "fleet.yaml", "--only", "github:x/*"])
    assert "names nothing" in capsys.readouterr().err


def test_nobody_to_ask(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal, `--yes` has to be said."""
    (folder / "pulumi").write_text("#!/bin/sh\n")
    (folder / "pulumi").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("GITHUB_TOKEN", "a token")
    monkeypatch.setenv("GITLAB_TOKEN", "a token")
    monkeypatch.setenv("GITHUB_BASE_URL", "http://127.0.0.1:9/")

    assert 2 == main(["rollout", "apply", "fleet.yaml"])
    assert "give --yes" in capsys.readouterr().err


@pytest.mark.parametrize("step", ["plan", "apply"])
def test_without_a_token_nothing_begins(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """One sentence with the variable, not a failure for each repository, and no journal."""
    (folder / "pulumi").write_text("#!/bin/sh\n")
    (folder / "pulumi").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)

    assert 2 == main(["rollout", step, "fleet.yaml", *(["--yes"] if step == "apply" else [])])
    assert "GITHUB_TOKEN" in capsys.readouterr().err
    assert not (folder / "trustpub-rollout.jsonl").exists()


def test_a_pattern_that_names_nothing_is_told_the_nearest(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A letter that is missing is found; something else is told how names are found."""
    code = main(["rollout", "plan", "fleet.yaml", "--only", "github:octo-org/pp0", "file.yaml"])

    told = capsys.readouterr().err
    assert 2 == code
    assert "did you mean github:octo-org/p?" in told
    assert "`trustpub fleet list`" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["apply", "--reviewed", DIGEST, "--reviewed", DIGEST], "twice; say one digest"),
        (["apply", "--base", "a", "--base=b"], "--base is said twice; say one commit"),
        (["plan", "--reviewed", DIGEST], "--reviewed is for `apply`; `plan` makes a digest"),
        (["resume", f"--reviewed={DIGEST}"], "`resume` goes on with the one of its run"),
        (["status", "--reviewed"], "--reviewed is for `apply`"),
        (["checklist", "--reviewed", "x"], "--reviewed is for `apply`"),
    ],
)
def test_a_digest_is_said_once_and_of_apply(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    """Neither wins in silence, and the sentence tells what each step does with one."""
    with pytest.raises(SystemExit) as ended:
        main(["rollout", *words])

    assert 2 == ended.value.code
    assert sentence in capsys.readouterr().err.replace("\n", " ")


@pytest.mark.parametrize("words", [[], ["--reviewed", f"plan-sha256:{'a' * 64}"]])
def test_a_base_is_of_a_change(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """A plan has none."""
    assert 2 == main(["rollout", "apply", "fleet.yaml", "--yes", "--base", "main", *words])
    assert "--base wants --reviewed with the digest of" in capsys.readouterr().err
    assert ["fleet.yaml"] == [path.name for path in folder.iterdir()]


def test_no_engine(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is said before anything is begun."""
    monkeypatch.setenv("PATH", str(folder))

    assert 2 == main(["rollout", "apply", "fleet.yaml", "--yes"])
    assert "install the engine" in capsys.readouterr().err


def test_nothing_to_resume(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no run yet, or it was killed before it began: that is not `all done`."""
    assert 2 == main(["rollout", "resume", "fleet.yaml", "--yes"])
    assert "nothing to resume" in capsys.readouterr().err
    assert 2 == main(["rollout", "resume", "fleet.yaml", "--yes", "--format", "json"])
    assert {} == json.loads(capsys.readouterr().out)["counts"]


def test_status_asks_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The journal alone, and no fleet is needed."""
    assert 3 == main(["rollout", "status", "fleet.yaml"])
    write(folder / "trustpub-rollout.jsonl", "run", run="r", choice=Choice(), total=1)
    write(folder / "trustpub-rollout.jsonl", "ended", run="r", name="a", outcome="changed")
    write(folder / "trustpub-rollout.jsonl", "finished", run="r")
    (folder / "fleet.yaml").unlink()

    assert 0 == main(["rollout", "status", "fleet.yaml"])
    assert "1 repository in the journal: 1 changed" in capsys.readouterr().out
    assert 0 == main(["rollout", "status", "fleet.yaml", "--format", "json"])
    assert '"name": "trustpub.rollout"' in capsys.readouterr().out


def test_a_broken_journal_stops_everything(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is done cannot be told from what is not."""
    (folder / "trustpub-rollout.jsonl").write_text("[]\n")

    assert 2 == main(["rollout", "apply", "fleet.yaml", "--yes"])
    assert "trustpub-rollout.jsonl:1" in capsys.readouterr().err
