"""check, plan and schema: exit codes, one JSON document, what goes where."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from trustpub.cli import main
from trustpub.documents import DOCUMENTS

CLONE = Path(__file__).parents[3]
CASES = CLONE / "tests" / "cases"
GOOD = str(CASES / "example-github" / "release.yaml")
NOTED = str(CASES / "gitlab-free-tier" / "release.yaml")
WARNED = str(CASES / "github-administrators-bypass" / "release.yaml")
BAD = str(CASES / "bad-tag-overlap" / "release.yaml")
SHAPELESS = str(CASES / "bad-shape-types" / "release.yaml")
BROKEN = str(CASES / "bad-yaml-tab" / "release.yaml")
MISSING = str(CASES / "nothing" / "release.yaml")
CODES = {
    # file: (check, plan)
    GOOD: (0, 0),
    NOTED: (0, 0),
    WARNED: (1, 0),
    BAD: (1, 2),
    SHAPELESS: (2, 2),
    BROKEN: (2, 2),
    MISSING: (2, 2),
    str(CASES): (2, 2),
}


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "trustpub", *words],
        cwd=CLONE,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("file", CODES, ids=lambda file: Path(file).parent.name)
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("command", ["check", "plan"])
def test_exit_code(capsys: pytest.CaptureFixture[str], file: str, form: str, command: str) -> None:
    """0 clean, 1 problems, 2 no config to go on with; the same in every format."""
    code = main([command, file, "--format", form])

    assert CODES[file][command == "plan"] == code
    printed = capsys.readouterr()
    assert printed.out
    assert "" == printed.err


@pytest.mark.parametrize("file", CODES, ids=lambda file: Path(file).parent.name)
@pytest.mark.parametrize("command", ["check", "plan"])
def test_json_is_printed(capsys: pytest.CaptureFixture[str], file: str, command: str) -> None:
    """`--format json` prints exactly one document, which fits its published schema."""
    main([command, file, "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    main(["schema", command])
    schema = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert {"name": f"trustpub.{command}", "version": 1} == document["schema"]
    assert "schema" == next(iter(document))
    assert file == document["file"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_has_what_all_have(name: str) -> None:
    """Every document has `schema`, `problems` and `unknown`, and no field beside its own."""
    schema: Any = DOCUMENTS[name].model_json_schema(by_alias=True, mode="serialization")

    assert {"schema", "problems", "unknown"} <= set(schema["properties"])
    assert set(schema["required"]) == set(schema["properties"])
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("file", "found"),
    [
        (MISSING, "there is no such file; name one, or run `trustpub init`"),
        (str(CASES), "cannot be read: Is a directory"),
    ],
)
def test_file_cannot_be_read(capsys: pytest.CaptureFixture[str], file: str, found: str) -> None:
    """A missing file and a directory are problems like any other."""
    main(["check", file])

    assert f"error {file}: {found}" in capsys.readouterr().out


def test_file_may_not_be_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a name the config is release.yaml, here."""
    (tmp_path / "release.yaml").write_bytes(Path(GOOD).read_bytes())
    monkeypatch.chdir(tmp_path)

    assert 0 == main(["check"])
    assert "release.yaml: no problems\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [(), ("chek",), ("check", "--format", "xml"), ("schema", "x"), ("check", "a", "b")]
)
def test_usage_is_bad(words: tuple[str, ...]) -> None:
    """Bad usage is told on standard error, with exit code 2."""
    done = run(*words)

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("usage: trustpub")


@pytest.mark.parametrize("command", ["check", "plan", "schema"])
def test_reader_goes_away(command: str) -> None:
    """`trustpub plan | head` ends without a word about the broken pipe."""
    read, write = os.pipe()
    os.close(read)
    words = [sys.executable, "-m", "trustpub", command] + ([GOOD] if command != "schema" else [])
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run(words, stdout=pipe, stderr=subprocess.PIPE, cwd=CLONE, check=False)

    assert (0, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("does", "wanted"),
    [("say('x' * 100_000) or 1", 1), ("say(['x' * 100_000] * 3) or 0", 0), ("gone()", 3)],
)
def test_reader_goes_away_and_the_verdict_stays(does: str, wanted: int) -> None:
    """What a command came to is told by its exit code; one that broke off is not well."""
    program = (
        "import sys, trustpub.cli.schema as schema\n"
        "from trustpub.cli import main\n"
        "from trustpub.cli.files import say\n"
        "def gone(): raise BrokenPipeError\n"
        f"schema.run = lambda args: {does}\n"
        "sys.exit(main(['schema']))\n"
    )
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        words = [sys.executable, "-c", program]
        done = subprocess.run(words, stdout=pipe, stderr=subprocess.PIPE, cwd=CLONE, check=False)

    assert (wanted, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize("form", ["text", "json"])
def test_terminal_lacks_a_character(tmp_path: Path, form: str) -> None:
    """Where standard output is not UTF-8 the answer has escapes, and JSON stays JSON."""
    file = tmp_path / "rélease.yaml"
    file.write_text("project: ☃\n", "utf-8")

    done = run("check", str(file), "--format", form, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (2, "") == (done.returncode, done.stderr)
    assert form == "text" or json.loads(done.stdout)["file"] == str(file)


def test_version_is_printed() -> None:
    """`trustpub --version` says name and version."""
    from trustpub import __version__

    assert f"trustpub {__version__}\n" == run("--version").stdout


def test_addresses_come_from_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan's links lead to the index that the environment names."""
    monkeypatch.setenv("TRUSTPUB_PYPI_URL", "https://pypi.example/")

    main(["plan", GOOD])

    assert "new project (type the values): https://pypi.example/manage/" in capsys.readouterr().out
