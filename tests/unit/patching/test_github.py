"""GitHub: for each fix the smallest file before and after it, in several layouts."""

from typing import Any

import pytest

from trustpub.patching.scene import Scene
from trustpub.patching.spots import read_page
from trustpub.patching.triggers import with_refs
from trustpub.patching.trying import Judge
from trustpub.writing.actions import ACTIONS

from .repository import GITHUB, Memory, changed, config, patched

GH = "pypa/gh-action-pypi-publish@" + ACTIONS["publish"].commit
PIN = f"{GH} # {ACTIONS['publish'].version}"
GOOD = f"""\
on:
  push:
    tags: ["v*"]
jobs:
  # publishes
  publish:
    runs-on: ubuntu-latest # any
    environment: pypi
    permissions:
      id-token: write
    steps:
      - uses: {PIN}
"""
ODD = f"""\
"on": {{push: {{tags: [ v* ]}}}}   # when
jobs:

    "publish":
        # where
        "environment":
            name: 'pypi'
            url: https://example.org
        permissions: {{ id-token: write }}
        runs-on: ubuntu-latest
        steps:
        -   uses: "{GH}"
            with: {{ print-hash: true }}
"""
TEST: dict[str, Any] = {"index": "testpypi", "environment": {"name": "testpypi"}}


