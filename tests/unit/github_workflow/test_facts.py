"""What rules are told beyond the entries: places, permissions, pins, environments, files."""

import pytest

from trustpub.workflows.model import Step, UploadJob, WorkflowFile

from .rows_steps import GH, TAG, job, step
from .snapshots import MAIN, reading

UP = step(f"uses: {GH}")


def only(text: str) -> UploadJob:
    """The only job that uploads."""
    (found,) = reading(text).jobs
    return found


def upload(text: str) -> Step:
    """The only upload."""
    (found,) = only(text).uploads
    return found


def file(text: str) -> WorkflowFile:
    """The only file."""
    (found,) = reading(text).files
    return found


def test_permissions_in_force() -> None:
    """The job's own block counts, each scope with its place; `none` is no permission."""
    more = "    permissions:\n      contents: none\n      id-token: write\n"
    found = only(job(UP, more, top="permissions: {packages: write}\n"))

    assert found.permissions is not None
    assert [("id-token", "write", 8, "job")] == [
        (p.scope, p.level, p.mark.line, p.origin) for p in found.permissions
    ]
    assert ("job", 8) == (found.id_token, found.id_token_mark and found.id_token_mark.line)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("write-all", [("*", "write")]),
        ("read-all", [("*", "read")]),
        ("{}", []),
        ("", []),
        ("[x]", []),
        ("some", []),
    ],
)
def test_permissions_of_a_file(block: str, expected: list[tuple[str, str]]) -> None:
    """Short forms are every scope; a block that says nothing grants nothing."""
    found = file(job(UP, top=f"permissions: {block}\n")).permissions

    assert found is not None
    assert expected == [(p.scope, p.level) for p in found]


def test_no_permissions() -> None:
    """Without any block there is nothing to say."""
    assert file(job(UP)).permissions is None
    assert only(job(UP)).permissions is None


def test_uses() -> None:
    """Every `uses:` of the job has its place and whether a hash names it."""
    found = only(job(step("uses: actions/checkout@v6") + step("uses: a/b@" + 40 * "0") + UP))

    assert [(6, False), (7, True), (8, False)] == [(u.mark.line, u.pinned) for u in found.uses]
    assert ("actions/checkout", "a/b", "pypa/gh-action-pypi-publish") == found.runs


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ("", (None,)),
        ("    environment: PyPI\n", ("PyPI",)),
        ("    environment: {name: PyPI, url: x}\n", ("PyPI",)),
        ("    environment: ${{ vars.WHERE }}\n", None),
        (
            "    strategy: {matrix: {to: [a, b]}}\n    environment: ${{ matrix.to }}\n",
            ("a", "b"),
        ),
        ("    environment: ${{ github.event_name == 'push' && 'p' || '' }}\n", ("p", None)),
    ],
)
def test_environments(environment: str, expected: tuple[str | None, ...] | None) -> None:
    """All names that an environment can take, as far as they can be known."""
    found = only(job(UP, environment, "on: {push: {tags: [v]}, release: {types: [published]}}\n"))

    assert expected == found.environments


def test_places_of_an_upload() -> None:
    """Address and credential know where they stand."""
    found = upload(
        job(
            step(
                f"uses: {GH}",
                "with:",
                "  password: ${{ secrets.T }}",
                "  repository-url: https://test.pypi.org/legacy/",
            )
        )
    )

    assert ("https://test.pypi.org/legacy/", 9) == (
        found.url,
        found.url_mark and found.url_mark.line,
    )
    assert [("password:", ("T",), 8)] == [(t.setting, t.secrets, t.mark.line) for t in found.tokens]


def test_place_of_a_variable() -> None:
    """A credential in a variable is told by its name, and where it is set."""
    env = "    env:\n      TWINE_PASSWORD: ${{ secrets.T }}\n"
    (token,) = upload(job(step("run: twine upload dist/*"), env)).tokens

    assert ("TWINE_PASSWORD", ("T",), 6) == (token.setting, token.secrets, token.mark.line)


@pytest.mark.parametrize(
    ("ref", "given", "expected"),
    [
        ("release/v1", "", True),
        ("v1.11.0", "", True),
        ("v1.10.3", "", False),
        ("v1.8.14", "", False),
        ("v1.10.0", "attestations: true", True),
        ("release/v1", "attestations: false", False),
        ("release/v1", "attestations: '${{ vars.X }}'", None),
        ("release/v1", "password: '${{ secrets.T }}'", False),
        (40 * "0", "", None),
    ],
)
def test_attestations(ref: str, given: str, expected: bool | None) -> None:
    """The action attests since v1.11, unless it is told not to, and never with a token."""
    uses = f"uses: pypa/gh-action-pypi-publish@{ref}"
    found = upload(job(step(uses, f"with: {{{given}}}") if given else step(uses)))

    assert expected is found.attestations


def test_builds_by_the_command_of_semantic_release() -> None:
    """Since v8 the action runs the command of pyproject.toml, unless it is told not to."""
    uses = "uses: python-semantic-release/python-semantic-release@v10"
    table = "[tool.semantic_release]\nbuild_command = 'uv build'\n"

    def builds(steps: str, pyproject: str) -> bool:
        return bool(reading({MAIN: job(steps + UP), "pyproject.toml": pyproject}).jobs[0].builds)

    assert builds(step(uses), table)
    assert not builds(step(uses, "with: {build: 'false'}"), table)
    assert not builds(step(uses), "[tool.other]\n")
    assert not builds(step(uses), "no toml")


def test_a_file() -> None:
    """Events, filters, jobs and environments of a file, whether it uploads or not."""
    text = (
        "on:\n  push:\n    tags: [v*, '!vx']\n  schedule:\njobs:\n  one:\n    environment: a\n"
        "    steps: []\n  two: {steps: [], environment: {name: '${{ x }}'}}\n"
    )
    found = file(text)

    assert {"push": 2, "schedule": 4} == {name: mark.line for name, mark in found.events.items()}
    assert [("v*", 3), ("!vx", 3)] == [(t, m.line) for t, m in found.tag_filters or ()]
    assert {"one": 6, "two": 9} == {name: mark.line for name, mark in found.jobs.items()}
    assert [("one", "a", 7), ("two", "${{ x }}", 9)] == [
        (name, text, mark.line) for name, text, mark in found.environments
    ]


@pytest.mark.parametrize("on", ["on: push\n", "on: {push: {branches: [main]}}\n", "on: [push]\n"])
def test_no_filter_of_tags(on: str) -> None:
    """Where tags are not filtered by name there are no filters."""
    assert file(f"{on}jobs: {{}}\n").tag_filters is None


def test_callers_and_callees() -> None:
    """A caller names the file it calls; what it builds is what the called job builds."""
    up = ".github/workflows/up.yml"
    caller = f"{TAG}jobs:\n  call:\n    uses: ./{up}\n"
    found = reading(
        {MAIN: caller, up: job(step("run: python -m build") + UP, on="on: workflow_call\n")}
    )
    call, called = found.jobs

    assert (up, "caller", None) == (call.calls, call.reusable, called.calls)
    assert (4, up, 7) == (call.uploads[0].line, *call.uploads[0].mark[:2])
    assert call.builds == called.builds
