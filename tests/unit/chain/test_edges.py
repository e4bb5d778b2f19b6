"""What real release workflows taught: the sentence has to fit the job it stands at."""

import pytest

from trustpub.model import Problem

from .repos import ACTION, HASH, HUB, LAB, TEST_URL, WORKFLOW, chain, changed

RULE = '$CI_COMMIT_TAG =~ /^v/ && $CI_COMMIT_REF_PROTECTED == "true"'
OPEN_LAB = changed(LAB, ("{name: pypi, deployers: [{access: maintainer}]}", "pypi"))


def found(texts: dict[str, str], name: str) -> list[Problem]:
    """What one rule finds."""
    return [one for one in chain(texts)[1].problems if one.id == name]


def test_build_is_told_at_its_own_line() -> None:
    """In a script of many lines the one that builds is named."""
    script = "      - run: |\n          pip install build\n          python -m build\n"
    lab = changed(LAB, ("    - twine", "    - poetry build\n    - twine"))

    assert [22] == [
        p.line for p in found(changed(HUB, (ACTION, script + ACTION)), "workflow-builds")
    ]
    assert [14] == [p.line for p in found(lab, "workflow-builds")]


def test_several_settings_of_a_token() -> None:
    """User and password are two, and the token is revoked where it is from."""
    settings = "{user: '${{ secrets.A }}', password: '${{ secrets.B }}'"
    texts = changed(
        HUB,
        ("index: pypi", "index: testpypi"),
        (ACTION, f"{ACTION}        with: {settings}, repository-url: '{TEST_URL}'}}\n"),
    )

    (one,) = found(texts, "workflow-token")

    assert "`user`, `password` feed the upload" in one.found
    assert (
        "remove them; once a release worked, delete A, B and revoke the token on TestPyPI"
        == one.fix
    )


def test_credential_that_may_be_an_exchanged_one() -> None:
    """What another step makes may come from the ID token: a warning, and no word of the tool."""
    step = (
        f"      - {{id: x, uses: someone/mints@{HASH}}}\n      - run: poetry publish\n"
        "        env: {POETRY_PYPI_TOKEN_PYPI: '${{ steps.x.outputs.y }}'}\n"
    )

    _, one = chain(changed(HUB, (ACTION, step)))

    assert [("workflow-token", "warning")] == [(p.id, p.severity) for p in one.problems]
    assert "where it is from is not in the files" in one.problems[0].found


def test_tool_that_takes_tokens_alone() -> None:
    """Whoever removes the token of such a tool is left with nothing: both are said at once."""
    step = "      - run: hatch publish\n        env: {HATCH_INDEX_AUTH: '${{ secrets.A }}'}\n"
    texts = changed(HUB, (ACTION, step))

    assert {"workflow-token", "workflow-tool"} == {p.id for p in chain(texts)[1].problems}


@pytest.mark.parametrize(("version", "count"), [("v1.5.0", 1), ("v1.8.14", 0), ("v1.13", 0)])
def test_action_before_it_knew_identities(version: str, count: int) -> None:
    """The action takes ID tokens since v1.8."""
    texts = changed(HUB, (f"publish@{HASH}", f"publish@{version}"))

    assert count == len(found(texts, "workflow-tool"))


def test_permissions_that_other_steps_need() -> None:
    """A new block takes away what it does not name, and says so where steps may need more."""
    block = "    permissions: {contents: read, id-token: write}\n"
    bare = changed(HUB, (block, ""))
    more = changed(bare, (ACTION, f"{ACTION}      - uses: ncipollo/release-action@{HASH}\n"))

    assert found(bare, "workflow-id-token")[0].fix.endswith("to the job")
    assert found(more, "workflow-id-token")[0].fix.endswith("with what else its steps write")


def test_one_job_for_two_environments() -> None:
    """A job has one environment, so nobody is told to write two."""
    second = "    environment: pypi\n  - index: testpypi\n    environment: testpypi\ntags:"
    texts = changed(
        HUB,
        ("    environment: pypi\ntags:", second),
        ("    environment: pypi\n    permissions", "    permissions"),
        (ACTION, f"{ACTION}{ACTION}        with: {{repository-url: '{TEST_URL}'}}\n"),
    )

    assert [
        f"a job has one environment: upload in a job of its own, with `environment: {name}`"
        for name in ("pypi", "testpypi")
    ] == [one.fix for one in found(texts, "workflow-no-environment")]


def test_upload_for_whoever_calls() -> None:
    """No publisher can be declared for a file that other repositories call: a note."""
    called = changed(HUB, ('  push:\n    tags: ["v*"]\n', "  workflow_call:\n"))[WORKFLOW]
    texts = changed(HUB, (".github/workflows/called.yml", called))

    (one,) = found(texts, "workflow-undeclared")

    assert ("note", ".github/workflows/called.yml") == (one.severity, one.file)


