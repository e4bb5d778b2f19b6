"""The shell lines of the files, run by bash with a `trustpub` that writes down what it is told."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from .made import text

FAKE = """#!/bin/sh
printf '%s\\n' "$@" >> "$CALLS"
echo -- >> "$CALLS"
exit "$(eval echo "\\$CODE_$2")"
"""
NEEDED = ("GITHUB_TOKEN", "GITLAB_TOKEN", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE")
NASTY = "github:a/* $(touch${IFS}bad) `touch\tbad` ;touch bad --yes"


class Shell:
    """A folder in which lines are run."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.calls = folder, folder / "calls"
        program = folder / "bin/trustpub"
        program.parent.mkdir()
        program.write_text(FAKE)
        program.chmod(0o755)

    def run(self, script: str, **env: str) -> "subprocess.CompletedProcess[str]":
        """As both CIs run it."""
        path = f"{self.folder}/bin{os.pathsep}{os.environ['PATH']}"
        codes = {"CODE_apply": "0", "CODE_resume": "0", "CODE_status": "0"}
        secrets = dict.fromkeys(NEEDED, "x")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={"PATH": path, "CALLS": str(self.calls), **codes, **secrets, **env},
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self) -> list[list[str]]:
        """The words of every call."""
        calls = self.calls.read_text().split("--\n") if self.calls.exists() else []
        return [call.splitlines() for call in calls[:-1]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty folder."""
    return Shell(tmp_path)


def step(name: str, job: str = "shard", **more: Any) -> tuple[str, dict[str, str]]:
    """The lines of a step of the workflow, and what of its environment is no expression."""
    steps = yaml.safe_load(text("github-actions", **more))["jobs"][job]["steps"]
    found = next(one for one in steps if one["name"] == name)
    plain = {k: str(v) for k, v in found["env"].items() if "${{" not in str(v)}
    return found["run"], {"FLEET_SHARD": "1", "FLEET_FULL": "", "FLEET_ONLY": "", **plain}


def test_inputs_are_words_and_no_commands(shell: Shell) -> None:
    """Whatever is typed into `only` is a pattern, and nothing else is run or opened."""
    script, env = step("Roll out", shards=2)

    done = shell.run(script, **{**env, "FLEET_ONLY": NASTY, "FLEET_FULL": "true"})

    assert 0 == done.returncode, done.stderr
    (words,) = shell.told()
    assert ["rollout", "apply", "release/fleet.yaml", "--yes"] == words[:4]
    assert ["--shard", "1/2", "--github-points", "450", "--full"] == words[4:9]
    assert [f"--only={one}" for one in NASTY.split()] == words[9:-2]
    assert not (shell.folder / "bad").exists()


@pytest.mark.parametrize("name", NEEDED)
def test_a_secret_that_is_not_set_ends_the_job(shell: Shell, name: str) -> None:
    """With its name, before anything is begun."""
    script, env = step("Roll out")

    done = shell.run(script, **{**env, name: ""})

    assert (2, []) == (done.returncode, shell.told())
    assert f"{name} is empty" in done.stderr


@pytest.mark.parametrize(
    ("apply", "resume", "code", "calls"),
    [("0", "1", 0, 1), ("1", "0", 1, 1), ("2", "0", 2, 1), ("3", "0", 0, 2), ("3", "3", 3, 2)],
)
def test_what_paused_is_tried_once_more(
    shell: Shell, apply: str, resume: str, code: int, calls: int
) -> None:
    """The job ends as the last try did; a failure is tried no more."""
    script, env = step("Roll out")

    done = shell.run(script, **env, CODE_apply=apply, CODE_resume=resume)

    assert (code, calls) == (done.returncode, len(shell.told()))


@pytest.mark.parametrize(("result", "code"), [("success", 0), ("failure", 1), ("cancelled", 1)])
def test_a_shard_that_failed_fails_the_workflow(shell: Shell, result: str, code: int) -> None:
    """The last job says so."""
    script, _ = step("Fail where a shard did not end well", "fleet")

    assert code == shell.run(script, RESULT=result).returncode


@pytest.mark.parametrize("count", [1, 2, 6, 7, 12])
def test_the_jobs_of_a_pipeline_are_every_shard_once(shell: Shell, count: int) -> None:
    """Rows and their indexes, as the lines of the job count them."""
    document = yaml.safe_load(text("gitlab-ci", shards=count))
    script = document[".release-fleet"]["script"][-1].partition("for name in")[0]
    found = []
    for name, job in document.items():
        if "parallel" in job:
            row = {**document[".release-fleet"]["variables"], **job["variables"]}
            for index in range(1, job["parallel"] + 1):
                node = {"CI_NODE_INDEX": str(index), "CI_NODE_TOTAL": str(job["parallel"])}
                told = shell.run(f'{script}\necho "$FLEET_SHARD/$FLEET_SHARDS"', **row, **node)
                found.append(told.stdout.strip())
            assert name in document["release-fleet-report"]["needs"]

    assert sorted(f"{n}/{count}" for n in range(1, count + 1)) == sorted(found)


def test_a_report_fails_only_where_there_is_none(shell: Shell) -> None:
    """A fleet that is not well is told by its shards; a page that is not written is a failure."""
    script, env = step("Tell how the whole fleet stands", "fleet")
    env["GITHUB_STEP_SUMMARY"] = str(shell.folder / "summary")

    codes = [shell.run(script, **env, CODE_status=code).returncode for code in "0132"]

    assert [0, 0, 0, 2] == codes
