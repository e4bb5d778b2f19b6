"""Trials: a tag or branch by name, protected or not, tried against an upload's conditions."""

import pytest

from trustpub.workflows.model import Trial

from .known import UPLOAD, job, reach, reading

TAG = Trial("tags", "v1.2", True)
OPEN_TAG = Trial("tags", "v1.2", False)
RC = Trial("tags", "v1.2-rc1", True)
MAIN = Trial("branches", "main", True)


@pytest.mark.parametrize(
    ("keys", "trial", "expected"),
    [
        ("", TAG, "yes"),
        ("", MAIN, "yes"),
        ("", Trial("release", "v1.2"), "no"),
        ("", Trial("dispatch", "main"), "yes"),
        ("", Trial("other", "main"), "unknown"),
        ("  rules: [{if: $CI_COMMIT_TAG}]\n", TAG, "yes"),
        ("  rules: [{if: $CI_COMMIT_TAG}]\n", MAIN, "no"),
        ("  rules: [{if: $CI_COMMIT_TAG}]\n", Trial("dispatch", "x"), "unknown"),
        ("  rules: [{if: '$CI_COMMIT_TAG =~ /^v[0-9.]+$/'}]\n", TAG, "yes"),
        ("  rules: [{if: '$CI_COMMIT_TAG =~ /^v[0-9.]+$/'}]\n", RC, "no"),
        ("  rules: [{if: $CI_COMMIT_TAG =~ $RULE}]\n", TAG, "unknown"),
        ("  rules: [{if: $CI_COMMIT_TAG == 'v1.2'}]\n", TAG, "yes"),
        ("  rules: [{if: $CI_COMMIT_REF_PROTECTED == 'true'}]\n", TAG, "yes"),
        ("  rules: [{if: $CI_COMMIT_REF_PROTECTED == 'true'}]\n", OPEN_TAG, "no"),
        ("  rules: [{if: $CI_COMMIT_REF_PROTECTED == 'true'}]\n", Trial("tags", "v1"), "unknown"),
        ("  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]\n", MAIN, "unknown"),
        ("  rules: [{if: $CI_COMMIT_BRANCH == 'main'}]\n", MAIN, "yes"),
        ("  rules: [{if: $GO, when: never}, {if: $CI_COMMIT_TAG}]\n", TAG, "unknown"),
        # Whichever of these holds, the job is there.
        ("  rules: [{if: $GO, when: manual}, {if: $CI_COMMIT_TAG}]\n", TAG, "yes"),
        ("  rules: [{if: $GO, variables: {A: b}}, {if: $CI_COMMIT_TAG}]\n", TAG, "yes"),
        ("  rules: [{changes: [a]}]\n", TAG, "yes"),
        ("  rules: [{changes: [a]}]\n", MAIN, "unknown"),
        ("  only: ['/^v[0-9.]+$/']\n  except: [branches]\n", TAG, "yes"),
        ("  only: ['/^v[0-9.]+$/']\n  except: [branches]\n", RC, "no"),
        ("  only: [main]\n", MAIN, "yes"),
        ("  only: [main]\n", TAG, "no"),
        ("  except: [v1.2]\n", TAG, "no"),
        ("  needs: [build]\n", TAG, "yes"),
        ("  needs: [build]\n", MAIN, "no"),
    ],
)
def test_trials(keys: str, trial: Trial, expected: str) -> None:
    """Exact where everything is known."""
    build = "build: {script: [make], rules: [{if: $CI_COMMIT_TAG}]}\n"

    assert expected == reach(f"publish:\n{UPLOAD}{keys}{build}", trial)


def test_each_upload_knows_the_rule_that_brings_it() -> None:
    """Rules with variables that change the index."""
    found = job(
        f"publish:\n{UPLOAD}"
        "  rules:\n"
        "    - if: $CI_COMMIT_TAG =~ /rc/\n"
        "      variables: {TWINE_REPOSITORY: testpypi}\n"
        "    - if: $CI_COMMIT_TAG\n"
    )

    assert {
        "testpypi": ("no", "yes"),
        "pypi": ("yes", "no"),
    } == {step.index: (step.reach(TAG), step.reach(RC)) for step in found.uploads}


def test_rules_of_an_include_count() -> None:
    """They decide about everything that it brings."""
    (found,) = reading(
        "include: [{local: a.yml, rules: [{if: '$CI_COMMIT_TAG =~ /^v/'}]}]\n",
        {"a.yml": f"publish:\n{UPLOAD}"},
    ).jobs
    (step,) = found.uploads

    assert ("tags",) == step.triggers
    assert ("yes", "no") == (step.reach(TAG), step.reach(Trial("tags", "1.0")))


def test_rules_of_an_include_in_a_file_with_inputs() -> None:
    """The file is filled anew for each include, its conditions stay what they are."""
    header = "spec: {inputs: {a: {default: tags}}}\n---\n"
    found = reading(
        "include: a.yml\n",
        {
            "a.yml": f"{header}include: [{{local: b.yml, rules: [{{if: $CI_COMMIT_TAG}}]}}]\n",
            "b.yml": f"publish:\n{UPLOAD}  stage: $[[ inputs.a ]]\n",
        },
    )

    assert [("tags",)] == [step.triggers for one in found.jobs for step in one.uploads]


def test_an_include_may_take_an_upload_away() -> None:
    """What a job runs depends on the files that are included."""
    (found,) = reading(
        "include: [a.yml, {local: b.yml, rules: [{if: $CI_COMMIT_BRANCH == 'main'}]}]\n",
        {"a.yml": f"publish:\n{UPLOAD}", "b.yml": "publish: {script: [echo]}\n"},
    ).jobs

    assert ["no"] == [step.reach(MAIN) for step in found.uploads]
    assert ["yes"] == [step.reach(TAG) for step in found.uploads]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", "no"),
        ("  when: manual\n", "yes"),
        ("  rules: [{if: $CI_COMMIT_TAG, when: manual}]\n", "yes"),
        ("  when: manual\n  rules: [{if: $CI_COMMIT_TAG}]\n", "yes"),
        ("  rules: [{if: $CI_COMMIT_TAG, when: manual}, {if: $CI_COMMIT_BRANCH}]\n", "no"),
        ("  rules: [{if: $CI_COMMIT_BRANCH, when: never}, {when: manual}]\n", "yes"),
        ("  when: delayed\n", "no"),
        ("  needs: [gate]\n", "yes"),
        ("  needs: [{job: gate, optional: true}]\n", "no"),
        ("  stage: deploy\n", "no"),
        ("  stage: deploy\n  needs: []\n", "no"),
    ],
)
def test_waiting_for_a_person(keys: str, expected: str) -> None:
    """`when: manual` in every case, in the job or in one that it needs."""
    assert expected == job(f"publish:\n{UPLOAD}{keys}gate: {{script: [a], when: manual}}\n").waits


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        ("when: manual, allow_failure: false", "yes"),
        ("rules: [{when: manual}]", "yes"),
        ("rules: [{when: manual, allow_failure: true}]", "no"),
        ("rules: [{if: $SOMETIMES, when: manual}]", "no"),
    ],
)
def test_an_earlier_stage_holds_the_pipeline_up(gate: str, expected: str) -> None:
    """A manual job that may not fail blocks all later stages."""
    text = f"gate: {{stage: build, script: [a], {gate}}}\npublish:\n  stage: deploy\n{UPLOAD}"

    assert expected == job(text).waits