def mended(before: str, *publishers: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Lines taken out and added by the patch, after which nothing is left to do."""
    found = patched(before, "github", *publishers)
    again = patched(found.text, "github", *publishers)

    assert ((), found.text) == (found.left, again.text)
    assert () == again.mended
    return changed(before, found.text)


@pytest.mark.parametrize("text", [GOOD, ODD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD])
def test_good_file_stays(text: str) -> None:
    """Nothing to mend, nothing is touched."""
    found = patched(text, "github")

    assert (text, (), (), ()) == (found.text, found.mended, found.left, found.faults)


BROKEN = [
    (GOOD, "environment: pypi", "environment: release", "environment: pypi"),
    (GOOD, "environment: pypi", "environment: 'PyPI' # e", "environment: 'pypi' # e"),
    (GOOD, "environment: pypi\n    ", "", "environment: pypi"),
    (ODD, "name: 'pypi'", 'name: "release"', 'name: "pypi"'),
    (ODD, "            name: 'pypi'\n", "", "name: pypi"),
    (GOOD, "      id-token: write", "      contents: read", "id-token: write"),
    (GOOD, "      id-token: write", "      id-token: none", "id-token: write"),
    (GOOD, "\n      id-token: write", " {}", "permissions: {id-token: write}"),
    (ODD, "{ id-token: write }", "{ contents: read }", "{ contents: read, id-token: write }"),
    (GOOD, "@" + PIN.partition("@")[2], "@release/v1", PIN),
    (GOOD, "@" + PIN.partition("@")[2], "@v1.8 # v1.8", PIN),
    (GOOD, "@" + PIN.partition("@")[2], "@v1 # ours", f"{PIN} # ours"),
    (ODD, "@" + GH.partition("@")[2], "@release/v1", PIN.replace(GH, f'"{GH}"')),
    (GOOD, '["v*"]', '["*"]', 'tags: ["v*"]'),
    (GOOD, '["v*"]', "['v*', test-*]", "tags: ['v*']"),
    (GOOD, ' ["v*"]', "\n    - 'test-*'", "- 'v*'"),
    (GOOD, 'tags: ["v*"]', "branches: [none]", "- 'v*'"),
    (ODD, "{tags: [ v* ]}", "{branches: [none]}", "tags: ['v*']"),
]


@pytest.mark.parametrize(("good", "was", "broken", "line"), BROKEN)
def test_break_is_mended(good: str, was: str, broken: str, line: str) -> None:
    """The line that is wrong becomes right; every other line stays."""
    before = good.replace(was, broken)
    out, added = mended(before)

    assert good != before
    assert any(line in one for one in added), added
    assert len(out) <= 1
    assert len(added) <= 2


def test_job_without_permissions_gets_its_own() -> None:
    """A job that only publishes needs no more; what the workflow grants it keeps."""
    before = GOOD.replace("    permissions:\n      id-token: write\n", "")
    granted = "permissions:\n  actions: read\n" + before

    assert ["permissions:", "contents: read", "id-token: write"] == mended(before)[1]
    assert ["permissions:", "actions: read", "id-token: write"] == mended(granted)[1]


def test_job_that_may_write_is_left() -> None:
    """A block of its own would end the default permissions, which a script may need."""
    before = GOOD.replace("    permissions:\n      id-token: write\n", "")
    for step in ("run: git push", "run: scripts/release", "uses: some/action@v1"):
        text = before.replace("steps:\n", f"steps:\n      - {step}\n")
        found = patched(text, "github")

        assert text == found.text
        assert "workflow-id-token" in [one.id for one in found.left]


def test_right_for_all_moves_to_the_job() -> None:
    """From the workflow to the job, where no other job may want it."""
    before = "permissions:\n  contents: read\n  id-token: write\n" + GOOD.replace(
        "    permissions:\n      id-token: write\n", ""
    )
    other = "  test:\n    runs-on: x\n    steps:\n      - run: aws s3 ls\n"

    assert (["id-token: write"], ["permissions:", "contents: read", "id-token: write"]) == mended(
        before
    )
    assert before + other == patched(before + other, "github").text


def test_wide_permissions_are_narrowed() -> None:
    """Where all that the job does is known."""
    wide = "id-token: write\n      contents: write\n      packages: write # p"

    assert (["contents: write", "packages: write # p"], ["contents: read"]) == mended(
        GOOD.replace("id-token: write", wide)
    )
    all_of = GOOD.replace("permissions:\n      id-token: write", "permissions: write-all # w")
    assert ["permissions: # w", "contents: read", "id-token: write"] == mended(all_of)[1]


STEP = f"      - uses: {PIN}\n"
TOKENS = [
    "        with:\n          password: ${{ secrets.PYPI }}\n",
    "        with:\n          user: __token__\n          password: ${{ secrets.PYPI }} # t\n",
    "        with: {user: __token__, password: '${{ secrets.PYPI }}'}\n",
]


@pytest.mark.parametrize("block", TOKENS)
def test_token_is_removed(block: str) -> None:
    """The inputs that hold it, and the block with the last of them; others stay."""
    kept = "        with:\n          print-hash: true\n          password: ${{ secrets.PYPI }}\n"
    flow = "        with: {user: u, print-hash: true, password: '${{ secrets.PYPI }}'}\n"

    assert STEP == patched(GOOD + block, "github").text[-len(STEP) :]
    assert "        with:\n          print-hash: true\n" in patched(GOOD + kept, "github").text
    assert "        with: {print-hash: true}\n" in patched(GOOD + flow, "github").text


@pytest.mark.parametrize(
    ("version", "known"),
    [("@release/v1", True), ("@v1.8.0", True), (f"@{'a' * 40} # v1.4.2", False)],
)
def test_token_stays_where_the_action_is_too_old(version: str, known: bool) -> None:
    """A version from before trusted publishing could upload with nothing else."""
    text = GOOD.replace("@" + PIN.partition("@")[2], version) + TOKENS[0]

    assert known == ("password" not in patched(text, "github").text)


def test_token_stays_while_the_publisher_cannot_be_used() -> None:
    """The upload works by it until everything else is in place."""
    text = GOOD.replace("environment: pypi", "environment: ${{ vars.WHERE }}") + TOKENS[0]

    assert text == patched(text, "github").text


UV = """\
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - uses: astral-sh/setup-uv@3d3c42e5aac5ba805825da76410c181273ba90b1
      - run: uv publish dist/*.whl
        env:
          UV_PUBLISH_TOKEN: ${{ secrets.PYPI }}
"""


def test_variable_is_removed() -> None:
    """With its `env:` where it is alone; not where the tool may be an old one, or is told it."""
    text = GOOD.replace(STEP, UV)
    old = text.replace("run: uv publish", "run: pip install uv==0.1 && uv publish")
    told = text.replace("uv publish", "uv publish --token $UV_PUBLISH_TOKEN")

    assert (["env:", "UV_PUBLISH_TOKEN: ${{ secrets.PYPI }}"], []) == mended(text)
    assert old == patched(old, "github").text
    assert told == patched(told, "github").text


def test_attestations_are_left_where_somebody_said_why() -> None:
    """Off without a word: removed. With a comment above: a person decides."""
    off = GOOD + "        with:\n          attestations: false\n"
    told = GOOD + "        with:\n          # mirrors reject them\n          attestations: false\n"

    assert (["with:", "attestations: false"], []) == mended(off)
    assert told == patched(told, "github").text


def test_address_of_testpypi_is_added() -> None:
    """The environment says what the job is for."""
    text = GOOD.replace("environment: pypi", "environment: testpypi")
    flow = text.replace(STEP, f"      - {{uses: '{GH}', with: {{print-hash: true}}}}\n")
    url = "repository-url: https://test.pypi.org/legacy/"

    assert ([], ["with:", url.replace("https", "'https") + "'"]) == mended(text, TEST)
    assert url.partition(":")[0] in mended(flow, TEST)[1][0]


def test_events_are_added() -> None:
    """Tags, branches and the button, whatever form `on` has."""
    more: dict[str, Any] = {"tags": ["v*"], "branches": ["main"], "manual": True}
    one = {"index": "pypi", "environment": {"name": "pypi"}, "triggers": more}
    old = 'on:\n  push:\n    tags: ["v*"]\n'
    for form in ("on: create\n", "on: [create]\n", "on: {create: }\n", "on:\n- create\n"):
        found = patched(GOOD.replace(old, form), "github", one)
        assert [] == [p for p in found.left if p.id.endswith("-never")], form
    assert ["branches:", "- main", "workflow_dispatch:"] == mended(GOOD, one)[1]


def test_missing_job_is_appended() -> None:
    """With a job that builds, under free names, indented as the others are."""
    text = GOOD.replace("publish:\n", "build:\n").replace(STEP, "      - run: make\n")
    found = patched(text, "github")
    wide = "\n".join("  " + x if x.startswith("  ") else x for x in text.split("\n"))

    assert () == found.left
    assert found.text.startswith(text)
    assert "\n  build-distributions:\n" in found.text
    assert "\n  publish-pypi:\n    name: Publish to PyPI\n    needs: [build-distributions]" in (
        found.text
    )
    assert "\n    publish-pypi:\n      name" in patched(wide, "github").text
    again = patched(found.text, "github", {"index": "pypi", "environment": {"name": "pypi"}}, TEST)
    assert 1 == again.text.count("build-distributions:\n")
    assert () == again.left


def test_block_that_others_share_is_left() -> None:
    """An edit there would change the other job too."""
    text = GOOD.replace("    permissions:\n", "    permissions: &p\n").replace(
        "id-token: write", "contents: read"
    )
    shared = text + "  other:\n    runs-on: x\n    permissions: *p\n    steps: [{run: 'true'}]\n"
    found = patched(shared, "github")

    assert shared == found.text
    assert ["workflow-id-token"] == [one.id for one in found.left]


def test_filter_that_others_share_is_left() -> None:
    """Tags that are added to a push would be added to pull requests too."""
    on = "on:\n  push: &refs\n    branches: [main]\n  pull_request: *refs\n"
    own, shared = read_page(on.replace("*refs", "")), read_page(on)
    assert own is not None
    assert shared is not None
    verdict = Judge(config("github"), Memory({}), GITHUB).of(on)

    assert with_refs(Scene(own, verdict, ()), "tags", ["v*"])
    assert with_refs(Scene(shared, verdict, ()), "tags", ["v*"]) is None


def test_unreadable_file_is_left_alone() -> None:
    """What is no YAML is told, and not touched."""
    found = patched("on: [push\njobs:\n", "github")

    assert "on: [push\njobs:\n" == found.text
    assert found.faults


def test_what_needs_a_person_is_told_with_its_fix() -> None:
    """A build in the publishing job is taken apart by nobody but a person."""
    text = GOOD.replace(STEP, f"      - run: python -m build\n{STEP}")
    found = patched(text, "github")

    assert text == found.text
    assert ["workflow-builds"] == [one.id for one in found.left]
    assert all(one.fix for one in found.left)
