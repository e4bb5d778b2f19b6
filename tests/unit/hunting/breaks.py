"""Kinds of breaks: what people change in a release's files, and the rules that have to see it."""

import re
from typing import NamedTuple

GITHUB, GITLAB = ".github/workflows/", ".gitlab-ci.yml"
ACTION = r"^( *)(- (?:name: Publish them.*\n *)?uses: pypa/gh-action.*\n)(?! *with:)"
JOB = r"^(  publish-[\w-]+:\n)"
CONDITION = r"(    - if: ').*(')"


class Break(NamedTuple):
    """A kind of break."""

    forge: str
    pattern: str
    new: str
    ids: tuple[str, ...]
    """Rules of which one has to find something."""


def hub(pattern: str, new: str, *ids: str) -> Break:
    """A break of a workflow."""
    return Break("github", pattern, new, ids)


def lab(pattern: str, new: str, *ids: str) -> Break:
    """A break of a pipeline."""
    return Break("gitlab", pattern, new, ids)


SHAPE = "workflow-shape"
NEVER = ("workflow-no-upload", "workflow-tag-never")
BREAKS: dict[str, Break] = {
    "environment renamed": hub(
        r"^(      name: ).*(\n      url:)", r"\1staging\2", "workflow-environment-differs"
    ),
    "environment removed": hub(
        r"^    environment:\n      name: .*\n      url: .*\n", "", "workflow-no-environment"
    ),
    "environment from a person": hub(
        r"^(      name: ).*(\n      url:)",
        r"\1${{ github.event.inputs.to }}\2",
        "workflow-environment-differs",
        "workflow-no-environment",
        "workflow-environment-open",
        "not seen",
    ),
    "environment from a variable": hub(
        r"^(      name: ).*(\n      url:)", r"\1${{ vars.ENVIRONMENT }}\2", "not seen"
    ),
    "environment from env": hub(r"^(      name: ).*(\n      url:)", r"\1${{ env.X }}\2", SHAPE),
    "permission removed": hub(r"^    permissions:\n      id-token.*\n", "", "workflow-id-token"),
    "permission to read": hub(r"id-token: write", "id-token: read", "workflow-id-token"),
    "permission misspelt": hub(r"id-token: write", "id_token: write", "workflow-id-token"),
    "permission for all": hub(
        r"^permissions: \{\}", "permissions: {id-token: write}", "workflow-id-token-for-all"
    ),
    "more permissions": hub(
        r"(^ *)(id-token: write.*)", r"\1\2\n\1contents: write", "workflow-wide-permissions"
    ),
    "a password": hub(
        ACTION, r"\1\2\1  with: {password: '${{ secrets.TOKEN }}'}\n", "workflow-token"
    ),
    "attestations off": hub(
        ACTION, r"\1\2\1  with: {attestations: false}\n", "workflow-attestations"
    ),
    "another index": hub(
        ACTION,
        r"\1\2\1  with: {repository-url: 'https://pypi.example.org/'}\n",
        *("workflow-no-upload", "workflow-index-url"),
    ),
    "a branch of the action": hub(r"(gh-action-pypi-publish)@.*", r"\1@main", "workflow-unpinned"),
    "a build in the same job": hub(
        r"^( *)- name: Publish them", r"\1- run: python -m build\n\g<0>", "workflow-builds"
    ),
    "the upload only spoken of": hub(
        r"uses: pypa/gh-action.*(\n *with:\n.*)?", "run: echo twine upload", "workflow-no-upload"
    ),
    "a condition that never holds": hub(JOB, r"\1    if: false\n", *NEVER, "workflow-syntax"),
    "a condition with a star": hub(
        JOB, r"\1    if: github.ref == 'refs/tags/v*'\n", *NEVER, "workflow-syntax"
    ),
    "a condition on a branch": hub(
        JOB, r"\1    if: github.ref == 'refs/heads/trunk'\n", *NEVER, "workflow-syntax"
    ),
    "a condition on nothing": hub(JOB, r"\1    if: env.X\n", SHAPE, "workflow-syntax"),
    "a condition in double quotes": hub(
        JOB, '\\1    if: github.ref_type == "tag"\n', SHAPE, "workflow-syntax"
    ),
    "an unknown key of the job": hub(JOB, r"\1    environments: pypi\n", SHAPE),
    "a merge key": hub(JOB, r"\1    <<: {timeout-minutes: 5}\n", SHAPE),
    "a job that is not there": hub(r"needs: \[build", "needs: [biuld", SHAPE, "not seen"),
    "no runner": hub(r"(?s)(publish-.*?)    runs-on: .*?\n", r"\1", SHAPE),
    "tags as branches": hub(r"^    tags:", "    branches:", *NEVER, "workflow-syntax"),
    "tags misspelt": hub(r"^    tags:", "    tag:", SHAPE),
    "tags of another kind": hub(r"'v\*'", "'release-*'", *NEVER, "workflow-tag-unprotected"),
    "tags as references": hub(r"'v\*'", "'refs/tags/v*'", *NEVER, "workflow-tag-unprotected"),
    "tags of every kind": hub(r"'v\*'", "'**'", "workflow-tag-unprotected"),
    "tags taken out again": hub(r"^( *)- 'v\*'", r"\1- 'v*'\n\1- '!v*'", *NEVER),
    "started by a person alone": hub(
        r"(?s)^  push:.*?^permissions", "  workflow_dispatch:\n\npermissions", *NEVER
    ),
    "started by anybody's pull request": hub(
        r"^on:\n", "on:\n  pull_request_target:\n", "workflow-fork-event", *NEVER
    ),
    "started by another workflow": hub(
        r"(?s)^  push:.*?^permissions",
        "  workflow_run: {workflows: [CI]}\n\npermissions",
        *("workflow-fork-event", *NEVER),
    ),
    "a file that only others call": hub(
        r"(?s)^  push:.*?^permissions",
        "  workflow_call:\n\npermissions",
        *("workflow-reusable", "workflow-tag-never"),
    ),
    "a field twice": hub(r"^jobs:\n", "jobs: {}\njobs:\n", "workflow-syntax"),
    "pipeline: environment renamed": lab(
        r"^(    name: ).*(\n    url:)", r"\1staging\2", "workflow-environment-differs"
    ),
    "pipeline: environment in other letters": lab(
        r"^(    name: )pypi(\n    url:)", r"\1PyPI\2", "workflow-environment-case"
    ),
    "pipeline: environment removed": lab(
        r"^  environment:\n    name: .*\n    url: .*\n", "", "workflow-no-environment"
    ),
    "pipeline: environment from a variable": lab(
        r"^(    name: ).*(\n    url:)", r"\1$WHERE\2", "not seen"
    ),
    "pipeline: audience": lab(r"(aud: )(test)?pypi", r"\1https://pypi.org", "pipeline-audience"),
    "pipeline: two audiences": lab(
        r"(aud: )((?:test)?pypi)", r"\1[\2, sigstore]", "pipeline-audience"
    ),
    "pipeline: tokens removed": lab(
        r"^  id_tokens:\n    \w*PYPI_ID_TOKEN:\n.*\n", "", "pipeline-id-tokens"
    ),
    "pipeline: tokens emptied": lab(
        r"^  id_tokens:\n    \w*PYPI_ID_TOKEN:\n.*\n", "  id_tokens: {}\n", "pipeline-id-tokens"
    ),
    "pipeline: token renamed": lab(
        r"^    \w*PYPI_ID_TOKEN:", "    MY_TOKEN:", "pipeline-token-name"
    ),
    "pipeline: any tag": lab(CONDITION, r"\1$CI_COMMIT_TAG\2", "pipeline-unprotected"),
    "pipeline: any push": lab(
        CONDITION,
        r"""\1$CI_PIPELINE_SOURCE == "push"\2""",
        *("pipeline-unprotected", "workflow-branch-undeclared"),
    ),
    "pipeline: no condition": lab(
        r"^  rules:\n(    - if: .*\n(      .*\n)*)+",
        "",
        *("pipeline-unprotected", "workflow-branch-undeclared"),
    ),
    "pipeline: a condition without quotes": lab(CONDITION, r"\1$CI_COMMIT_TAG == v1\2", SHAPE),
    "pipeline: a pattern that is none": lab(CONDITION, r"\1$CI_COMMIT_TAG =~ /v(/\2", SHAPE),
    "pipeline: never": lab(
        CONDITION + r"\n", "\\g<0>\n      when: never\n", *NEVER, "workflow-syntax"
    ),
    "pipeline: no pipelines for tags": lab(
        r"^stages:", "workflow: {rules: [{if: $CI_COMMIT_BRANCH}]}\nstages:", *NEVER
    ),
    "pipeline: a stage that is not listed": lab(r"^(  stage: )publish", r"\1deploy", SHAPE),
    "pipeline: a job that is not there": lab(r"^    - build\n", "    - biuld\n", SHAPE, *NEVER),
    "pipeline: an unknown key": lab(JOB.replace("  p", "p", 1), r"\1  enviroment: pypi\n", SHAPE),
    "pipeline: rules beside only": lab(JOB.replace("  p", "p", 1), r"\1  only: [tags]\n", SHAPE),
    "pipeline: extends nothing": lab(JOB.replace("  p", "p", 1), r"\1  extends: .nope\n", SHAPE),
    "pipeline: hidden": lab(r"^(publish-[\w-]+:\n)", r".\1", "workflow-no-upload"),
    "pipeline: a token": lab(
        JOB.replace("  p", "p", 1), r"\1  variables: {UV_PUBLISH_TOKEN: $KEY}\n", "workflow-token"
    ),
    "pipeline: no trusted publishing": lab(
        r"--trusted-publishing always", "--trusted-publishing never", "workflow-tool"
    ),
    "pipeline: another address": lab(
        r"(--publish-url )\S+",
        r"\1https://pypi.example.org/",
        *("workflow-no-upload", "workflow-index-url"),
    ),
    "pipeline: a build in the same job": lab(
        r"^    - (uv publish)", r"    - python -m build\n    - \1", "workflow-builds"
    ),
    "pipeline: a person no longer asked": lab(
        r"^      when: manual\n", "      when: on_success\n", "pipeline-manual"
    ),
}


def broken(kind: Break, files: dict[str, str]) -> dict[str, str] | None:
    """A repository with every match of a kind replaced; None where there is none."""
    mine = [
        p for p in files if p.startswith(GITHUB) is (kind.forge == "github") and p[-4:] == ".yml"
    ]
    texts = {p: re.sub(kind.pattern, kind.new, files[p], flags=re.M) for p in mine}
    return None if all(texts[p] == files[p] for p in mine) else {**files, **texts}
