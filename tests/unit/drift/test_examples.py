"""The ready workflow and pipeline of examples/drift."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.linters.build import actionlint
from trustpub import __version__
from trustpub.writing.actions import ACTIONS, IMAGES, PYTHON, RUNNER

from .conftest import World

DRIFT = Path(__file__).parents[3] / "examples" / "drift"
WORKFLOW = DRIFT / ".github" / "workflows" / "audit.yml"
PIPELINE = DRIFT / ".gitlab-ci.yml"
BIN = Path(sys.executable).parent
CONFIG = """\
project: trust
github: {repository: octo-org/trust, workflow: release.yml}
gitlab: {repository: group/sub/trust, tier: free}
publishers: [{index: pypi, environment: pypi}]
tags:
  - {pattern: "v*", forge: github, created_by: {organization_admins: true}}
  - {pattern: "v*", forge: gitlab, created_by: {access: maintainer}}
"""


def loaded(path: Path) -> Any:
    """A file as YAML."""
    return YAML(typ="safe").load(path.read_text("utf-8"))


def steps() -> dict[str, Any]:
    """The steps of the workflow's only job, by name."""
    (job,) = loaded(WORKFLOW)["jobs"].values()
    return {step["name"]: step for step in job["steps"]}


def said(*command: object) -> tuple[int, str]:
    """A linter's exit code, and what it complains of."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def test_everything_is_pinned_as_rendered_files_are() -> None:
    """By the one table of actions and images, with the tags in the comments."""
    known = {action.uses() for action in ACTIONS.values()}
    used = re.findall(r"uses: (.+)", WORKFLOW.read_text("utf-8"))
    assert used
    assert set() == set(used) - known
    (job,) = loaded(WORKFLOW)["jobs"].values()
    assert (RUNNER, PYTHON) == (job["runs-on"], steps()["Set up Python"]["with"]["python-version"])
    assert IMAGES["publish"] == loaded(PIPELINE)["audit"]["image"]
    for path in (WORKFLOW, PIPELINE):
        assert [__version__] == re.findall(r"trustpub==(\S+)", path.read_text("utf-8"))


def test_job_may_do_no_more_than_it_needs() -> None:
    """To read the config and to write issues; the token of the audit is in one step alone."""
    workflow = loaded(WORKFLOW)
    (job,) = workflow["jobs"].values()
    assert {} == workflow["permissions"]
    assert {"contents": "read", "issues": "write"} == job["permissions"]
    assert "env" not in job
    with_secrets = [name for name, step in steps().items() if "secrets." in str(step)]
    assert ["See what is really there"] == with_secrets


def test_linters_find_nothing() -> None:
    """At their strictest."""
    strictest = ["--persona", "auditor", "--offline", "--no-config", "--strict-collection"]
    code, output = said(BIN / "zizmor", "--quiet", "--color=never", *strictest, WORKFLOW)
    assert (0, "No findings to report. Good job!") == (code, output)
    assert (0, "") == said(actionlint(lambda _: None), "-shellcheck=", "-pyflakes=", WORKFLOW)


@pytest.mark.parametrize(
    ("path", "schema"), [(WORKFLOW, "github-workflows"), (PIPELINE, "gitlab-ci")]
)
def test_files_are_as_the_schemas_say(path: Path, schema: str) -> None:
    """The published ones."""
    program = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}"]
    assert (0, "ok -- validation done") == said(*program, path)


def env(world: World, **more: str) -> dict[str, str]:
    """What a job has."""
    return {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(world.folder / "cache"),
        "GITHUB_TOKEN": "boss-token",
        "GITLAB_TOKEN": "boss-token",
        **more,
    }


def bash(script: str, world: World, **more: str) -> "subprocess.CompletedProcess[str]":
    """A script as both runners start it: the first failure ends it."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=world.folder,
        env=env(world, **more),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def job(world: World) -> World:
    """A checkout with a config that nothing agrees with."""
    (world.folder / "release.yaml").write_text(CONFIG, "utf-8")
    return world


def test_steps_of_the_workflow_do_what_they_say(job: World) -> None:
    """A real audit; its findings are in an issue of the job's own repository."""
    runner = {"RUNNER_TEMP": str(job.folder)}
    assert 0 == bash(steps()["See what is really there"]["run"], job, **runner).returncode

    issues = steps()["Keep the issues up to date"]["run"]
    done = bash(issues, job, **runner, GITHUB_REPOSITORY="octo-org/trust")

    assert (0, "") == (done.returncode, done.stderr)
    found = {issue.title.partition(": ")[0]: issue.state for issue in job.on_github()}
    assert "open" == found["Release trust of octo-org/trust"]


@pytest.mark.parametrize("config", ["project: [", None])
def test_audit_that_cannot_begin_ends_the_job(job: World, config: str | None) -> None:
    """No issue is touched."""
    path = job.folder / "release.yaml"
    path.unlink() if config is None else path.write_text(config, "utf-8")
    runner = {"RUNNER_TEMP": str(job.folder)}

    done = bash(steps()["See what is really there"]["run"], job, **runner)

    assert 2 == done.returncode
    assert "release.yaml" in done.stdout, "the log tells why"


def script() -> str:
    """The pipeline's script, as GitLab's runner joins it, without what installs."""
    lines = loaded(PIPELINE)["audit"]["script"]
    return "\n".join(line for line in lines if not line.startswith("pip install"))


def test_script_of_the_pipeline_does_what_it_says(job: World) -> None:
    """An issue that the public does not see."""
    tokens = {"TRUSTPUB_AUDIT_TOKEN": "read-token", "TRUSTPUB_ISSUES_TOKEN": "boss-token"}
    done = bash(script(), job, **tokens, CI_PROJECT_PATH="group/sub/trust")

    assert (0, "") == (done.returncode, "".join(told(done.stderr)))
    found = {issue.title.partition(": ")[0]: issue for issue in job.on_gitlab()}
    assert found["Release trust of group/sub/trust"].confidential


def told(errors: str) -> list[str]:
    """What the drift command complains of."""
    return [line for line in errors.splitlines() if line.startswith("trustpub drift")]


def test_pipeline_fails_where_something_was_not_seen(job: World) -> None:
    """A token that nobody knows: nothing is closed, and the job is red."""
    tokens = {"TRUSTPUB_AUDIT_TOKEN": "wrong", "TRUSTPUB_ISSUES_TOKEN": "boss-token"}
    hidden = {**tokens, "GITHUB_TOKEN": "wrong", "CI_PROJECT_PATH": "group/sub/trust"}

    assert 3 == bash(script(), job, **hidden).returncode
    assert [] == job.sandbox.writes()
