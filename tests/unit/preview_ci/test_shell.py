"""The shell lines of the files, run by bash with a `trustpub` that writes down what it is told."""

import os
from pathlib import Path

import pytest

from ..fleet_ci.shell import Shell
from .made import PLAIN, pipeline, step

CHECK, COMMENT = "Preview the change", "Preview, and keep the comment"
BASE, HEAD = "b" * 40, "a" * 40
NASTY = "$(touch bad) `touch bad`; touch bad.yaml"
FAKE = """#!/bin/sh
printf '%s\\n' "$@" >> "$CALLS"
echo -- >> "$CALLS"
echo "told to $*"
case "$*" in *--fail-on*) exit "$CODE" ;; *) exit "$OTHER" ;; esac
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty folder."""
    found = Shell(tmp_path)
    (tmp_path / "bin/trustpub").write_text(FAKE)
    return found


def told(shell: Shell) -> list[list[str]]:
    """The words of each call."""
    return shell.told()


@pytest.mark.parametrize("code", ["0", "1", "2", "3"])
def test_the_check_ends_as_the_preview_does(shell: Shell, code: str) -> None:
    """Whatever else is written, and it is shown and kept however it ended."""
    script, env = step("preview", CHECK)
    summary = shell.folder / "summary"
    commits = {"PREVIEW_BASE": BASE, "PREVIEW_HEAD": HEAD, "GITHUB_STEP_SUMMARY": str(summary)}

    done = shell.run(script, **env, **commits, CODE=code, OTHER="2")

    assert int(code) == done.returncode
    first, second = told(shell)
    change = ["preview", "release.yaml", "--base", BASE, "--head", HEAD]
    assert [*change, "--format", "json"] == first
    assert [*change, "--format", "markdown", "--fail-on", "risk"] == second
    assert "told to preview release.yaml" in summary.read_text()
    kept = {path.name for path in (shell.folder / "trustpub-preview").iterdir()}
    assert {"preview.json", "preview.md"} == kept


@pytest.mark.parametrize("name", ["PREVIEW_BASE", "PREVIEW_HEAD"])
def test_without_a_commit_nothing_is_previewed(shell: Shell, name: str) -> None:
    """Another one that happens to be there is never taken in its place."""
    script, env = step("preview", CHECK)

    done = shell.run(script, **{**env, "PREVIEW_BASE": BASE, "PREVIEW_HEAD": HEAD, name: ""})

    assert (False, []) == (done.returncode == 0, told(shell))
    assert name in done.stderr


def test_names_are_words_and_no_commands(shell: Shell) -> None:
    """Nothing in a file's name is run."""
    script, env = step("preview", CHECK, PLAIN._replace(file=NASTY))
    told_script, told_env = step("comment", COMMENT, PLAIN._replace(file=NASTY))
    more = {"PREVIEW_BASE": BASE, "PREVIEW_HEAD": HEAD, "GITHUB_STEP_SUMMARY": os.devnull}

    shell.run(script, **env, **more, CODE="0", OTHER="0")
    shell.run(told_script, **told_env, PREVIEW_REQUEST="event", CODE="0", OTHER="0")

    assert [NASTY] * 3 == [words[1] for words in told(shell)]
    assert not (shell.folder / "bad").exists()


@pytest.mark.parametrize("request_", ["event", "open"])
@pytest.mark.parametrize("code", ["0", "3"])
def test_the_comment_is_by_one_command(shell: Shell, request_: str, code: str) -> None:
    """Which asks the forge for everything, and whose exit code is the job's."""
    script, env = step("comment", COMMENT)

    done = shell.run(script, **env, PREVIEW_REQUEST=request_, CODE="9", OTHER=code)

    words = ["--request", request_, "--fetch", "--post", "--out", "trustpub-preview"]
    assert [["preview", "release.yaml", *words]] == told(shell)
    assert int(code) == done.returncode


@pytest.mark.parametrize(
    ("variables", "head"),
    [({}, HEAD), ({"CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "c" * 40}, "c" * 40)],
)
def test_a_merge_request_is_previewed(shell: Shell, variables: dict[str, str], head: str) -> None:
    """Its own commit, and not the one that merged results make of it."""
    job = pipeline()["trustpub-preview"]
    env = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": BASE, "CI_COMMIT_SHA": HEAD, **variables}

    done = shell.run("\n".join(job["script"]), **job["variables"], **env, CODE="1", OTHER="0")

    assert 1 == done.returncode
    assert [["--base", BASE, "--head", head]] * 3 == [words[2:6] for words in told(shell)]
    assert "--format text" in done.stdout


@pytest.mark.parametrize(
    ("payload", "calls"),
    [
        ('{"object_kind":"merge_request","object_attributes":{"iid":1}}', 1),
        ('{"object_kind": "merge_request"}', 1),
        ('{"ref":"main","variables":{"DEPLOY":"yes"}}', 0),
        ('{"object_kind":"push"}', 0),
    ],
)
def test_another_trigger_is_let_pass(shell: Shell, payload: str, calls: int) -> None:
    """What starts other jobs of the project does not fail by this one."""
    job, file = pipeline()["trustpub-preview-comment"], shell.folder / "payload"
    file.write_text(payload)
    env = {**job["variables"], "PREVIEW_REQUEST": "event", "CODE": "0", "OTHER": "0"}

    done = shell.run("\n".join(job["script"]), **env, TRIGGER_PAYLOAD=str(file))

    assert (0, calls) == (done.returncode, len(told(shell)))
    assert calls or "is about no merge request" in done.stdout


def test_without_a_token_nothing_is_begun(shell: Shell) -> None:
    """The job says which variable is missing."""
    job = pipeline()["trustpub-preview-comment"]
    script = "\n".join(job["script"])
    env = {**job["variables"], "PREVIEW_REQUEST": "event", "CODE": "0", "OTHER": "0"}

    without = shell.run(script, **{**env, "GITLAB_TOKEN": ""})
    done = shell.run(script, **env)

    assert (2, 0) == (without.returncode, done.returncode)
    assert "GITLAB_TOKEN is empty" in without.stderr
    assert ["preview", "release.yaml", "--request", "event"] == told(shell)[0][:4]
