"""The shell lines of the files, run by bash with a `trustpub` that writes down what it is told."""

import re
from string import Template
from typing import Any

import pytest
import yaml

from .made import text
from .shell import NEEDED, Shell

NASTY = "github:a/* $(touch${IFS}bad) `touch\tbad` ;touch bad --yes"


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


@pytest.mark.parametrize("digest", ["", "plan-sha256:00", "--yes $(touch bad)"])
def test_what_was_approved_is_one_word(shell: Shell, digest: str) -> None:
    """Given as it was typed, whatever that is, and left out where nothing was."""
    script, env = step("Roll out")

    done = shell.run(script, **env, FLEET_REVIEWED=digest)

    assert 0 == done.returncode, done.stderr
    (words,) = shell.told()
    assert [f"--reviewed={digest}"] * bool(digest) == [w for w in words if "--reviewed" in w]
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


def nodes(job: dict[str, Any]) -> list[dict[str, str]]:
    """What GitLab sets for each job of `parallel:`; nothing where there is none."""
    numbers = range(1, job.get("parallel", 0) + 1)
    return [{"CI_NODE_INDEX": str(number)} for number in numbers] or [{}]


@pytest.mark.parametrize("count", [1, 2, 6, 7, 12])
def test_the_jobs_of_a_pipeline_are_every_shard_once(shell: Shell, count: int) -> None:
    """Rows and their indexes, as the lines of the job count them; each has a cache of its own."""
    document = yaml.safe_load(text("gitlab-ci", shards=count))
    script = document[".release-fleet"]["script"][-1].partition("for name in")[0]
    cache, caches = document[".release-fleet"]["cache"]["key"], set()
    found = []
    for name, job in document.items():
        if name != "include" and "FLEET_ROW" in job.get("variables", {}):
            row = {**document[".release-fleet"]["variables"], **job["variables"]}
            for node in nodes(job):
                told = shell.run(f'{script}\necho "$FLEET_SHARD/$FLEET_SHARDS"', **row, **node)
                found.append(told.stdout.strip())
                caches.add(Template(cache).substitute(row, **node))
            assert name in document["release-fleet-report"]["needs"]

    assert count == len(caches)
    assert sorted(f"{n}/{count}" for n in range(1, count + 1)) == sorted(found)


def test_a_report_fails_only_where_there_is_none(shell: Shell) -> None:
    """A fleet that is not well is told by its shards; a page that is not written is a failure."""
    script, env = step("Tell how the whole fleet stands", "fleet")
    env["GITHUB_STEP_SUMMARY"] = str(shell.folder / "summary")

    codes = [shell.run(script, **env, CODE_status=code).returncode for code in "0132"]

    assert [0, 0, 0, 2] == codes


@pytest.mark.parametrize("ticks", [0, 1, 3, 4, 7])
def test_no_reason_ends_the_block_of_the_summary(shell: Shell, ticks: int) -> None:
    """Whatever a forge says stays text: no line of it is a fence as long as ours."""
    script, env = step("Tell how the whole fleet stands", "fleet")
    summary = shell.folder / "summary"
    hostile = f"held:\n{'`' * ticks}\n# All is well\n<img src=x>\r{'`' * ticks}"

    done = shell.run(script, **env, GITHUB_STEP_SUMMARY=str(summary), SAYS=hostile)

    first, *between, last = summary.read_text().splitlines()
    assert 0 == done.returncode, done.stderr
    assert first == last
    assert "`" * max(3, ticks + 1) == first
    assert "# All is well" in between
    assert not any(re.fullmatch(f" *{first}`* *", line) for line in between)
