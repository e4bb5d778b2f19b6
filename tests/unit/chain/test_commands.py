"""`check --repo` and `workflows`: exit codes, folders that mean harm, and one JSON document."""

import json
import os
from pathlib import Path

import pytest

from trustpub.cli import main
from trustpub.documents import CheckDocument, WorkflowsDocument
from trustpub.workflows.folder import Folder
from trustpub.workflows.listing import read_repository

from .repos import ACTION, CONFIG, HUB, LAB, PIPELINE, WORKFLOW, changed
from .test_formats import write

REMOTE = (
    "on: push\npermissions: {id-token: write}\njobs:\n  docs:\n"
    "    uses: o/r/.github/workflows/docs.yml@v1\n"
)
HIDDEN = changed(HUB, (ACTION, "      - uses: someone/things@v1\n"))
CASES = {
    # repository -> exit code of check, of workflows
    "clean": (HUB, 0, 0),
    "clean-gitlab": (LAB, 0, 0),
    "note-only": (changed(HUB, ("on:\n", "on:\n  workflow_dispatch:\n")), 0, 0),
    "broken": (changed(HUB, (", id-token: write", "")), 1, 0),
    "upload-never-runs": (
        changed(HUB, ("    needs: build\n", "    needs: build\n    if: false\n")),
        1,
        0,
    ),
    "no-config": ({WORKFLOW: HUB[WORKFLOW]}, 2, 0),
    "bad-config": ({**HUB, CONFIG: "project: [\n"}, 2, 0),
    "nothing": ({}, 2, 0),
    "unrelated-unknown": ({**HUB, ".github/workflows/docs.yml": REMOTE}, 0, 3),
    "upload-behind-an-action": (HIDDEN, 3, 0),
    "upload-behind-a-workflow": ({CONFIG: HUB[CONFIG], WORKFLOW: REMOTE}, 3, 3),
    "upload-behind-an-include": (
        {**LAB, PIPELINE: "include: [{remote: 'https://example.org/ci.yml'}]\n"},
        3,
        3,
    ),
    "unknown-environment": (
        changed(
            HUB,
            ("environment: pypi\n    permissions", "environment: ${{ vars.TO }}\n    permissions"),
        ),
        3,
        0,
    ),
    "another-file-is-broken": ({**HUB, ".github/workflows/x.yml": "a: [\n"}, 1, 1),
}


@pytest.mark.parametrize("name", CASES)
def test_exit_codes(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stayed unknown counts where the upload of a declared publisher could be behind it."""
    texts, checked, listed = CASES[name]
    folder = str(write(tmp_path, texts))

    assert checked == main(["check", "--repo", folder]), capsys.readouterr().out
    assert listed == main(["workflows", folder]), capsys.readouterr().out


@pytest.mark.parametrize("name", CASES)
def test_json_is_one_document(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both commands print one document of their schema, and nothing else."""
    folder = str(write(tmp_path, CASES[name][0]))
    for words, model in (
        (["check", "--repo", folder], CheckDocument),
        (["workflows", folder], WorkflowsDocument),
    ):
        main([*words, "--format", "json"])
        out, err = capsys.readouterr()

        model.model_validate(json.loads(out))
        assert "" == err


def test_rules_without_config_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no config can be read, what needs none is judged all the same."""
    texts = changed(HUB, ("permissions: {}", "permissions: {id-token: write}"))
    folder = write(tmp_path, {WORKFLOW: texts[WORKFLOW]})

    assert 2 == main(["check", "--repo", str(folder)])
    out = capsys.readouterr().out
    assert "[config-syntax]" in out
    assert "[workflow-id-token-for-all]" in out


@pytest.mark.parametrize("command", [["workflows"], ["check", "--repo"]])
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_folder(command: list[str], form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is none is told in the format that was asked for."""
    assert 2 == main([*command, "no-such-folder", "--format", form])
    out = capsys.readouterr().out
    assert "workflow-folder" in out
    assert form == "text" or json.loads(out)["problems"]


def test_config_beside_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FILE may stand anywhere; without it, it is that of DIR."""
    write(tmp_path / "repo", {WORKFLOW: HUB[WORKFLOW]})
    write(tmp_path / "config", {CONFIG: HUB[CONFIG]})
    monkeypatch.chdir(tmp_path)

    assert 0 == main(["check", "config/release.yaml", "--repo", "repo"])
    assert 2 == main(["check", "--repo", "repo"])


HOSTILE: dict[str, bytes] = {
    "binary": bytes(range(256)) * 9,
    "utf-16": HUB[WORKFLOW].encode("utf-16"),
    "tab": b"on: push\n\tjobs: {}\n",
    "field-twice": b"on: push\non: push\njobs: {}\n",
    "bomb": b"a: &a [x, x, x, x, x, x, x, x]\n"
    + b"".join(
        b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (n, n, *[n - 1] * 7)
        for n in range(98, 110)
    ),
    "deep": b"[" * 5000,
    "large": b"# " + b"x" * 2_000_000,
    "empty": b"",
    "list": b"- a\n- b\n",
    "number": b"1",
    "odd-shapes": b"on: [1, {a: b}]\njobs: {a: 1, b: [], c: {steps: 7}, d: {steps: [{uses: 3}]}}\n",
    "circle": b"a: &a\n  b: *a\n",
    "null-byte": b"on: push\x00\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a file holds, the answer is sentences."""
    for path in (WORKFLOW, PIPELINE):
        write(tmp_path, {path: ""})
        (tmp_path / path).write_bytes(HOSTILE[name])
    both = HUB[CONFIG].replace("publishers:", "gitlab: {repository: g/p}\npublishers:")
    write(tmp_path, {CONFIG: both})

    for form in ("text", "json", "sarif", "github"):
        assert main(["check", "--repo", str(tmp_path), "--format", form]) in (1, 3)
    assert main(["workflows", str(tmp_path)]) in (0, 1, 3)
    assert "Traceback" not in capsys.readouterr().err


def test_odd_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder called like a workflow, links to nowhere, in circles and out of the repository."""
    outside = write(tmp_path / "outside", {"secret.yml": HUB[WORKFLOW]})
    folder = write(tmp_path / "repo", {CONFIG: HUB[CONFIG]})
    workflows = folder / ".github" / "workflows"
    (workflows / "release.yml").mkdir(parents=True)
    (workflows / "broken.yml").symlink_to("nowhere.yml")
    (workflows / "round.yml").symlink_to("round.yml")
    (workflows / "out.yml").symlink_to(outside / "secret.yml")
    os.mkfifo(workflows / "pipe.yml")

    assert 1 == main(["check", "--repo", str(folder)])
    assert "[workflow-missing]" in capsys.readouterr().out
    assert 0 == main(["workflows", str(folder)])


def test_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without the permission to read it is a problem with its name."""
    folder = write(tmp_path, HUB)

    def refuse(self: Folder, path: str) -> bytes | None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Folder, "read", refuse)
    reading = read_repository(Folder(folder))

    assert {"workflow-unreadable"} == {problem.id for problem in reading.problems}
    assert WORKFLOW in {problem.file for problem in reading.problems}


def test_text_of_an_upload(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A paragraph says where the upload is and what is known of it."""
    main(["workflows", str(write(tmp_path, HUB))])

    out = capsys.readouterr().out
    assert f"{WORKFLOW}:20 publish -> pypi" in out
    assert "started by:  tags" in out
    assert "ID token:    yes, by the job's own permissions" in out
