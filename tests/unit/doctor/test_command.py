"""`trustpub doctor`: exit codes, one document, and never a token in what it prints."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.unit.doctor.job_logs import ACTION, fill
from tests.unit.doctor.tokens import GITHUB, NOW, OWNER_ID, token
from trustpub.cli import main
from trustpub.doctor.redact import holds_token, redact
from trustpub.documents import DOCUMENTS

CONFIG = """\
project: p
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers: [{index: pypi, environment: pypi}]
tags: [{pattern: "v*", created_by: {roles: [admin]}}]
"""
PYPI_TOKEN = "pypi-AgEIcHlwaS5vcmcCJDk1ZDg1NTBZkWWuUHNahSjQZtmeoQYjMvmHe1WY"
TOKENS = [
    PYPI_TOKEN,
    "ghp_" + "a1B2" * 9,
    "ghs_" + "a1B2" * 9,
    "github_pat_" + "a1B2" * 9,
    "glpat-" + "a1B2" * 5,
    "glcbt-64_" + "a1B2" * 5,
    token(GITHUB),
]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in a folder with a config; standard input is what is given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.time", lambda: float(NOW))
    Path("release.yaml").write_text(CONFIG, "utf-8")

    def command(*words: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            code = main(["doctor", *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *capsys.readouterr()

    return command


def test_nothing_is_wrong(run: Run) -> None:
    """0, and what to do if PyPI refuses it all the same."""
    code, out, err = run("--token", "-", "--owner-id", OWNER_ID, stdin=token(GITHUB))

    assert (0, "") == (code, err)
    assert "0 findings, 0 unknown" in out


def test_something_is_wrong(run: Run) -> None:
    """1, the claim, both values, the places, the page."""
    Path("claims.json").write_text(json.dumps({**GITHUB, "environment": "release"}), "utf-8")

    code, out, _ = run("--claims", "claims.json")

    assert 1 == code
    assert (
        "error claim environment: the job runs in environment release, the config declares" in out
    )
    assert "fix (workflow, else pypi-form, config, forge): write `environment: pypi`" in out
    assert "link: https://pypi.org/manage/project/p/settings/publishing/?provider=github" in out


def test_it_cannot_be_told(run: Run) -> None:
    """3 and what stayed unknown."""
    code, out, _ = run("--log", "-", stdin="nothing known")

    assert 3 == code
    assert "unknown claims: the log shows none" in out


def test_log_is_a_file(run: Run) -> None:
    """Whatever bytes it holds."""
    log = fill(ACTION, {**GITHUB, "environment": "release"})
    Path("job.log").write_bytes(b"\xff\xfe\x00" + log.encode())

    assert 1 == run("--log", "job.log")[0]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--claims", "missing.json"),
        ("--claims", "release.yaml"),
        ("--claims", "list.json"),
        ("--claims", "deep.json"),
        ("--log", "."),
        ("--log", "-", "--token", "-"),
        ("missing.yaml", "--log", "-"),
        ("broken.yaml", "--log", "-"),
    ],
)
def test_it_cannot_start(run: Run, words: tuple[str, ...]) -> None:
    """2: bad usage, no config, or nothing that can be read."""
    Path("list.json").write_text("[]", "utf-8")
    Path("deep.json").write_text("[" * 100_000, "utf-8")
    Path("broken.yaml").write_text("project: p\n", "utf-8")

    code, out, err = run(*words)

    assert 2 == code
    assert out or err
    assert "Traceback" not in err


@pytest.mark.parametrize("secret", [*TOKENS, "hunter2-hunter2"])
@pytest.mark.parametrize(
    "words",
    [
        ("--token", "SECRET"),
        ("--token=SECRET",),
        ("--tokne", "SECRET", "--token", "-"),
        ("--format", "SECRET", "--token", "-"),
        ("release.yaml", "SECRET", "--token", "-"),
    ],
)
def test_token_is_an_argument(run: Run, words: tuple[str, ...], secret: str) -> None:
    """It is refused and not repeated."""
    code, out, err = run(*(word.replace("SECRET", secret) for word in words))

    assert (2, "") == (code, out)
    assert err
    assert secret not in err


@pytest.mark.parametrize("secret", TOKENS)
@pytest.mark.parametrize("words", [("SECRET", "--token", "-"), ("--claims", "SECRET")])
def test_token_is_in_the_place_of_a_file(run: Run, words: tuple[str, ...], secret: str) -> None:
    """It is refused and not repeated."""
    code, out, err = run(*(word.replace("SECRET", secret) for word in words))

    assert (2, "") == (code, out)
    assert secret not in err


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("secret", TOKENS)
def test_token_is_in_the_log(run: Run, secret: str, form: str) -> None:
    """It is nowhere in the answer, which says to revoke it."""
    log = f"{secret}\n * `invalid-token`: {secret}\n" + fill(
        ACTION, {**GITHUB, "environment": secret, "repository_owner": secret}
    )

    _, out, err = run("--log", "-", "--format", form, stdin=log)

    assert secret not in out + err
    assert secret.rpartition(".")[2] not in out + err
    assert "token-in-log" in out or secret.startswith(("glcbt", "gh"))


@pytest.mark.parametrize("form", ["text", "json"])
def test_token_is_read(run: Run, form: str) -> None:
    """No part of it is in the answer."""
    secret = token({**GITHUB, "environment": "release", "aud": "testpypi"})

    _, out, err = run("--token", "-", "--format", form, stdin=secret)

    assert [] == [part for part in secret.split(".") if part in out + err]


@pytest.mark.parametrize("words", [("--token", "-"), ("--log", "-")])
def test_json_is_one_document(run: Run, words: tuple[str, ...]) -> None:
    """And it is of the published shape."""
    _, out, _ = run(*words, "--format", "json", stdin=token({**GITHUB, "environment": "x"}))
    document: dict[str, Any] = json.loads(out)

    assert {"name": "trustpub.doctor", "version": 1} == document["schema"]
    assert {"problems", "unknown", "diagnoses"} <= set(document)
    shape = DOCUMENTS["doctor"].model_json_schema(by_alias=True, mode="serialization")
    jsonschema.validate(document, shape)


def test_config_is_invalid(run: Run) -> None:
    """Its problems are in the document, and nothing is diagnosed."""
    Path("release.yaml").write_text("project: p\n", "utf-8")

    code, out, _ = run("--log", "-", "--format", "json")

    document = json.loads(out)
    assert (2, []) == (code, document["diagnoses"])
    assert document["problems"]


@pytest.mark.parametrize("secret", TOKENS)
def test_text_holds_a_token(secret: str) -> None:
    """It is cut out, and the rest stays."""
    assert "a [token] b" == redact(f"a {secret} b")


@pytest.mark.parametrize(
    "text", ["pypi-attestations", "glibc-2.17-manylinux", "pypi-production", "ghost_writer"]
)
def test_text_holds_no_token(text: str) -> None:
    """Names that begin like one are left alone."""
    assert not holds_token(text)
