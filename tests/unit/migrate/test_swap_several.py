"""The swap of several files, and of several configs of one repository."""

from dataclasses import replace

import pytest

from lab.world import Sandbox
from trustpub.migrate.acting.swap import looked
from trustpub.migrate.acting.swap_wish import wish
from trustpub.migrate.proving.feeding import fed
from trustpub.proposing.model import Wish
from trustpub.proposing.propose import carry_out, look
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

from ..proposing.conftest import BRANCH, PATHS, SECOND, SECOND_PATHS, Forge, config_of
from .test_swap import (
    BY_UP,
    CONFIGS,
    JOB,
    LEFT_OVER,
    PIPE,
    SETTINGS,
    STEPS,
    TOKENS,
    config,
    forge,
    proposed,
    running,
    seen,
)

__all__ = ("forge", "running")
MAIN, TEST = PATHS["github"], SECOND_PATHS["github"]
TO_TEST = """      - uses: pypa/gh-action-pypi-publish@release/v1
        with:
          password: ${{ secrets.TEST_TOKEN }}
          repository-url: https://test.pypi.org/legacy/
"""
BY_HAND = """      - run: |
          if true; then
            uv publish --token ${{ secrets.TEST_TOKEN }} --publish-url https://test.pypi.org/legacy/
          fi
"""
ACTION, TWINE, UV = (JOB.format(STEPS[name]) for name in ("the action", "twine", "uv"))
NO_TOKEN = UV.partition("        env:")[0].replace(
    "    steps:", "    permissions: {id-token: write}\n    steps:"
)
OPTION = LEFT_OVER["an option"][1]
CALLER = """on: {push: {tags: ["v*"]}}
permissions: {}
jobs:
  upload:
    uses: ./.github/workflows/publish.yml
    secrets: inherit
"""
CALLED = f"on: {{workflow_call: {{}}}}\n{OPTION.partition(chr(10))[2]}"


def both(api: str = "github", index: str = "testpypi") -> str:
    """A config of two files."""
    second = SECOND[api].replace("index: testpypi", f"index: {index}")
    return CONFIGS[api].replace("publishers: [", f"publishers: [{second}, ")


@pytest.fixture
def two(forge: Forge) -> Forge:
    """A forge with a config of two files."""
    return replace(forge, text=both(forge.api))


def wished(text: str, **files: str) -> Wish:
    """What a migration makes of `main`, `test` and `old`."""
    names = {"main": MAIN, "test": TEST, "old": ".github/workflows/old.yml"}
    snapshot = Memory({names[name]: text.encode() for name, text in files.items()})
    return wish(config_of(text), "github", snapshot)


def paths(found: Wish) -> list[str]:
    """What is proposed."""
    return [one.path for one in found.change.edits] if found.change else []


@pytest.mark.parametrize(
    ("text", "files", "expected"),
    [
        (both(), {"main": ACTION, "test": JOB.format(TO_TEST)}, [TEST, MAIN]),
        (both(), {"main": ACTION, "test": JOB.format(BY_HAND)}, [MAIN]),
        (both(), {"main": OPTION, "test": JOB.format(TO_TEST)}, [TEST]),
        (both(), {"main": OPTION, "test": JOB.format(BY_HAND)}, []),
        (both(), {"test": JOB.format(BY_HAND)}, [MAIN]),
        (both(), {"main": "a: [\n", "test": JOB.format(TO_TEST)}, [TEST]),
        (both(), {"old": ACTION, "test": JOB.format(TO_TEST)}, [TEST]),
        (both(), {"old": ACTION, "test": JOB.format(BY_HAND)}, []),
        (both(index="pypi"), {"main": ACTION, "test": OPTION}, [MAIN]),
        (both(index="pypi"), {"main": CALLER, "test": CALLED}, []),
        (both(index="pypi"), {"test": OPTION}, []),
        (CONFIGS["github"], {"main": ACTION, "old": UV}, [MAIN]),
        (CONFIGS["github"], {"old": UV}, []),
        (CONFIGS["github"], {"old": NO_TOKEN}, []),
        (both(), {"old": NO_TOKEN, "test": JOB.format(TO_TEST)}, [TEST]),
        (both(), {"main": NO_TOKEN, "test": JOB.format(TO_TEST)}, [TEST, MAIN]),
        (CONFIGS["github"], {"main": ACTION + OPTION.partition("build\n")[2]}, []),
    ],
)
def test_what_is_proposed_while_the_rest_needs_a_person(
    text: str, files: dict[str, str], expected: list[str]
) -> None:
    """Only files whose own uploads are through, and only where all others stay as they are."""
    found = wished(text, **files)

    assert expected == paths(found)
    assert ("proposed" if expected else "needs a person") == found.state


def test_a_pipeline_that_needs_a_person_stays_as_it_is() -> None:
    """On GitLab too: the other one is proposed."""
    by_hand = PIPE.format(
        "", "if true; then TWINE_PASSWORD=$TEST_TOKEN twine upload -r testpypi dist/*; fi"
    )
    files = {PATHS["gitlab"]: TOKENS["variables"][1], SECOND_PATHS["gitlab"]: by_hand}
    snapshot = Memory({path: text.encode() for path, text in files.items()})

    found = wish(config_of(both("gitlab")), "gitlab", snapshot, frozenset(("PYPI_TOKEN",)))

    assert ("proposed", [PATHS["gitlab"]]) == (found.state, paths(found))
    assert found.left[0].startswith(f"{SECOND_PATHS['gitlab']}:6: a token feeds the upload")


