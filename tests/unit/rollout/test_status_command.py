"""`trustpub rollout status`: its formats, several journals, the fleet beside them."""

import json
from pathlib import Path

import jsonschema
import pytest

from trustpub.cli import main
from trustpub.rollout.journal import write
from trustpub.rollout.model import Choice

from .test_command import FLEET

NAME = "github:octo-org/p"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a fleet of one."""
    (tmp_path / "fleet.yaml").write_text(FLEET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shard(folder: Path, number: int, *names: str, count: int = 2) -> str:
    """The journal of a shard."""
    path, run = folder / f"{number}.jsonl", f"r{number}"
    write(path, "run", run=run, choice=Choice(shard=(number, count)), total=len(names))
    for name in names:
        write(path, "ended", run=run, name=name, outcome="changed")
    write(path, "finished", run=run)
    return path.name


def test_journals_of_shards_are_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where all shards are there, 3 where one is missing."""
    first, second = shard(folder, 1, NAME), shard(folder, 2)

    assert 0 == main(["rollout", "status", "--journal", first, second])
    assert "1 repository in the journal: 1 changed" in capsys.readouterr().out
    assert 3 == main(["rollout", "status", "--journal", first])
    assert "not seen: shard 2/2" in capsys.readouterr().out


def test_a_journal_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is named and cannot be read is an error, not an empty journal."""
    assert 2 == main(["rollout", "status", "--journal", shard(folder, 1, NAME), "none.jsonl"])
    assert "none.jsonl" in capsys.readouterr().err


def test_who_was_never_run_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fleet is read, and nobody is asked for it."""
    journal = shard(folder, 1, "github:octo-org/old", count=1)

    assert 3 == main(["rollout", "status", "--journal", journal])
    told = capsys.readouterr().out
    assert f"never run: {NAME}" in told
    assert "no longer in the fleet (what was made stays): github:octo-org/old" in told


def test_a_fleet_with_queries_is_not_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whom they name is said to be unknown, and nobody to have left."""
    (folder / "fleet.yaml").write_text(f"{FLEET}  - query: {{organization: octo-org}}\n")

    assert 0 == main(["rollout", "status", "--journal", shard(folder, 1, NAME, "x", count=1)])
    told = capsys.readouterr().out
    assert "not asked:" in told
    assert "no longer" not in told


def test_a_broken_fleet_is_not_seen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who was never run is not known then."""
    (folder / "fleet.yaml").write_text("projects: [\n")

    assert 3 == main(["rollout", "status", "--journal", shard(folder, 1, NAME, count=1)])
    assert "not seen: who is in fleet.yaml" in capsys.readouterr().out


def test_document_fits_its_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its runs, with and without a line."""
    main(["schema", "rollout"])
    schema = json.loads(capsys.readouterr().out)

    for words in ([], ["--journal", shard(folder, 1, "x")]):
        main(["rollout", "status", "--format", "json", *words])
        document = json.loads(capsys.readouterr().out)
        jsonschema.validate(document, schema)
        assert [NAME] == document["never_run"]
    assert [[1, 2]] == [one["choice"]["shard"] for one in document["runs"]]
    assert "shard 2/2" == document["unknown"][0]["what"]


def test_a_page_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To the file that was named, with the exit code of any status; else to standard output."""
    words = ["rollout", "status", "--format", "html", "--journal", shard(folder, 1, NAME, count=1)]

    assert 0 == main([*words, "--out", "page.html"])
    assert ("", "") == tuple(capsys.readouterr())
    assert 0 == main(words)
    assert NAME in capsys.readouterr().out
    assert NAME in (folder / "page.html").read_text("utf-8")
    assert 2 == main([*words, "--out", "none/page.html"])
    assert "cannot be written" in capsys.readouterr().err
