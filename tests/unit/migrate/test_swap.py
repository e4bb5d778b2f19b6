"""The request that swaps the CI of a project: on both forges, over HTTP."""

from collections.abc import Iterator
from typing import Any

import github
import pytest

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.config import Config
from trustpub.errors import WorldError
from trustpub.forges.github.look import reader as reader_of_github
from trustpub.forges.gitlab.look import reader as reader_of_gitlab
from trustpub.migrate.acting.swap import look_at_request, places, propose
from trustpub.migrate.acting.swap_wish import wish
from trustpub.migrate.finding.mentions_implicit import implicit
from trustpub.migrate.model import Request
from trustpub.migrate.proving.feeding import fed
from trustpub.migrate.proving.history import moment
from trustpub.migrate.proving.swapping import swaps
from trustpub.proposing.propose import carry_out, look
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory
from trustpub.writing import files

from ..proposing.conftest import BRANCH, PATHS, Forge, config_of

BY_UP = {"github": ", workflow_by: pull-request", "gitlab": ", pipeline_by: merge-request"}
CONFIGS = {
    "github": """
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers: [{index: pypi, environment: pypi}]
tags: [{pattern: "v*", created_by: {teams: [release-managers]}}]
""",
    "gitlab": """
project: otherproject
gitlab: {repository: group/sub/otherproject}
publishers: [{index: pypi, environment: pypi}]
tags: [{pattern: "v*", created_by: {access: maintainer}}]
""",
}
VALUE = "pypi-AgEIcHlwaS5vcmcPLANTED"
JOB = """on: {{push: {{tags: ["v*"]}}}}
permissions: {{}}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install build twine
      - run: python -m build
{}"""
STEPS = {
    "the action": """      - uses: pypa/gh-action-pypi-publish@release/v1
        with: {user: __token__, password: "${{ secrets.PYPI_TOKEN }}"}
""",
    "twine": """      - run: twine upload dist/*
        env: {TWINE_USERNAME: __token__, TWINE_PASSWORD: "${{ secrets.PYPI_TOKEN }}"}
""",
    "uv": """      - uses: astral-sh/setup-uv@v6
      - run: uv publish
        env: {UV_PUBLISH_TOKEN: "${{ secrets.PYPI_TOKEN }}"}
""",
}
PIPE = """publish:
  image: python:3.12
{}  script:
    - pip install build twine
    - python -m build
    - {}
  rules: [{{if: $CI_COMMIT_TAG}}]
"""
SETTINGS = "  variables:\n    TWINE_USERNAME: __token__\n    TWINE_PASSWORD: $PYPI_TOKEN\n"
TOKENS = {
    **{name: ("github", JOB.format(step)) for name, step in STEPS.items()},
    "variables": ("gitlab", PIPE.format(SETTINGS, "twine upload dist/*")),
    "nothing said": ("gitlab", PIPE.format("", "twine upload dist/*")),
    "a block": ("gitlab", PIPE.format("", "|\n      ls dist\n      twine upload dist/*")),
}
LEFT_OVER = {
    "an option": (
        "github",
        JOB.format("      - run: if true; then uv publish --token ${{ secrets.PYPI_TOKEN }}; fi\n"),
    ),
    "poetry": (
        "github",
        JOB.format("      - run: if true; then poetry publish -p ${{ secrets.PYPI_TOKEN }}; fi\n"),
    ),
    "in one line": ("gitlab", "publish: {script: [twine upload dist/*], tags: [a]}\n"),
    "folded": ("gitlab", PIPE.format("", ">\n      twine upload\n      dist/*")),
    "in the command": (
        "gitlab",
        PIPE.format("", "if true; then TWINE_PASSWORD=$PYPI_TOKEN twine upload dist/*; fi"),
    ),
}


class Project(Forge):
    """A forge whose person need not wait between two writes."""

    @property
    def repo(self) -> Any:
        """The repository, by PyGithub or python-gitlab."""
        if self.api == "gitlab":
            return super().repo
        url, token = self.world.urls["github"], self.world.env["GITHUB_TOKEN"]
        client = github.Github(
            auth=github.Auth.Token(token),
            base_url=f"{url}/api/v3",
            seconds_between_requests=0,
            seconds_between_writes=0,
        )
        return client.get_repo("octo-org/sampleproject")


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    """A sandbox of the example seed."""
    with forked_sandbox() as world:
        yield world


@pytest.fixture(params=["github", "gitlab"])
def forge(request: pytest.FixtureRequest, running: Sandbox) -> Forge:
    """Each forge as it was when it began."""
    running.reset()
    return Project(request.param, running, CONFIGS[request.param])


def config(forge: Forge) -> Config:
    """The project's release config."""
    return config_of(forge.text)


def seen(forge: Forge, given: Any = None) -> Request:
    """A look."""
    return look_at_request(config(forge), forge.world.env, given=given)


