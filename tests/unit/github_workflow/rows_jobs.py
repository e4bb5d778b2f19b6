"""Workflow -> its entries: events, conditions, needs, matrix, environments and permissions."""

from .rows_steps import GH, TAG, job, step

UP = step(f"uses: {GH}")
SOME = "on: {push: {}, release: {}, workflow_dispatch: {}, schedule: [{cron: '0 0 * * 1'}]}\n"


def two(first: str, second: str, on: str = TAG) -> str:
    """A job `one`, and `two`, which uploads and needs it."""
    return (
        f"{on}jobs:\n  one:\n    runs-on: x\n    steps: [{{run: ls}}]\n{first}"
        f"  two:\n    runs-on: x\n    needs: one\n{second}    steps:\n{UP}"
    )


ROWS = {
    "every event": (
        job(UP, on=SOME),
        ("6 up pypi gh-action-pypi-publish oidc branches+dispatch+release+schedule+tags",),
    ),
    "an event for all that is left": (
        job(UP, on="on: [create, issues, merge_group]\n"),
        ("6 up pypi gh-action-pypi-publish oidc other",),
    ),
    "a condition on the payload": (
        job(UP, "    if: github.event.release.prerelease\n", SOME),
        ("7 up pypi gh-action-pypi-publish oidc release",),
    ),
    "a condition that nobody can read": (
        job(UP, "    if: '${{ github.ref == }}'\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "a condition that is a list": (
        job(UP, "    if: [x]\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "a condition on a variable of the repository": (
        job(UP, "    if: vars.GO == 'yes'\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "tags that are filtered out": (job(UP, on="on: {push: {tags: ['!**']}}\n"), ()),
    "tags and a branch that no tag can be": (
        job(UP, "    if: github.ref == 'refs/heads/main'\n"),
        (),
    ),
    "a tag that the filter leaves out": (
        job(UP, "    if: startsWith(github.ref, 'refs/tags/x')\n"),
        (),
    ),
    "skipped with the job before": (two("    if: false\n", ""), ()),
    "not skipped with always": (
        two("    if: false\n", "    if: always()\n"),
        ("12 two pypi gh-action-pypi-publish oidc tags",),
    ),
    "only after a failure": (
        two("", "    if: failure()\n"),
        ("11 two pypi gh-action-pypi-publish oidc tags",),
    ),
    "only after a failure of what never runs": (two("    if: false\n", "    if: failure()\n"), ()),
    "only where the job before was skipped": (
        two("", "    if: always() && needs.one.result == 'skipped'\n"),
        (),
    ),
    "an output that is written in the file": (
        two(
            "    outputs: {go: \"${{ github.event_name == 'release' }}\"}\n",
            "    if: needs.one.outputs.go == 'true'\n",
            SOME,
        ),
        ("12 two pypi gh-action-pypi-publish oidc release",),
    ),
    "an output that is not declared": (two("", "    if: needs.one.outputs.go == 'true'\n"), ()),
    "jobs that need each other": (
        TAG + f"jobs:\n  one:\n    needs: two\n    steps:\n{UP}"
        f"  two:\n    needs: one\n    steps:\n{UP}",
        (),
    ),
    "a job that needs one that is not there": (
        job(UP, "    needs: nobody\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "rows of a matrix that comes from a job": (
        two(
            "    outputs: {rows: '${{ steps.x.outputs.rows }}'}\n",
            "    strategy: {matrix: '${{ fromJSON(needs.one.outputs.rows) }}'}\n"
            "    environment: ${{ matrix.where }}\n",
        ),
        ("13 two pypi gh-action-pypi-publish oidc tags environment=${{ matrix.where }}",),
    ),
    "an empty matrix": (job(UP, "    strategy: {matrix: {x: []}}\n"), ()),
    "an environment by expression": (
        job(
            UP, "    environment: {name: \"${{ github.ref_type == 'tag' && 'pypi' || 'dev' }}\"}\n"
        ),
        (
            "7 up pypi gh-action-pypi-publish oidc tags "
            "environment=${{ github.ref_type == 'tag' && 'pypi' || 'dev' }}",
        ),
    ),
    "an empty environment": (
        job(UP, "    environment: ''\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "permission of the job": (
        job(UP, "    permissions: {id-token: write}\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags id=job",),
    ),
    "permission to read an ID token": (
        job(UP, "    permissions: {id-token: read}\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "permission of both": (
        job(UP, "    permissions: {id-token: write}\n", top="permissions: write-all\n"),
        ("8 up pypi gh-action-pypi-publish oidc tags id=job",),
    ),
    "pins": (
        job(
            step("uses: a/b@" + 40 * "A")
            + step("uses: ./local", "if: false")
            + step("uses: docker://x@sha256:" + 64 * "0")
            + step("uses: pypa/gh-action-pypi-publish@" + 40 * "f")
        ),
        ("10 up pypi gh-action-pypi-publish oidc tags pinned",),
    ),
    "runs on Windows": (
        job(
            step("run: |", "  twine upload `", "    -r testpypi dist/*")
            + step(f"uses: {GH}", "if: runner.os == 'Linux'")
        ).replace("ubuntu", "windows"),
        ("7 up testpypi twine unknown tags",),
    ),
    "a folder to work in": (
        job(step("run: twine upload dist/*"), "    defaults: {run: {working-directory: x}}\n"),
        ("7 up pypi twine unknown tags pinned",),
    ),
}
