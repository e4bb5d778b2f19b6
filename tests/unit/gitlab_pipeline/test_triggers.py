"""Which events can reach an upload: rules, only and except, workflow rules, needs."""

import pytest

from .known import UPLOAD, uploads

EVERYTHING = "branches dispatch other schedule tags"
ON_BRANCHES = "branches dispatch other schedule"
BASE = {
    "no rules": ("", EVERYTHING),
    "tag": ("  rules: [{if: $CI_COMMIT_TAG}]\n", "tags"),
    "tag pattern": ("  rules: [{if: $CI_COMMIT_TAG =~ /^v/}]\n", "tags"),
    "branch": ("  rules: [{if: $CI_COMMIT_BRANCH}]\n", ON_BRANCHES),
    "default branch": (
        "  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]\n",
        ON_BRANCHES,
    ),
    "push": ('  rules: [{if: $CI_PIPELINE_SOURCE == "push"}]\n', "branches tags"),
    "push of a tag": (
        '  rules: [{if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_TAG}]\n',
        "tags",
    ),
    "web on a tag": (
        '  rules: [{if: $CI_PIPELINE_SOURCE == "web" && $CI_COMMIT_TAG}]\n',
        "dispatch",
    ),
    "schedule": ('  rules: [{if: $CI_PIPELINE_SOURCE == "schedule"}]\n', "schedule"),
    "merge request": ("  rules: [{if: $CI_MERGE_REQUEST_IID}]\n", "other"),
    "both": ("  rules: [{if: $CI_COMMIT_TAG && $CI_COMMIT_BRANCH}]\n", ""),
    "never": ("  rules: [{when: never}]\n", ""),
    "empty list": ("  rules: []\n", ""),
    "never, then tags": (
        "  rules: [{if: $CI_COMMIT_BRANCH, when: never}, {if: $CI_COMMIT_TAG}]\n",
        "tags",
    ),
    "tags never": ("  rules: [{if: $CI_COMMIT_TAG, when: never}, {if: $CI_COMMIT_TAG}]\n", ""),
    "always": ("  rules: [{when: always}]\n", EVERYTHING),
    "manual": ("  rules: [{if: $CI_COMMIT_TAG, when: manual}]\n", "tags"),
    "changes": ("  rules: [{changes: [a]}]\n", EVERYTHING),
    "no changes": (
        "  rules: [{changes: [a], when: never}, {when: always}]\n",
        "branches other",
    ),
    "exists": ("  rules: [{if: $CI_COMMIT_TAG, exists: [Dockerfile]}]\n", "tags"),
    "if and changes": ("  rules: [{if: $CI_COMMIT_TAG, changes: [a]}]\n", "tags"),
    "project variable": ("  rules: [{if: $PUBLISH}]\n", EVERYTHING),
    "nested rules": ("  rules: [[{if: $CI_COMMIT_TAG}], []]\n", "tags"),
    "rule that is none": ("  rules: [hello]\n", EVERYTHING),
    "only tags": ("  only: [tags]\n", "tags"),
    "only text": ("  only: tags\n", "tags"),
    "only branches": ("  only: [branches]\n", ON_BRANCHES),
    "only a name": ("  only: [main]\n", EVERYTHING),
    "only a pattern": ("  only: ['/^v/']\n", EVERYTHING),
    "only a pattern but no branch": ("  only: ['/^v/']\n  except: [branches]\n", "tags"),
    "only merge requests": ("  only: [merge_requests]\n", "other"),
    "only schedules": ("  only: [schedules]\n", "schedule"),
    "only web": ("  only: [web]\n", "dispatch"),
    "only api": ("  only: [api]\n", "other"),
    "only pushes": ("  only: [pushes]\n", "branches tags"),
    "only triggers, pipelines": ("  only: [triggers, pipelines, chat, external]\n", "other"),
    "only refs": ("  only: {refs: [tags]}\n", "tags"),
    "only variables": ("  only: {variables: [$CI_COMMIT_TAG]}\n", "tags"),
    "only refs and variables": (
        "  only: {refs: [branches], variables: [$CI_COMMIT_TAG]}\n",
        "",
    ),
    "only changes": ("  only: {changes: [a]}\n", EVERYTHING),
    "only kubernetes": ("  only: {refs: [tags], kubernetes: active}\n", "tags"),
    "only elsewhere": ("  only: [tags@group/project]\n", "tags"),
    "except tags": ("  except: [tags]\n", ON_BRANCHES),
    "except branches": ("  except: [branches]\n", "tags"),
    "except variables": ("  except: {variables: [$CI_COMMIT_TAG]}\n", ON_BRANCHES),
    "except elsewhere": ("  except: [tags@group/project]\n", EVERYTHING),
    "when never": ("  when: never\n", ""),
    "needs what never runs": ("  needs: [never]\n", ""),
    "needs what nobody defines": ("  needs: [nobody]\n", ""),
    "needs it if it is there": ("  needs: [{job: never, optional: true}]\n", EVERYTHING),
    "needs on tags": ("  needs: [{job: on-tags, artifacts: true}]\n", "tags"),
    "needs through another": ("  needs: [through]\n", "tags"),
    "needs a copy": ("  needs: ['on-tags: [x, y]']\n", "tags"),
    "needs elsewhere": ("  needs: [{pipeline: $UP, job: x}, {project: a/b, job: c}]\n", EVERYTHING),
    "needs of the rule": (
        "  rules: [{if: $CI_COMMIT_TAG, needs: [never]}, {when: always}]\n",
        ON_BRANCHES,
    ),
    "needs itself": ("  needs: [publish]\n", EVERYTHING),
}
OTHERS = """
never: {script: [a], rules: [{when: never}]}
on-tags: {script: [a], only: [tags]}
through: {script: [a], needs: [on-tags]}
"""