def proposed(forge: Forge, given: Any = None) -> Request:
    """What `apply` does."""
    return propose(config(forge), forge.world.env, given=given)


def with_token(forge: Forge) -> Forge:
    """The default branch uploads by a token."""
    forge.push(TOKENS["the action" if forge.api == "github" else "variables"][1], "main")
    return forge


def read(api: str, text: str) -> Any:
    """What feeds the upload to PyPI."""
    snapshot = Memory({PATHS[api]: text.encode()})
    reading = read_repository(snapshot)
    taken = (
        {name for (_, _, name), _ in implicit(reading.jobs, snapshot)} if api == "gitlab" else {}
    )
    return fed(reading, api, "pypi").state, bool(taken)  # type: ignore[arg-type]


@pytest.mark.parametrize(("api", "text"), TOKENS.values(), ids=TOKENS)
def test_the_patch_takes_the_token_out(api: str, text: str) -> None:
    """Whatever fed the upload, named or not; what stays of the file stays as it was."""
    checked = config_of(CONFIGS[api])
    snapshot = Memory({PATHS[api]: text.encode()})

    got = wish(checked, files(checked)[0].forge, snapshot)

    assert "proposed" == got.state
    assert got.change
    assert ("swapped", False) == read(api, got.change.edits[0].text)
    assert ("token" in read(api, text)) or read(api, text)[1]
    for told in ("environment: pypi", "id-token: write" if api == "github" else "PYPI_ID_TOKEN"):
        assert told in got.change.edits[0].text
    assert "PYPI_TOKEN }}" not in got.change.edits[0].text
    assert "python -m build" in got.change.edits[0].text


@pytest.mark.parametrize(("api", "text"), LEFT_OVER.values(), ids=LEFT_OVER)
def test_what_no_patch_takes_out_needs_a_person(api: str, text: str) -> None:
    """Nothing is proposed that would only seem to swap."""
    checked = config_of(CONFIGS[api])

    got = wish(checked, files(checked)[0].forge, Memory({PATHS[api]: text.encode()}))

    assert ("needs a person", None) == (got.state, got.change)
    assert ("feeds the upload" in got.left[0]) or ("takes TWINE_PASSWORD" in got.left[0])
    assert got.left[0].startswith(PATHS[api])


def test_variables_that_are_known_not_to_be_there_are_not_unset() -> None:
    """Only those that reach the project are, under just these names."""
    text = TOKENS["nothing said"][1].replace("upload dist", "upload --skip-existing dist")
    checked = config_of(CONFIGS["gitlab"])

    def change(*given: str) -> str:
        snapshot = Memory({PATHS["gitlab"]: text.encode()})
        got = wish(checked, files(checked)[0].forge, snapshot, frozenset(given))
        assert got.change
        return got.change.edits[0].text

    assert "unset" not in change()
    assert "unset" not in change("twine_password", "UV_PUBLISH_TOKEN")
    assert "    - unset TWINE_PASSWORD\n    - twine upload --skip-existing dist/*\n" in change(
        "TWINE_PASSWORD"
    )


@pytest.mark.parametrize("given", [(), ("TWINE_PASSWORD",)])
def test_what_loses_its_token_sends_attestations(given: tuple[str, ...]) -> None:
    """A bare command would upload by identity, and nothing would show by whose."""
    checked = config_of(CONFIGS["gitlab"])
    snapshot = Memory({PATHS["gitlab"]: TOKENS["nothing said"][1].encode()})

    got = wish(checked, files(checked)[0].forge, snapshot, frozenset(given))

    assert got.change
    text = got.change.edits[0].text
    assert ("twine upload" not in text, "pypi-attestations" in text) == (True, True)
    assert "uv publish --no-config --trusted-publishing always" in text


def test_an_upload_of_another_file_needs_a_person() -> None:
    """A second upload of the same tag would fail, and the token be used on."""
    checked = config_of(CONFIGS["github"])
    other = {".github/workflows/old.yml": JOB.format(STEPS["twine"]).encode()}

    got = wish(checked, files(checked)[0].forge, Memory(other))

    assert ("needs a person", None) == (got.state, got.change)
    assert ".github/workflows/old.yml:10" in got.left[0]
    assert "name that file as the workflow in the release config" in got.left[0]


def test_a_file_that_cannot_be_read_needs_a_person() -> None:
    """No proposal over something that nobody understood."""
    checked = config_of(CONFIGS["github"])

    got = wish(checked, files(checked)[0].forge, Memory({PATHS["github"]: b"a: [\n"}))

    assert ("needs a person", None) == (got.state, got.change)
    assert got.left


def test_a_look_writes_nothing(forge: Forge) -> None:
    """`none`: a request is to be made."""
    with_token(forge)
    mark = forge.world.mark()

    got = seen(forge)

    assert ("none", "") == (got.state, got.link)
    assert [] == forge.writes(mark)


