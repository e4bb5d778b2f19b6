"""Which pipelines each job of GitLab runs in, by the language of `rules:`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from trustpub.checking import check
from trustpub.forges.gitlab.pipeline.evaluate import holds
from trustpub.writing import files

from ..fleet_ci.made import text as fleet_text
from .made import PLAIN, pipeline

CLONE = Path(__file__).parents[3]
MAIN = {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_REF_PROTECTED": "true"}
OPEN = {"CI_PIPELINE_SOURCE": "schedule", "TRUSTPUB_PREVIEW": "open"}
PIPELINES: dict[str, tuple[dict[str, str], set[str]]] = {
    "a merge request": (
        {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_DEFAULT_BRANCH": "main"},
        {"trustpub-preview"},
    ),
    "the webhook": ({**MAIN, "CI_PIPELINE_SOURCE": "trigger"}, {"trustpub-preview-comment"}),
    "the daily look": ({**MAIN, **OPEN}, {"trustpub-preview-comment"}),
    "a schedule of the rollout": ({**MAIN, "CI_PIPELINE_SOURCE": "schedule"}, {".release-fleet"}),
    "a push": ({**MAIN, "CI_PIPELINE_SOURCE": "push"}, {".release-fleet"}),
    "by hand": ({**MAIN, "CI_PIPELINE_SOURCE": "web"}, {".release-fleet"}),
    "by hand, with the variable": (
        {**MAIN, "CI_PIPELINE_SOURCE": "web", "TRUSTPUB_PREVIEW": "open"},
        set(),
    ),
    "a trigger elsewhere": (
        {**MAIN, "CI_PIPELINE_SOURCE": "trigger", "CI_COMMIT_BRANCH": "mine"},
        set(),
    ),
    "a branch that nobody protects": (
        {**MAIN, "CI_PIPELINE_SOURCE": "trigger", "CI_COMMIT_REF_PROTECTED": "false"},
        set(),
    ),
    "a tag": (
        {"CI_PIPELINE_SOURCE": "trigger", "CI_COMMIT_TAG": "v1", "CI_DEFAULT_BRANCH": "main"},
        set(),
    ),
    "another project's pipeline": ({**MAIN, "CI_PIPELINE_SOURCE": "pipeline"}, set()),
}


def runs(rules: list[dict[str, Any]], variables: dict[str, str]) -> bool:
    """Whether the first rule that is met lets a job run; a variable that is not set is null."""
    for rule in rules:
        met = holds(rule["if"], lambda name: frozenset([variables.get(name)]))
        assert met != "unknown"
        if met == "yes":
            return rule.get("when") != "never"
    return False


@pytest.mark.parametrize("name", PIPELINES)
def test_each_pipeline_has_its_own_job(name: str) -> None:
    """What shows changes, what comments and what rolls out never meet in one."""
    variables, expected = PIPELINES[name]
    fleet = yaml.safe_load(fleet_text("gitlab-ci"))
    jobs = {**pipeline(), ".release-fleet": fleet[".release-fleet"]}

    assert expected == {name for name, job in jobs.items() if runs(job["rules"], variables)}


def test_the_branch_is_that_which_was_said() -> None:
    """And no longer the default one."""
    job = pipeline(PLAIN._replace(branch="production"))["trustpub-preview-comment"]
    webhook = {**MAIN, "CI_PIPELINE_SOURCE": "trigger"}

    found = [runs(job["rules"], {**webhook, "CI_COMMIT_BRANCH": b}) for b in ("main", "production")]

    assert [False, True] == found


def test_the_stage_is_there() -> None:
    """In the pipelines that are written here, and where nothing is said of stages."""
    config = check((CLONE / "examples/gitlab/release.yaml").read_bytes(), "release.yaml").config
    assert config is not None
    (written,) = [yaml.safe_load(file.text) for file in files(config)]

    assert "stages" not in yaml.safe_load(fleet_text("gitlab-ci"))
    for job in pipeline().values():
        assert job["stage"] in written["stages"]
        assert job["stage"] in ("build", "test", "deploy")


def test_the_rollout_takes_the_file_in() -> None:
    """Where it is there: nothing has to be written by hand."""
    (line,) = yaml.safe_load(fleet_text("gitlab-ci"))["include"]

    path = ".gitlab/trustpub-preview.yml"
    assert {"local": path, "rules": [{"exists": [path]}]} == line
