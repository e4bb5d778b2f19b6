"""Repository -> entries: workflows that call workflows."""

from .rows_steps import GH, TAG, job, step
from .snapshots import FOLDER, MAIN

CALL = "on: workflow_call\n"
MAY = "    permissions: {id-token: write}\n"
UP = step(f"uses: {GH}")


def call(more: str = "", on: str = TAG, name: str = "up", top: str = "") -> str:
    """A workflow whose only job calls another."""
    return f"{on}{top}jobs:\n  call:\n    uses: ./.github/workflows/{name}.yml\n{more}"


def files(main: str, **others: str) -> dict[str, str]:
    """`release.yml` and the workflows beside it."""
    return {MAIN: main, **{f"{FOLDER}{name}.yml": text for name, text in others.items()}}


PASSWORD = step(f"uses: {GH}", "with: {password: '${{ secrets.token }}'}")
SECRETS = "on:\n  workflow_call:\n    secrets: {token: {required: false}}\n"
INPUT = "on:\n  workflow_call:\n    inputs: {really: {type: boolean, default: false}}\n"
ROWS = {
    "a secret under another name": (
        files(
            call("    secrets: {token: '${{ secrets.PYPI_TOKEN }}'}\n"),
            up=job(PASSWORD, on=SECRETS),
        ),
        (
            "4 call pypi gh-action-pypi-publish token tags secrets=PYPI_TOKEN caller pinned",
            "up:8 up pypi gh-action-pypi-publish token tags secrets=token callee",
        ),
    ),
    "a secret that is not handed on": (
        files(call(), up=job(PASSWORD, on=SECRETS)),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:8 up pypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "secrets that are inherited": (
        files(call("    secrets: inherit\n"), up=job(PASSWORD, on=SECRETS)),
        (
            "4 call pypi gh-action-pypi-publish token tags secrets=token caller pinned",
            "up:8 up pypi gh-action-pypi-publish token tags secrets=token callee",
        ),
    ),
    "a secret through three files": (
        files(
            call("    secrets: {middle: '${{ secrets.OUTER }}'}\n", name="mid"),
            mid=call("    secrets: {token: '${{ secrets.middle }}'}\n", CALL),
            up=job(PASSWORD, on=SECRETS),
        ),
        (
            "mid:4 call pypi gh-action-pypi-publish token tags secrets=middle caller pinned",
            "4 call pypi gh-action-pypi-publish token tags secrets=OUTER caller pinned",
            "up:8 up pypi gh-action-pypi-publish token tags secrets=token callee",
        ),
    ),
    "an input that decides": (
        files(
            call("    with: {really: true}\n"),
            other=call(on="on: release\n"),
            up=job(UP, "    if: inputs.really\n", INPUT),
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:9 up pypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "an input from a run by hand": (
        files(
            call(
                "    with: {really: '${{ inputs.go }}'}\n",
                "on: {workflow_dispatch: {inputs: {go: {type: boolean}}}, push: {}}\n",
            ),
            up=job(UP, "    if: inputs.really\n", INPUT),
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc dispatch caller pinned",
            "up:9 up pypi gh-action-pypi-publish oidc dispatch callee",
        ),
    ),
    "a condition of the caller": (
        files(
            call("    if: startsWith(github.ref, 'refs/tags/')\n", "on: [push, schedule]\n"),
            up=job(UP, on=CALL),
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "a caller that never runs": (files(call("    if: false\n"), up=job(UP, on=CALL)), ()),
    "callers that agree on an ID token": (
        files(call(MAY), other=call(MAY, "on: release\n"), up=job(UP, on=CALL)),
        (
            "other:4 call pypi gh-action-pypi-publish oidc release id=job caller pinned",
            "4 call pypi gh-action-pypi-publish oidc tags id=job caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc release+tags id=job callee",
        ),
    ),
    "callers that do not agree": (
        files(call(MAY), other=call("", "on: release\n"), up=job(UP, on=CALL)),
        (
            "other:4 call pypi gh-action-pypi-publish oidc release caller pinned",
            "4 call pypi gh-action-pypi-publish oidc tags id=job caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc release+tags id=unknown callee",
        ),
    ),
    "a called job with permissions of its own": (
        files(call(MAY), up=job(UP, "    permissions: {contents: read}\n", CALL)),
        (
            "4 call pypi gh-action-pypi-publish oidc tags id=job caller pinned",
            "up:7 up pypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "permission through three files": (
        files(
            call(name="mid", top="permissions: {id-token: write}\n"),
            mid=call(on=CALL),
            up=job(step("run: uv publish"), on=CALL),
        ),
        (
            "mid:4 call pypi uv oidc tags id=workflow caller pinned",
            "5 call pypi uv oidc tags id=workflow caller pinned",
            "up:6 up pypi uv oidc tags id=workflow callee pinned",
        ),
    ),
    "workflows that call each other": (
        files(
            call(on="on: [push, workflow_call]\n", name="up"),
            up=CALL
            + "jobs:\n  back:\n    uses: ./.github/workflows/release.yml\n"
            + job(UP).partition("jobs:\n")[2],
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc branches+tags caller pinned",
            "up:8 up pypi gh-action-pypi-publish oidc branches+tags callee",
        ),
    ),
    "a workflow that is not there": (files(call()), ()),
    "a workflow that may not be called": (
        files(call(), up=job(UP, on="on: release\n")),
        ("up:6 up pypi gh-action-pypi-publish oidc release",),
    ),
    "a workflow of another repository": (
        files(
            TAG
            + "jobs:\n  call:\n    uses: a/b/.github/workflows/c.yml@v1\n    secrets: inherit\n",
        ),
        (),
    ),
    "a workflow of another repository that may ask for an ID token": (
        files(
            TAG + "permissions: {id-token: write}\n"
            "jobs:\n  call:\n    uses: a/b/.github/workflows/c.yml@v1\n",
        ),
        (),
    ),
    "a workflow of another repository without secrets": (
        files(
            TAG + "jobs:\n  call:\n    uses: a/b/.github/workflows/c.yml@v1\n",
        ),
        (),
    ),
    "a call in every row": (
        files(
            call(
                "    strategy: {matrix: {where: [pypi, testpypi]}}\n"
                "    with: {where: '${{ matrix.where }}'}\n"
            ),
            up=job(
                step("run: twine upload -r ${{ inputs.where }} dist/*"),
                "    environment: ${{ inputs.where }}\n",
                "on: {workflow_call: {inputs: {where: {type: string}}}}\n",
            ),
        ),
        (
            "4 call pypi twine unknown tags caller pinned",
            "4 call testpypi twine unknown tags caller pinned",
            "up:7 up pypi twine unknown tags environment=${{ inputs.where }} callee pinned",
            "up:7 up testpypi twine unknown tags environment=${{ inputs.where }} callee pinned",
        ),
    ),
    "a called job that builds": (
        files(call(), up=job(step("run: python -m build") + UP, on=CALL)),
        (
            "4 call pypi gh-action-pypi-publish oidc tags builds caller pinned",
            "up:7 up pypi gh-action-pypi-publish oidc tags builds callee",
        ),
    ),
    "a called job that builds beside the one that uploads": (
        files(
            call(),
            up=job(UP, on=CALL) + "  make:\n    runs-on: x\n    steps: [{run: python -m build}]\n",
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "a called workflow by the new spelling": (
        files(
            TAG + "jobs:\n  call:\n    uses: $/.github/workflows/up.yml\n",
            up=job(UP, on=CALL),
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
}
