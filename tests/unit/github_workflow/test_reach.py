"""Runs that are tried in thought: does a tag, a release or a person come to the upload."""

import pytest

from trustpub.workflows.model import Trial, Trigger

from .rows_calls import CALL, UP, call, files
from .rows_steps import job
from .snapshots import MAIN, reading

FILTER = "on: {push: {tags: ['v*', '!v*rc*'], branches: [main]}, workflow_dispatch: {}}\n"
TRIALS: dict[str, tuple[str, str, Trigger, str, str]] = {
    "a tag in the filter": (FILTER, "", "tags", "v1.0", "yes"),
    "a tag that is taken out": (FILTER, "", "tags", "v1rc1", "no"),
    "a tag beside the filter": (FILTER, "", "tags", "zzz", "no"),
    "any tag": ("on: push\n", "", "tags", "zzz", "yes"),
    "a branch": (FILTER, "", "branches", "main", "yes"),
    "another branch": (FILTER, "", "branches", "dev", "no"),
    "a person": (FILTER, "", "dispatch", "zzz", "yes"),
    "a person on a tag": (FILTER, "github.ref == 'refs/tags/zzz'", "dispatch", "zzz", "yes"),
    "a trigger that is not there": (FILTER, "", "release", "v1", "no"),
    "a release": ("on: release\n", "", "release", "zzz", "yes"),
    "a release by its tag": (
        "on: release\n",
        "startsWith(github.event.release.tag_name, 'v')",
        "release",
        "zzz",
        "no",
    ),
    "a condition on the name": (FILTER, "startsWith(github.ref_name, 'v2')", "tags", "v1", "no"),
    "a condition on the type": ("on: push\n", "github.ref_type == 'tag'", "tags", "zzz", "yes"),
    "a condition nobody knows": (FILTER, "vars.GO", "tags", "v1", "unknown"),
    "a condition that depends": (FILTER, "contains(github.actor, 'x')", "tags", "v1", "unknown"),
    "a filter nobody can read": ("on: {push: {tags: ['v[']}}\n", "", "tags", "v1", "unknown"),
}


@pytest.mark.parametrize(
    ("on", "condition", "trigger", "ref", "expected"), TRIALS.values(), ids=TRIALS
)
def test_trial(on: str, condition: str, trigger: Trigger, ref: str, expected: str) -> None:
    """A run with a ref that is known comes to the upload, or does not."""
    text = job(UP, f'    if: "{condition}"\n' if condition else "", on)
    (found,) = reading(text).jobs

    assert expected == found.uploads[0].reach(Trial(trigger, ref))


def test_trial_of_a_called_workflow() -> None:
    """A run comes to a called job by the caller's events and conditions."""
    caller = call("    if: github.ref_name != 'v0'\n", "on: {push: {tags: ['v*']}}\n")
    found = reading(files(caller, up=job(UP, on=CALL))).jobs

    assert [(MAIN,), (MAIN,)] == [one.tops for one in found]
    for one in found:
        reach = one.uploads[0].reach
        assert ["yes", "no", "no"] == [reach(Trial("tags", tag)) for tag in ("v1", "v0", "x")]


def test_trial_tells_indexes_apart() -> None:
    """A step whose address depends on the ref is two uploads, each with its own runs."""
    url = "${{ github.ref_name == 'v1' && 'https://test.pypi.org/' || 'https://pypi.org/' }}"
    text = job(UP.rstrip() + f'\n        with: {{repository-url: "{url}"}}\n', on="on: push\n")
    steps = {step.index: step for one in reading(text).jobs for step in one.uploads}

    assert "unknown" in steps
    assert "no" == steps["unknown"].reach(Trial("tags", "v1"))
