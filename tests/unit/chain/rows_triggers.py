"""Rows of the rules about what starts an upload."""

from .repos import HUB, LAB, PIPELINE, WORKFLOW, changed
from .row import Row

PUSH = '  push:\n    tags: ["v*"]\n'
RULE = '    - if: $CI_COMMIT_TAG =~ /^v/ && $CI_COMMIT_REF_PROTECTED == "true"\n'


def triggers(text: str) -> tuple[str, str]:
    """The publisher with triggers of its own."""
    return "    environment: pypi\ntags:", f"    environment: pypi\n    triggers: {text}\ntags:"


MANUAL = triggers("{tags: ['v*'], manual: true}")
BRANCH = triggers("{tags: ['v*'], branches: [main]}")
APPROVED = ("deployers: [", "approvals: [{access: maintainer}], deployers: [")

TRIGGERS = {
    "workflow-fork-event": Row(
        changed(HUB, ("on:\n", "on:\n  pull_request_target:\n")),
        "error",
        f"{WORKFLOW}:2",
        "a pull request of anybody comes to the upload",
        "remove `pull_request_target`",
        changed(
            HUB,
            ("on:\n", "on:\n  pull_request_target:\n"),
            ("    needs: build\n", "    needs: build\n    if: github.event_name == 'push'\n"),
        ),
    ),
    "workflow-tag-never": Row(
        changed(HUB, ('tags: ["v*"]', 'tags: ["release-*"]')),
        "error",
        f"{WORKFLOW}:2",
        "no push of a tag 'v*' comes to the upload to PyPI",
        'add `push: {tags: ["v*"]}` under `on:`',
        changed(HUB, ('tags: ["v*"]', 'tags: ["v[0-9]+.[0-9]+.[0-9]+"]')),
        also=("workflow-tag-unprotected",),
    ),
    "workflow-branch-never": Row(
        changed(HUB, BRANCH),
        "warning",
        f"{WORKFLOW}:2",
        "no push to a branch 'main' comes to the upload",
        'add `push: {branches: ["main"]}`',
        changed(HUB, BRANCH, ('    tags: ["v*"]\n', '    tags: ["v*"]\n    branches: [main]\n')),
    ),
    "workflow-manual-never": Row(
        changed(HUB, MANUAL),
        "warning",
        f"{WORKFLOW}:2",
        "the config says `manual: true`, and nobody can start the upload",
        "add `workflow_dispatch:` under `on:`",
        changed(HUB, MANUAL, ("on:\n", "on:\n  workflow_dispatch:\n")),
    ),
    "workflow-tag-unprotected": Row(
        changed(HUB, ('tags: ["v*"]', 'tags: ["*"]')),
        "warning",
        f"{WORKFLOW}:3",
        "the filter '*' lets in '1.2.3', which no rule under `tags:` protects",
        'write `tags: ["v*"]`',
        changed(HUB, ('tags: ["v*"]', 'tags: ["v*", "!v0*"]')),
    ),
    "workflow-tag-undeclared": Row(
        changed(HUB, triggers("{tags: ['v*rc*']}")),
        "warning",
        f"{WORKFLOW}:3",
        "a push of the tag 'v1.2.3' comes to the upload to PyPI, and the environment 'pypi'",
        "narrow the trigger",
        changed(HUB, triggers("{tags: ['v*rc*']}"), ('tags: ["v*"]\n', 'tags: ["v*rc*"]\n')),
    ),
    "workflow-branch-undeclared": Row(
        changed(HUB, ('    tags: ["v*"]\n', '    tags: ["v*"]\n    branches: [main]\n')),
        "warning",
        f"{WORKFLOW}:2",
        "a push to the branch 'main' comes to the upload",
        "add it to the publisher's `triggers:`",
        changed(
            HUB,
            ('    tags: ["v*"]\n', '    tags: ["v*"]\n    branches: [main]\n'),
            ("    needs: build\n", "    needs: build\n    if: github.ref_type == 'tag'\n"),
        ),
    ),
    "workflow-manual-undeclared": Row(
        changed(HUB, ("on:\n", "on:\n  workflow_dispatch:\n")),
        "note",
        f"{WORKFLOW}:2",
        "a person can start the upload, and the config does not say `manual: true`",
        "or remove `workflow_dispatch`",
        changed(
            HUB,
            ("on:\n", "on:\n  workflow_dispatch:\n"),
            ("    needs: build\n", "    needs: build\n    if: github.event_name == 'push'\n"),
        ),
    ),
    "pipeline-id-tokens": Row(
        changed(LAB, ("  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n", "")),
        "error",
        f"{PIPELINE}:5",
        "has no `id_tokens`",
        "add `id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}` to the job",
        LAB,
    ),
    "pipeline-audience": Row(
        changed(LAB, ("aud: pypi", "aud: testpypi")),
        "error",
        f"{PIPELINE}:11",
        "no token is for PyPI alone: PYPI_ID_TOKEN is for testpypi",
        "write `aud: pypi` under `PYPI_ID_TOKEN:`",
        changed(LAB, ("{aud: pypi}}", "{aud: pypi}, TESTPYPI_ID_TOKEN: {aud: testpypi}}")),
    ),
    "pipeline-token-name": Row(
        changed(LAB, ("PYPI_ID_TOKEN", "MY_TOKEN")),
        "warning",
        f"{PIPELINE}:11",
        "twine looks for PYPI_ID_TOKEN, and the token is 'MY_TOKEN'",
        "call it `PYPI_ID_TOKEN:`",
        LAB,
    ),
    "pipeline-unprotected": Row(
        changed(LAB, (RULE, "    - if: $CI_COMMIT_TAG\n")),
        "warning",
        f"{PIPELINE}:5",
        "an unprotected tag such as '1.2.3' comes to the upload",
        "CI_COMMIT_REF_PROTECTED",
        changed(LAB, (RULE, "    - if: $CI_COMMIT_TAG =~ /^v/\n")),
    ),
    "pipeline-manual": Row(
        changed(LAB, APPROVED),
        "warning",
        f"{PIPELINE}:5",
        "starts by itself, and the config asks for approvals",
        "add `when: manual` to the job",
        changed(LAB, APPROVED, (RULE, f"{RULE}      when: manual\n")),
    ),
}