def test_one_request_that_is_brought_up_to_date(forge: Forge) -> None:
    """Twice is once; a config that changed changes the request that is open."""
    with_token(forge)

    first = proposed(forge)
    mark = forge.world.mark()
    again = proposed(forge)

    assert "proposed" == first.state
    assert first == again == seen(forge)
    assert [] == forge.writes(mark)
    forge.edit()
    assert first.link == proposed(forge).link
    assert 1 == len(forge.requests())
    assert "other" in forge.read()


def test_the_text_tells_a_person_what_to_know(forge: Forge) -> None:
    """What changes and why, when to take it, what stays, and what comes next."""
    proposed(with_token(forge))

    ((_, text),) = forge.told()
    for told in (
        "takes the long-lived token out of the upload to PyPI",
        "Take it only after the publisher is registered",
        "environment: pypi",
        "sampleproject" if forge.api == "github" else "otherproject",
        "it stays where it is kept",
        "only then removes the secrets",
        "a person revokes the token",
        "It mends:",
    ):
        assert told in text
    assert VALUE not in text


def test_after_it_was_taken_nothing_is_left_to_propose(forge: Forge) -> None:
    """What else is not as it should be is told, and holds nothing up."""
    proposed(with_token(forge))
    forge.requests()[0].merge()
    mark = forge.world.mark()

    got = proposed(forge)

    assert ("agrees", "") == (got.state, got.link)
    assert [] == forge.writes(mark)
    assert ("swapped", False) == read(forge.api, forge.read("main"))


def test_a_request_that_was_taken_is_the_swap(forge: Forge) -> None:
    """Since it was taken; the commit is older, and the names that fed the upload are known."""
    proposed(with_token(forge))
    one = forge.requests()[0]
    one.merge()
    merged = one.merged_at if forge.api == "gitlab" else forge.repo.get_pull(one.number).merged_at
    text = {PATHS[forge.api]: forge.read("main").encode()}
    pipelines = (PATHS["gitlab"],) if forge.api == "gitlab" else ()
    made = reader_of_github if forge.api == "github" else reader_of_gitlab

    (got,), unknown = swaps(
        made(forge.world.env),
        forge.api,  # type: ignore[arg-type]
        places(config(forge))[0].repository,
        (),
        read_repository(Memory(text), pipelines),
        pipelines,
        "main",
    )

    assert ("swapped", ("PYPI_TOKEN",), ()) == (got.state, got.before, unknown)
    assert got.since
    assert got.since.replace(microsecond=0) == moment(str(merged)).replace(microsecond=0)  # type: ignore[union-attr]


def test_a_file_that_is_not_there_is_proposed_whole(forge: Forge) -> None:
    """The config needs no `workflow_by` for it."""
    got = proposed(forge)

    assert "proposed" == got.state
    assert "swapped" == read(forge.api, forge.read())[0]


def test_a_no_of_a_person_is_a_no(forge: Forge) -> None:
    """Closed, and not opened again."""
    link = proposed(with_token(forge)).link
    forge.close()

    assert ("declined", link) == (proposed(forge).state, seen(forge).link)
    assert 1 == len(forge.requests())


def test_commits_of_others_are_left_alone(forge: Forge) -> None:
    """A conflict, and no write."""
    proposed(with_token(forge))
    forge.push("by: hand\n", BRANCH)
    forge.edit()
    mark = forge.world.mark()

    assert "conflict" == proposed(forge).state
    assert [] == forge.writes(mark)


def test_an_up_and_a_migration_share_one_request(forge: Forge) -> None:
    """The same branch and change, whoever came first; the text is the migration's."""
    forge.text = forge.text.replace("}\npublishers", BY_UP[forge.api] + "}\npublishers")
    with_token(forge)
    link = proposed(forge, given=()).link

    looked = look(config(forge), forge.place, forge.world.env)
    assert link == carry_out(looked).link
    assert 1 == len(forge.requests())
    assert "commit" not in looked.decision.steps


def test_what_an_up_would_take_back_is_proposed_beside_it(running: Sandbox) -> None:
    """On a branch of its own."""
    running.reset()
    forge = Project("gitlab", running, CONFIGS["gitlab"])
    forge.text = forge.text.replace("}\npublishers", BY_UP["gitlab"] + "}\npublishers")
    forge.push(TOKENS["nothing said"][1], "main")

    got = proposed(forge, given=("TWINE_PASSWORD",))

    assert "proposed" == got.state
    assert "trustpub/without-tokens" == forge.requests()[0].source_branch
    assert "uv publish" in forge.read("trustpub/without-tokens")


def test_a_repository_that_is_not_there_is_a_sentence(forge: Forge) -> None:
    """Its look fails with it."""
    forge.text = forge.text.replace("repository: octo-org/", "repository: octo-org/no-")
    forge.text = forge.text.replace("repository: group/sub/", "repository: group/sub/no-")

    with pytest.raises(WorldError, match="is not there"):
        seen(forge)