def test_the_file_that_stays_is_told_in_the_request() -> None:
    """Why, and that no secret is removed before it is through."""
    found = wished(both(), main=ACTION, test=JOB.format(BY_HAND))

    assert found.change
    assert f"Publish from {MAIN} without a long-lived token" == found.change.title
    told = f"{TEST}:12: a token feeds the upload by uv; take the token out of it by hand"
    assert told in found.left
    assert told in found.change.body
    assert "no secret is removed before:" in found.change.body
    assert "the upload to PyPI." in found.change.body
    after = Memory({MAIN: found.change.edits[0].text.encode(), TEST: JOB.format(BY_HAND).encode()})
    reading = read_repository(after, ())
    assert "swapped" == fed(reading, "github", "pypi").state
    assert ("token", ("TEST_TOKEN",)) == fed(reading, "github", "testpypi")[::2]


def test_a_file_that_has_to_wait_is_told() -> None:
    """What could be patched, and is not proposed for what it would do to the other file."""
    found = wished(both(), old=NO_TOKEN, test=JOB.format(TO_TEST))

    (told,) = (one for one in found.left if "waits for the rest" in one)
    assert told.startswith(f"{MAIN}: its change waits for the rest: alone it would leave")
    assert found.change
    assert told.partition(": ")[2] in found.change.body


def test_a_second_upload_of_each_release_is_never_added() -> None:
    """Told with the upload that is there, though that one needs no token."""
    found = wished(both(), old=NO_TOKEN, test=JOB.format(TO_TEST))

    told = f".github/workflows/old.yml:12 uploads to pypi already, and {MAIN} would be a second"
    assert any(one.startswith(told) for one in found.left)
    assert "name that file as the workflow in the release config" in found.left[0]


def push_both(one: Forge) -> None:
    """Both files upload by a token."""
    api = one.api
    one.push(TOKENS["the action" if api == "github" else "variables"][1], "main")
    to_test = PIPE.format(
        f"{SETTINGS}    TWINE_REPOSITORY_URL: https://test.pypi.org/legacy/\n",
        "twine upload dist/*",
    )
    one.push(JOB.format(TO_TEST) if api == "github" else to_test, "main", SECOND_PATHS[api])


def test_one_request_for_all_files(two: Forge) -> None:
    """One commit, one text that tells of each; twice is once."""
    push_both(two)

    got = proposed(two)

    (one,) = two.requests()
    ((_, text),) = two.told()
    assert "proposed" == got.state
    assert "the upload to TestPyPI and PyPI" in text
    for path in (PATHS[two.api], SECOND_PATHS[two.api]):
        assert path in one.title
        assert f"`{path}` is not what the release config asks for" in text
        assert "PYPI_TOKEN" not in two.read(path=path)
    mark = two.world.mark()
    assert got == proposed(two) == seen(two)
    assert [] == two.writes(mark)
    one.merge()
    assert "agrees" == proposed(two).state


def test_a_file_that_agrees_is_left_out(two: Forge) -> None:
    """Only the other one is in the request."""
    push_both(two)
    proposed(two)
    two.push(two.read(), "main")

    got = proposed(two)

    ((_, text),) = two.told()
    assert "proposed" == got.state
    assert f"Publish from {SECOND_PATHS[two.api]} without" in two.requests()[0].title
    assert f"`{PATHS[two.api]}`" not in text


def test_two_configs_of_one_repository_have_a_request_each(forge: Forge) -> None:
    """Neither overwrites the other's branch."""
    push_both(forge)
    path = SECOND_PATHS[forge.api]
    where = f"workflow: {path.rpartition('/')[2]}" if forge.api == "github" else f"pipeline: {path}"
    entry = f"{{index: testpypi, environment: testpypi, {where}}}"
    second = replace(
        forge,
        text=forge.text.replace("project: ", "project: my-").replace(
            "{index: pypi, environment: pypi}", entry
        ),
    )

    got = proposed(forge), proposed(second)

    assert 2 == len({one.link for one in got}) == len(forge.branches())
    assert "PYPI_TOKEN" not in forge.read(BRANCH)
    assert got == (proposed(forge), proposed(second))
    assert 2 == len(forge.requests())


def test_an_old_request_of_the_only_file_is_kept(forge: Forge) -> None:
    """It had no claims; it is that request which is brought up to date."""
    push_both(forge)
    (one,) = looked(config(forge), forge.world.env, None, None)
    assert one.wish.change
    old = one._replace(wish=one.wish._replace(change=one.wish.change._replace(claims=())))
    link = carry_out(old).link

    assert link == proposed(forge).link
    forge.edit()
    assert link == proposed(forge).link
    assert 1 == len(forge.requests())


def test_an_up_and_a_migration_share_the_request_of_several_files(two: Forge) -> None:
    """The same branch and commit, whoever came first."""
    two.text = two.text.replace("}\npublishers", BY_UP[two.api] + "}\npublishers")
    push_both(two)
    link = proposed(two, given=()).link

    found = look(config(two), two.place, two.world.env)

    assert link == carry_out(found).link
    assert 1 == len(two.requests())
    assert "commit" not in found.decision.steps


def test_a_migration_closes_nothing_that_an_up_proposes(running: Sandbox) -> None:
    """Where it has nothing to propose itself."""
    running.reset()
    one = Forge("github", running, CONFIGS["github"])
    one.text = one.text.replace("}\npublishers", BY_UP["github"] + "}\npublishers")
    one.push(OPTION, "main")
    link = carry_out(look(config(one), one.place, running.env)).link

    got = proposed(one)

    assert "needs a person" == got.state
    assert [(link, "open")] == [(each.html_url, each.state) for each in one.requests()]
