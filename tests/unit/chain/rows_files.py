"""Rows of the rules about the publisher's file, and of reusable workflows."""

from .repos import ACTION, CONFIG, HUB, LAB, PIPELINE, TEST_URL, WORKFLOW, changed, moved
from .row import Row

TWO = changed(
    HUB,
    (
        "    environment: pypi\ntags:",
        "    environment: pypi\n  - index: testpypi\n    environment: testpypi\ntags:",
    ),
)
TRIED = (
    "  try:\n    needs: build\n    runs-on: ubuntu-latest\n    environment: testpypi\n"
    "    permissions: {id-token: write}\n    steps:\n"
    f"{ACTION}        with: {{repository-url: '{TEST_URL}'}}\n"
)
BOTH = {**TWO, WORKFLOW: TWO[WORKFLOW] + TRIED}
CALLER = """\
on: {push: {tags: ["v*"]}}
permissions: {}
jobs:
  call:
    permissions: {contents: read, id-token: write}
    uses: ./.github/workflows/upload.yml
"""
CALLED = HUB[WORKFLOW].replace('on:\n  push:\n    tags: ["v*"]\n', "on: workflow_call\n")
INCLUDED = moved(
    changed(LAB, ("group/sampleproject}", "group/sampleproject, pipeline: ci/release.yml}")),
    PIPELINE,
    "ci/release.yml",
)

FILES = {
    "workflow-missing": Row(
        moved(HUB, WORKFLOW, ".github/workflows/publish.yml"),
        "error",
        "github.workflow",
        "has no file '.github/workflows/release.yml', and .github/workflows/publish.yml uploads",
        "write `workflow: publish.yml`",
        HUB,
    ),
    "pipeline-missing": Row(
        moved(LAB, PIPELINE, ".gitlab-ci.yaml"),
        "error",
        "gitlab.pipeline",
        "has no file '.gitlab-ci.yml'",
        "add the file .gitlab-ci.yml",
        LAB,
    ),
    "workflow-no-upload": Row(
        changed(HUB, (ACTION, "      - run: echo uv publish\n")),
        "error",
        "github.workflow",
        "no job of .github/workflows/release.yml uploads to PyPI",
        "name the file whose job uploads",
        HUB,
    ),
    "workflow-index-url": Row(
        changed(BOTH, (f"        with: {{repository-url: '{TEST_URL}'}}\n", "")),
        "error",
        f"{WORKFLOW}:27",
        "uploads to PyPI, and the publisher of environment 'testpypi' is for TestPyPI",
        f"add `repository-url: {TEST_URL}`",
        BOTH,
    ),
    "workflow-undeclared": Row(
        {**BOTH, CONFIG: HUB[CONFIG]},
        "warning",
        f"{WORKFLOW}:27",
        "uploads to TestPyPI, and the config declares no publisher",
        "with `workflow: release.yml`, `environment: testpypi`",
        BOTH,
    ),
    "workflow-reusable": Row(
        {**HUB, WORKFLOW: CALLER, ".github/workflows/upload.yml": CALLED},
        "error",
        ".github/workflows/upload.yml:10",
        "stands in a file that .github/workflows/release.yml calls",
        "move the job into .github/workflows/release.yml",
        changed(HUB, ("on:\n", "on:\n  workflow_call:\n")),
    ),
    "pipeline-included": Row(
        {**INCLUDED, PIPELINE: "include: [{local: ci/release.yml}]\n"},
        "warning",
        "gitlab.pipeline",
        "is included by .gitlab-ci.yml",
        "write `pipeline: .gitlab-ci.yml`",
        INCLUDED,
    ),
}
