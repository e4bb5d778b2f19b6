"""`trustpub preview`: its exit codes, its formats, and that it sends nothing."""

import json
import socket
from pathlib import Path

import jsonschema
import pytest

from trustpub.cli import main
from trustpub.documents import DOCUMENTS
from trustpub.preview.markdown import MARK

from .repositories import LOOSER, RELEASE, Repository

WORD = "accept:\n  - {risk: preview-admin-bypass, reason: agreed, until: 2026-12-31}\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A checkout without a network."""
    made = Repository(tmp_path / "it")
    made.commit({"release.yaml": RELEASE})
    monkeypatch.chdir(made.root)

    def connected(*_: object) -> None:
        raise AssertionError("nobody is asked")

    monkeypatch.setattr(socket.socket, "connect", connected)
    return made


def run(*words: str) -> int:
    """The exit code."""
    return main(["preview", "--base", "main", "--today", "2026-11-22", *words])


@pytest.mark.parametrize(
    ("text", "code", "failing"),
    [
        (RELEASE, 0, 0),
        (RELEASE.replace("[octocat]", "[octocat, hubot]"), 0, 1),
        (LOOSER, 0, 1),
        (LOOSER + WORD, 0, 0),
        (LOOSER + WORD.replace("2026-12-31", "2026-11-21"), 0, 1),
        (LOOSER + WORD.replace("bypass,", "bypass, where: environment pypi,"), 0, 0),
        (LOOSER + WORD.replace("bypass,", "bypass, where: environment,"), 0, 1),
        (RELEASE + "more: 1\n", 2, 2),
        ("", 2, 2),
    ],
)
def test_exit_codes(repository: Repository, text: str, code: int, failing: int) -> None:
    """0 previewed, 1 a risk that nobody accepted, 2 not to be read."""
    repository.write({"release.yaml": text})

    assert code == run()
    assert failing == run("--fail-on", "risk")


def test_file_that_goes(repository: Repository) -> None:
    """A config that is taken away is a risk."""
    (repository.root / "release.yaml").unlink()

    assert 0 == run()
    assert 1 == run("--fail-on", "risk")


def test_query_that_changes(repository: Repository) -> None:
    """What cannot be seen is never fine."""
    query = "  - query: {organization: octo-org}\n"
    repository.commit({"fleet.yaml": f"projects:\n  - release.yaml\n{query}"})
    assert 0 == run("fleet.yaml", "--fail-on", "risk")

    repository.write({"fleet.yaml": f"defaults: {{github: {{plan: team}}}}\nprojects:\n{query}"})
    assert 3 == run("fleet.yaml")
    assert 1 == run("fleet.yaml", "--fail-on", "risk"), "a project went, too"


def test_json(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """One document, which fits its schema."""
    repository.write({"release.yaml": LOOSER + WORD})
    assert 0 == run("--format", "json")
    document = json.loads(capsys.readouterr().out)
    schema = DOCUMENTS["preview"].model_json_schema(by_alias=True, mode="serialization")
    jsonschema.Draft202012Validator(schema).validate(document)
    risk = document["preview"]["projects"][0]["risks"][0]

    assert {"name": "trustpub.preview", "version": 1} == document["schema"]
    assert ("preview-admin-bypass", "agreed") == (risk["id"], risk["word"]["reason"])

    (repository.root / ".git" / "HEAD").write_text("ref: refs/heads/none\n")
    assert 2 == run("--format", "json")
    document = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema).validate(document)
    assert document["preview"] is None
    assert "HEAD" in document["failure"]


def test_markdown_of_a_failure(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A failure is seen where the preview would be."""
    assert 2 == main(["preview", "--base", "no-such-branch", "--format", "markdown"])
    told = capsys.readouterr()

    assert told.out.startswith(f"{MARK}\n### Release trust: the preview failed")
    assert "no-such-branch" in told.err


def test_text_says_what_counts(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """The first line says whether there is a risk."""
    repository.write({"release.yaml": LOOSER})
    run()

    what = "administrators may skip every gate of the environment"
    assert (
        f"release.yaml: 1 risk that nobody accepted: {what}"
        == capsys.readouterr().out.splitlines()[0]
    )


def test_nothing_is_written(repository: Repository) -> None:
    """Not a file is made or changed."""
    repository.write({"release.yaml": LOOSER})
    before = {p: p.stat().st_mtime_ns for p in repository.root.rglob("*") if p.is_file()}
    run("--head", "HEAD")
    run()

    assert before == {p: p.stat().st_mtime_ns for p in repository.root.rglob("*") if p.is_file()}