@pytest.mark.parametrize(("keys", "expected"), BASE.values(), ids=BASE)
def test_triggers_of_a_job(keys: str, expected: str) -> None:
    """The events of a job with these keys; no entry where none is left."""
    found = uploads(f"publish:\n{UPLOAD}{keys}{OTHERS}")

    assert [tuple(expected.split())] * bool(expected) == [one.triggers for one in found]


@pytest.mark.parametrize(
    ("workflow", "keys", "expected"),
    [
        ("[{if: $CI_COMMIT_TAG}]", "", "tags"),
        ("[{if: $CI_COMMIT_BRANCH, when: never}, {when: always}]", "", "other tags"),
        ("[{if: $CI_COMMIT_TAG}]", "  only: [branches]\n", ""),
        ("[{if: $CI_COMMIT_TAG}]", "  rules: [{if: $CI_COMMIT_BRANCH}]\n", ""),
        ("[]", "", ""),
        ("null", "", EVERYTHING),
        # Without workflow rules a job without rules is in no merge request's pipeline.
        ("[{if: $CI_MERGE_REQUEST_IID}]", "", "other"),
        (
            "[{if: $CI_COMMIT_TAG, variables: {GO: 'yes'}}, {if: $CI_COMMIT_BRANCH}]",
            "  rules: [{if: $GO == 'yes' && $CI_PIPELINE_SOURCE == 'push'}]\n",
            "branches tags",
        ),
        (
            "[{if: $CI_COMMIT_TAG, variables: {GO: 'yes'}}, {if: $CI_COMMIT_BRANCH}]",
            "  variables: {GO: 'no'}\n"
            "  rules: [{if: $GO == 'yes' && $CI_PIPELINE_SOURCE == 'push'}]\n",
            "",
        ),
    ],
)
def test_workflow_rules(workflow: str, keys: str, expected: str) -> None:
    """They come before those of jobs, and take `only: [branches, tags]` away."""
    found = uploads(f"workflow: {{rules: {workflow}}}\npublish:\n{UPLOAD}{keys}")

    assert [tuple(expected.split())] * bool(expected) == [one.triggers for one in found]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("$GO == 'yes'", "dispatch other schedule"), ("$GO == 'no'", EVERYTHING)],
)
def test_who_starts_a_pipeline_sets_its_variables(condition: str, expected: str) -> None:
    """By hand, by schedule, by API: then the value in the file is only a default."""
    (found,) = uploads(
        f"variables: {{GO: 'no'}}\npublish:\n{UPLOAD}  rules: [{{if: {condition}}}]\n"
    )

    assert tuple(expected.split()) == found.triggers


def test_long_chains_of_needs() -> None:
    """Are followed from each job anew, so that none is taken for granted for being far away."""
    text = "".join(f"j{n}: {{script: [twine upload a], needs: [j{n + 1}]}}\n" for n in range(150))
    last = "j150: {script: [a], rules: [{if: $CI_COMMIT_TAG}]}\n"

    found = {one.job: one.triggers for one in uploads(text + last)}

    assert ("tags",) == found["j149"] == found["j60"]