@pytest.mark.parametrize("name", ["workflow-builds", "workflow-unpinned"])
def test_habits_where_the_index_is_not_told(name: str) -> None:
    """A job whose index is a variable may be the publisher's, and is judged like it."""
    texts = changed(
        HUB,
        (f"publish@{HASH}", "publish@release/v1"),
        (ACTION.replace(HASH, "release/v1"), ""),
    )
    step = "      - uses: pypa/gh-action-pypi-publish@release/v1\n"
    url = "        with: {repository-url: '${{ vars.TARGET }}'}\n"
    texts = {**HUB, WORKFLOW: texts[WORKFLOW] + f"      - run: python -m build\n{step}{url}"}

    assert [name] == [one.id for one in found(texts, name)]


def test_protection_where_branches_publish() -> None:
    """The condition that is proposed does not shut out the branches that are declared."""
    declared = "    environment: pypi\n    triggers: {tags: ['v*'], branches: [main]}\n"
    texts = changed(OPEN_LAB, ("    environment: pypi\n", declared), (RULE, "$CI_COMMIT_TAG"))

    assert "if: '$CI_COMMIT_REF_PROTECTED" in found(texts, "pipeline-unprotected")[0].fix
    texts = changed(OPEN_LAB, (RULE, "$CI_COMMIT_TAG"))
    assert "if: '$CI_COMMIT_TAG && $CI_" in found(texts, "pipeline-unprotected")[0].fix


def test_variable_that_decides_about_unprotected_refs() -> None:
    """A variable of the project's settings may be a guard or none: it is listed as not seen."""
    _, open_ = chain(changed(OPEN_LAB, (RULE, "$CI_COMMIT_TAG && $DEPLOY")))
    _, guarded = chain(changed(LAB, (RULE, "$CI_COMMIT_TAG && $DEPLOY")))

    assert [True] == ["unprotected tag such as '1.2.3'" in one.why for one in open_.unknown]
    assert () == guarded.unknown


@pytest.mark.parametrize(
    ("script", "tokens", "count"),
    [
        ("uv publish", "PYPI_ID_TOKEN: {aud: pypi}", 0),
        ("uv publish --trusted-publishing never", "PYPI_ID_TOKEN: {aud: pypi}", 1),
        ("pip install 'twine<6'\n    - twine upload dist/*", "PYPI_ID_TOKEN: {aud: pypi}", 1),
        ("flit publish", "OTHER: {aud: pypi}", 1),
        ("uv publish", "OTHER: {aud: pypi}", 0),
    ],
)
def test_tools_on_gitlab(script: str, tokens: str, count: int) -> None:
    """The tool is named where it is to blame; a token of another name has a rule of its own."""
    texts = changed(
        LAB,
        ("    - pip install twine\n    - twine upload dist/*", f"    - {script}"),
        ("PYPI_ID_TOKEN: {aud: pypi}", tokens),
    )

    assert count == len(found(texts, "workflow-tool"))


def test_filter_for_tags_where_there_is_none() -> None:
    """A filter of tags alone would end the runs for branches, so both are proposed."""
    texts = changed(HUB, ('  push:\n    tags: ["v*"]\n', "  push:\n"))

    fixes = [one.fix for one in found(texts, "workflow-tag-unprotected")]

    assert ['write `push: {branches: ["**"], tags: ["v*"]}`, or protect such tags too'] == fixes


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ("  pull_request:\n", True),
        ("  workflow_run: {workflows: [CI], types: [completed]}\n", True),
        ("  repository_dispatch:\n", True),
        ("  create:\n", False),
        ("  release: {types: [published]}\n", False),
    ],
)
def test_events_that_have_no_tag(events: str, told: bool) -> None:
    """Of the other events `create` alone runs on the tag; all else runs on a branch."""
    texts = changed(HUB, ('  push:\n    tags: ["v*"]\n', events))

    assert told == bool(found(texts, "workflow-tag-never"))


def test_event_that_anybody_can_cause() -> None:
    """A comment is enough, unless a condition keeps it away."""
    texts = changed(HUB, ("on:\n", "on:\n  issue_comment:\n"))
    kept = changed(
        texts, ("    needs: build\n", "    needs: build\n    if: github.ref_type == 'tag'\n")
    )

    assert ["warning"] == [p.severity for p in found(texts, "workflow-fork-event")]
    assert [] == found(kept, "workflow-fork-event")


def test_each_job_is_asked_for_itself() -> None:
    """Of two jobs of a pipeline only the open one is told."""
    pipeline = OPEN_LAB[".gitlab-ci.yml"]
    job = pipeline[pipeline.index("publish:") :].replace("publish:", "open:")
    texts = {**OPEN_LAB, ".gitlab-ci.yml": pipeline + job.replace(RULE, "$CI_COMMIT_TAG")}

    assert ["open"] == [
        (p.field or "").rpartition(".")[2] for p in found(texts, "pipeline-unprotected")
    ]
