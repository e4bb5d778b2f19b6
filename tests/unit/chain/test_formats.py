"""One repository with several breaks in all formats: golden files, and SARIF by its schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from trustpub.cli import main
from trustpub.model import Problem, Unknown
from trustpub.render.annotations import annotations
from trustpub.render.sarif import sarif

from .repos import CONFIG, HASH, HUB, WORKFLOW, changed
from .schema import sarif_schema

GOLDEN = Path(__file__).parent / "golden"
FORMS = ("text", "json", "sarif", "github")
BROKEN = {
    **changed(
        HUB,
        ("workflow: release.yml}", "workflow: release.yml, plan: freee}"),
        ("plan: freee", "plan: free"),
        (f"publish@{HASH}", "publish@release/v1"),
        (
            "    environment: pypi\n    permissions",
            "    environment: {name: Release}\n    permissions",
        ),
        (", id-token: write", ""),
        ('tags: ["v*"]', 'tags: ["*"]'),
        ('pattern: "v*"', 'pattern: "v*"\n    forge: github'),
    ),
    ".github/workflows/docs.yml": "on: push\n"
    "jobs: {docs: {uses: o/r/.github/workflows/d.yml@v1, secrets: inherit}}",
    ".github/workflows/bad, name: 100%.yml": "on: push\n\tjobs: {}\n",
}


def write(folder: Path, texts: dict[str, str]) -> Path:
    """A repository on disk."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The broken repository, as a user names it."""
    write(tmp_path / "repo", BROKEN)
    monkeypatch.chdir(tmp_path)
    return "repo"


@pytest.mark.parametrize("form", FORMS)
def test_output_is_golden(
    repo: str, form: str, capsys: pytest.CaptureFixture[str], bless: bool
) -> None:
    """Each format says the same of a repository with several breaks."""
    code = main(["check", "--repo", repo, "--format", form])
    golden, got = GOLDEN / f"check.{form}", capsys.readouterr().out

    if bless:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(got, "utf-8")
    assert golden.read_text("utf-8") == got
    assert 1 == code


def test_sarif_is_valid(repo: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The published SARIF 2.1.0 schema accepts the log, with and without findings."""
    schema = sarif_schema()
    check = jsonschema.validators.validator_for(schema)(schema)
    for words in (["--repo", repo], [f"{repo}/{CONFIG}"], ["none.yaml"]):
        main(["check", *words, "--format", "sarif"])

        log = json.loads(capsys.readouterr().out)

        assert [] == [error.message for error in check.iter_errors(log)]


def test_schema_has_teeth() -> None:
    """The schema refuses a log with a level that there is not."""
    log = json.loads(sarif([Problem(id="x", found="f", fix="x")], [], "1", {}))
    log["runs"][0]["results"][0]["level"] = "fatal"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, sarif_schema())


def test_fingerprints_are_stable(repo: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A result keeps its fingerprint when lines move, and no two results share one."""
    marks = []
    for comment in ("", "# a line more\n"):
        file = Path(repo) / WORKFLOW
        file.write_text(comment + file.read_text("utf-8"), "utf-8")
        main(["check", "--repo", repo, "--format", "sarif"])
        results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        marks.append([one["partialFingerprints"]["trustpub/v1"] for one in results])

    assert marks[0] == marks[1]
    assert len(set(marks[0])) == len(marks[0])


@pytest.mark.parametrize(
    ("file", "found", "expected"),
    [
        ("a.yml", "f", "::error file=a.yml,line=1,col=2,title=x::jobs.a: f; do"),
        ("a:b,c%.yml", "f", "::error file=a%3Ab%2Cc%25.yml,line=1,col=2,title=x::jobs.a: f; do"),
        ("a.yml", "1%\r\n::error::", "::error file=a.yml,line=1,col=2,title=x::jobs.a: 1%25%0D%0A"),
        ("a\nb", "f", "::error file=a%0Ab,line=1,col=2,title=x::jobs.a: f; do"),
        ("a.yml", "a:b,c", "::error file=a.yml,line=1,col=2,title=x::jobs.a: a:b,c; do"),
    ],
)
def test_workflow_commands_are_escaped(file: str, found: str, expected: str) -> None:
    """Nothing of a file's name or text ends a property or a command early."""
    problem = Problem(id="x", file=file, line=1, column=2, field="jobs.a", found=found, fix="do")

    (line,) = annotations([problem])

    assert line.startswith(expected)
    assert "\n" not in line


def test_unknown_is_a_notice() -> None:
    """What could not be seen is a notice without a place."""
    assert ["::notice title=not seen::w%0A: y"] == list(
        annotations([], [Unknown(what="w\n", why="y")])
    )


def test_paths_of_machines_begin_at_the_root(repo: str, capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF and annotations name files from the repository's root, wherever the command runs."""
    main(["check", "--repo", repo, "--format", "sarif"])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]

    places = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in results]
    uris = {place["uri"] for place in places}
    assert {WORKFLOW, ".github/workflows/bad%2C%20name%3A%20100%25.yml"} == uris
    assert {"REPOSITORY"} == {place["uriBaseId"] for place in places}
