"""`trustpub fleet check|list|show`: exit codes, formats, and what goes where."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from trustpub.checking import check
from trustpub.cli import main
from trustpub.documents import DOCUMENTS
from trustpub.fleet.reading import read_fleet

from .made import APP, DEFAULTS, LIB, RELEASE, written

GOOD = DEFAULTS + "projects:\n" + LIB
QUERY = "  - {query: {organization: octo-org}}\n"
ITEM = "  - {project: x, github: {repository: octo-org/x, plan: gold}}\n"
CODES = {
    "good": (GOOD, 0),
    "an error": (GOOD + ITEM, 1),
    "a warning": (GOOD + "profiles: {a: {}}\n", 1),
    "a query": (GOOD + QUERY, 3),
    "a query and an error": (GOOD + QUERY + ITEM, 1),
    "no mapping": ("- a\n", 2),
    "no YAML": ("a: [\n", 2),
    "one project": (RELEASE, 2),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command runs; without tokens."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_TOKEN", "GITLAB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
@pytest.mark.parametrize("name", CODES)
def test_check(folder: Path, capsys: pytest.CaptureFixture[str], name: str, form: str) -> None:
    """0 clean, 1 errors or warnings, 2 no fleet, 3 a query was not asked; in every format."""
    text, expected = CODES[name]
    written(folder, {"fleet.yaml": text})

    assert expected == main(["fleet", "check", "--format", form])
    printed = capsys.readouterr()
    assert "" == printed.err
    if form in ("json", "sarif"):
        json.loads(printed.out)
    if form != "github":
        assert printed.out
    if "query" in name:
        assert "organization octo-org" in printed.out


def test_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last line adds up."""
    written(folder, {"fleet.yaml": GOOD + APP + ITEM})
    main(["fleet", "check"])

    assert "fleet.yaml: 1 error; 2 projects, 1 left out" == capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize("step", ["check", "list"])
@pytest.mark.parametrize("name", CODES)
def test_document(folder: Path, capsys: pytest.CaptureFixture[str], name: str, step: str) -> None:
    """One JSON document, which fits its schema."""
    written(folder, {"fleet.yaml": CODES[name][0]})
    code = main(["fleet", step, "--format", "json"])
    document = json.loads(capsys.readouterr().out)

    assert CODES[name][1] == code
    schema: Any = DOCUMENTS["projects"].model_json_schema(by_alias=True, mode="serialization")
    jsonschema.validate(document, schema)
    assert ("fleet.yaml", "trustpub.projects") == (document["file"], document["schema"]["name"])


def test_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a project, sorted; what is left out is there, and why is on standard error."""
    written(folder, {"fleet.yaml": GOOD + APP + ITEM})

    assert 1 == main(["fleet", "list"])
    printed = capsys.readouterr()
    assert [
        ["github:octo-org/app", "github", "pypi", "fleet.yaml:11"],
        ["github:octo-org/reader", "github", "pypi", "fleet.yaml:10"],
        ["github:octo-org/x", "-", "left", "out", "fleet.yaml:12"],
    ] == [line.split() for line in printed.out.splitlines()]
    assert "error fleet.yaml:12:51 projects[2].github.plan: 'gold'" in printed.err


def test_show(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole config, as `check` takes it."""
    written(folder, {"fleet.yaml": GOOD})

    assert 0 == main(["fleet", "show", "fleet.yaml", "GitHub:Octo-Org/reader"])
    shown = capsys.readouterr().out
    assert check(RELEASE, "f").config == check(shown, "f").config


def test_origin(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same config, each value with its layer, file and line."""
    written(folder, {"fleet.yaml": GOOD})

    assert 0 == main(["fleet", "show", "github:octo-org/reader", "--origin"])
    shown = capsys.readouterr().out
    lines = {" ".join(line.split()) for line in shown.splitlines()}
    assert "repository: octo-org/reader # project, fleet.yaml:10" in lines
    assert "workflow: release.yml # defaults, fleet.yaml:8" in lines
    assert '- pattern: "v*" # defaults, fleet.yaml:6' in lines
    assert check(RELEASE, "f").config == check(shown, "f").config


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("github:octo-org/read", "did you mean github:octo-org/reader?"),
        ("zzz", "`trustpub fleet list` tells all names"),
        ("github:octo-org/x", "github:octo-org/x has errors"),
    ],
)
def test_nothing_to_show(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, found: str
) -> None:
    """A name that is not there, and one that is left out."""
    written(folder, {"fleet.yaml": GOOD + ITEM})

    assert 2 == main(["fleet", "show", name])
    printed = capsys.readouterr()
    assert "" == printed.out
    assert found in printed.err


def test_online_without_a_token(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A forge that cannot be asked leaves the query unknown."""
    written(folder, {"fleet.yaml": GOOD + QUERY})

    assert 3 == main(["fleet", "check", "--online"])
    assert "not seen: organization octo-org: GITHUB_TOKEN is not set" in capsys.readouterr().out


def test_many_projects(folder: Path) -> None:
    """The check of a thousand projects is the work of moments; none is lost."""
    items = "".join(
        f"  - {{project: lib-{n}, github: {{repository: octo-org/lib-{n}}}}}\n" for n in range(1000)
    )
    written(folder, {"fleet.yaml": DEFAULTS + "projects:\n" + items})

    assert 1000 == len({one.name for one in read_fleet("fleet.yaml").entries})
