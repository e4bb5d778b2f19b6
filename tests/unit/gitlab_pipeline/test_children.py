"""Child pipelines: a job that triggers a file of its own repository."""

import pytest

from trustpub.workflows.model import Trial

from .known import UPLOAD, reading, uploads

START = "start:\n  trigger: {include: child.yml}\n"


@pytest.mark.parametrize(
    ("start", "child", "expected"),
    [
        ("", "", "branches dispatch other schedule tags"),
        ("  rules: [{if: $CI_COMMIT_TAG}]\n", "", "tags"),
        ("", "  rules: [{if: $CI_COMMIT_TAG}]\n", "tags"),
        ("  rules: [{if: $CI_COMMIT_TAG}]\n", "  rules: [{if: $CI_COMMIT_BRANCH}]\n", ""),
        ("", "  rules: [{if: $CI_PIPELINE_SOURCE == 'push'}]\n", ""),
        (
            "  only: [tags]\n",
            "  rules: [{if: $CI_PIPELINE_SOURCE == 'parent_pipeline'}]\n",
            "tags",
        ),
        ("  only: [tags]\n  variables: {GO: 'yes'}\n", "  rules: [{if: $GO == 'no'}]\n", ""),
        ("  only: [tags]\n  variables: {GO: 'yes'}\n", "  rules: [{if: $GO == 'yes'}]\n", "tags"),
        (
            "  rules: [{if: $CI_COMMIT_TAG, variables: {GO: 'yes'}}]\n",
            "  rules: [{if: $GO == 'yes'}]\n",
            "tags",
        ),
        ("  only: [tags]\n", "  only: [pushes]\n", ""),
        ("  only: [tags]\n", "  only: [tags]\n", "tags"),
    ],
)
def test_triggers_of_both(start: str, child: str, expected: str) -> None:
    """What starts the parent, as far as the child lets it in."""
    found = uploads(f"{START}{start}", {"child.yml": f"publish:\n{UPLOAD}{child}"})

    wanted = [("caller", ".gitlab-ci.yml", 2), ("callee", "child.yml", 2)] if expected else []
    assert wanted == [(one.reusable, one.file, one.line) for one in found]
    assert all(tuple(expected.split()) == one.triggers for one in found)


def test_grandchildren() -> None:
    """Two generations are made, and both callers are told of."""
    found = uploads(
        START,
        {
            "child.yml": "more:\n  only: [tags]\n  trigger:\n    include: [{local: last.yml}]\n",
            "last.yml": f"publish:\n{UPLOAD}",
        },
    )

    assert [("start", "caller"), ("more", "caller"), ("publish", "callee")] == [
        (one.job, one.reusable) for one in found
    ]


def test_a_file_that_triggers_itself() -> None:
    """Ends."""
    found = uploads(f"start: {{trigger: {{include: .gitlab-ci.yml}}}}\npublish:\n{UPLOAD}")

    assert {"publish": "callee", "start": "caller"} == {one.job: one.reusable for one in found}


def test_trials_go_through_the_parent() -> None:
    """The child sees the tag of its parent."""
    child = f"publish:\n{UPLOAD}  rules: [{{if: $CI_COMMIT_TAG =~ /^v/}}]\n"
    found = reading(START, {"child.yml": child}).jobs

    for job in found:
        for step in job.uploads:
            assert "yes" == step.reach(Trial("tags", "v1", True))
            assert "no" == step.reach(Trial("tags", "1", True))
    assert {(".gitlab-ci.yml",)} == {job.tops for job in found}


def test_waiting_for_the_parent() -> None:
    """A child does not begin before its trigger job is started."""
    found = reading(f"{START}  when: manual\n", {"child.yml": f"publish:\n{UPLOAD}"}).jobs

    assert ["yes"] == [job.waits for job in found if job.reusable == "callee"]


@pytest.mark.parametrize(
    "include",
    ["[{artifact: made.yml, job: generate}]", "[{project: a/b, file: c.yml}]", "{template: A.yml}"],
)
def test_children_that_cannot_be_read(include: str) -> None:
    """Are unknown: an upload could hide in them."""
    found = reading(f"start:\n  trigger: {{include: {include}}}\n")

    assert (0, 1) == (len(found.jobs), len(found.unknown))


def test_pipelines_of_other_projects() -> None:
    """Are theirs to answer for."""
    assert () == uploads("start: {trigger: group/project}\n")
