"""Rows of the rules about the job: its environment, its permissions, and what runs in it."""

from .repos import ACTION, HASH, HUB, LAB, PIPELINE, WORKFLOW, changed
from .row import Row

BUILD = "  build:\n"
ENVIRONMENT = "    environment: pypi\n    permissions"
BOTH = "    permissions: {contents: read, id-token: write}\n"
CHOICE = "on:\n  workflow_dispatch: {inputs: {to: {type: choice, options: [pypi, staging]}}}\n"

JOBS = {
    "workflow-no-environment": Row(
        changed(HUB, (ENVIRONMENT, "    permissions")),
        "error",
        f"{WORKFLOW}:12",
        "names no environment, and the publisher is for 'pypi'",
        "add `environment: pypi` to the job",
        HUB,
    ),
    "workflow-environment-elsewhere": Row(
        changed(
            HUB,
            (ENVIRONMENT, "    permissions"),
            ("  build:\n", "  build:\n    environment: pypi\n"),
        ),
        "error",
        f"{WORKFLOW}:13",
        "'pypi' stands on the job jobs.build (line 7)",
        "write `environment: pypi` on this job",
        changed(HUB, ("  build:\n", "  build:\n    environment: pypi\n")),
    ),
    "workflow-environment-differs": Row(
        changed(HUB, (ENVIRONMENT, "    environment: {name: release}\n    permissions")),
        "error",
        f"{WORKFLOW}:15",
        "runs in 'release', the publisher is for 'pypi'",
        "write `environment: pypi`",
        changed(HUB, (ENVIRONMENT, "    environment: {name: pypi, url: u}\n    permissions")),
    ),
    "workflow-environment-case": Row(
        changed(LAB, ("  environment: pypi\n", "  environment: PyPI\n")),
        "error",
        f"{PIPELINE}:10",
        "differ by letter case, which counts on PyPI",
        "write `environment: pypi`",
        LAB,
    ),
    "workflow-environment-shared": Row(
        changed(
            HUB, (BUILD, f"{BUILD}    environment: pypi\n    permissions: {{id-token: write}}\n")
        ),
        "warning",
        f"{WORKFLOW}:7",
        "is in 'pypi' and may ask for an ID token, so it can publish to PyPI",
        "take `environment:` or `id-token: write` out of this job",
        changed(
            HUB, (BUILD, f"{BUILD}    environment: pypi\n    permissions: {{contents: read}}\n")
        ),
    ),
    "workflow-environment-open": Row(
        changed(
            HUB,
            ("on:\n", CHOICE),
            (ENVIRONMENT, "    environment: ${{ inputs.to || 'pypi' }}\n    permissions"),
            (
                "    environment: pypi\ntags",
                "    environment: pypi\n    triggers: {tags: ['v*'], manual: true}\ntags",
            ),
        ),
        "warning",
        f"{WORKFLOW}:16",
        "can also become 'staging', which is not declared",
        "write `environment: pypi`",
        changed(
            HUB,
            ("on:\n", CHOICE.replace(", staging", "")),
            (ENVIRONMENT, "    environment: ${{ inputs.to || 'pypi' }}\n    permissions"),
            (
                "    environment: pypi\ntags",
                "    environment: pypi\n    triggers: {tags: ['v*'], manual: true}\ntags",
            ),
        ),
    ),
    "workflow-id-token": Row(
        changed(HUB, (", id-token: write", "")),
        "error",
        f"{WORKFLOW}:16",
        "`id-token: write` is missing",
        "add `id-token: write` under its `permissions:`",
        HUB,
    ),
    "workflow-id-token-for-all": Row(
        changed(HUB, ("permissions: {}", "permissions: {id-token: write}"), (BOTH, "")),
        "warning",
        f"{WORKFLOW}:4",
        "gives every job of the file the right to publish",
        "of the publishing job alone",
        changed(HUB, ("permissions: {}", "permissions: {id-token: none}")),
    ),
    "workflow-wide-permissions": Row(
        changed(HUB, ("contents: read", "contents: write")),
        "warning",
        f"{WORKFLOW}:16",
        "has `contents: write`, and nothing in it is known to need that",
        "write `contents: read`",
        changed(
            HUB,
            ("contents: read", "contents: write"),
            (ACTION, f"{ACTION}      - run: gh release upload v1 dist/*\n"),
        ),
    ),
    "workflow-token": Row(
        changed(HUB, (ACTION, f"{ACTION}        with: {{password: '${{{{ secrets.TOKEN }}}}'}}\n")),
        "error",
        f"{WORKFLOW}:21",
        "`password` feeds the upload, so it goes by that token",
        "remove it; once a release worked, delete TOKEN",
        changed(HUB, (ACTION, f"{ACTION}        with: {{verbose: true}}\n")),
    ),
    "workflow-tool": Row(
        changed(HUB, (ACTION, "      - run: |\n          ls dist\n          poetry publish\n")),
        "error",
        f"{WORKFLOW}:22",
        "'poetry' as it is used here shows no identity",
        "upload with pypa/gh-action-pypi-publish",
        changed(HUB, (ACTION, "      - run: uv publish\n")),
    ),
    "workflow-builds": Row(
        changed(HUB, (ACTION, f"      - run: python -m build\n{ACTION}")),
        "warning",
        f"{WORKFLOW}:20",
        "builds in the job that uploads",
        "build in a job of its own",
        HUB,
    ),
    "workflow-unpinned": Row(
        changed(HUB, (f"publish@{HASH}", "publish@release/v1")),
        "warning",
        f"{WORKFLOW}:20",
        "pypa/gh-action-pypi-publish@release/v1: a tag or branch can be moved",
        "write the commit's 40 digits: `pypa/gh-action-pypi-publish@<commit> # <version>`",
        changed(HUB, (f"publish@{HASH}", f"publish@{HASH} # v1.14.0")),
    ),
    "workflow-attestations": Row(
        changed(HUB, (ACTION, f"{ACTION}        with: {{attestations: false}}\n")),
        "warning",
        f"{WORKFLOW}:21",
        "attestations are switched off",
        "remove the setting",
        changed(HUB, (ACTION, f"{ACTION}        with: {{attestations: true}}\n")),
    ),
}
