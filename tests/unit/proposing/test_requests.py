"""One branch, one request, and nothing of anybody else: on both forges, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest

from trustpub.errors import WorldError
from trustpub.proposing.propose import carry_out

from .conftest import BRANCH, PATHS, Forge

HAND_MADE = {
    "github": """on: {push: {tags: ["v*"]}}
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: pypi
    steps:
      - uses: actions/checkout@v4
      - run: python -m build
      - uses: pypa/gh-action-pypi-publish@release/v1  # ours
""",
    "gitlab": """# our pipeline
publish:
  image: python:3.12
  script:
    - python -m build
    - twine upload dist/*
  rules: [{if: $CI_COMMIT_TAG}]
""",
}


def test_a_missing_file_is_proposed_once(forge: Forge) -> None:
    """One branch with one commit, one request that says why, and then no write."""
    outcome = forge.up()

    ((state, text),) = forge.told()
    assert ("proposed", ()) == (outcome.state, outcome.left)
    assert state in ("open", "opened")
    assert outcome.link == getattr(forge.requests()[0], "html_url", None) or outcome.link.endswith(
        "/merge_requests/1"
    )
    assert f"`{PATHS[forge.api]}` is not there" in text
    assert "pypi" in forge.read()
    mark = forge.world.mark()
    assert outcome == forge.up()
    assert [] == forge.writes(mark)


def test_a_look_writes_nothing(forge: Forge) -> None:
    """What a preview does are reads."""
    looked = forge.look()

    assert ("proposed", ("commit", "open")) == (looked.decision.state, looked.decision.steps)
    assert [] == forge.writes()


def test_a_file_of_others_is_patched_and_the_request_tells_what_it_mends(forge: Forge) -> None:
    """Comments stay, and each finding stands in the text."""
    forge.push(HAND_MADE[forge.api], "main")

    outcome = forge.up()

    ((_, text),) = forge.told()
    assert "It mends:" in text
    assert "[workflow-" in text
    assert ("# ours" in forge.read()) or ("# our pipeline" in forge.read())
    assert bool(outcome.left) == ("A person has to see to the rest" in text)
    assert HAND_MADE[forge.api] == forge.read("main")


def test_an_edit_updates_the_request_that_is_open(forge: Forge) -> None:
    """The same request, the new text."""
    link = forge.up().link
    forge.edit()

    outcome = forge.up()

    assert link == outcome.link
    assert 1 == len(forge.requests())
    assert "other" in forge.read()
    assert forge.look().at.seen.branch is not None
    assert () == forge.look().decision.steps


def test_a_default_branch_that_moved_takes_the_proposal_along(forge: Forge) -> None:
    """The new commit starts at the new head, so that the request can be taken."""
    forge.up()
    forge.push(HAND_MADE[forge.api], "main")

    forge.up()
    forge.requests()[0].merge()

    assert 1 == len(forge.requests())
    assert "# our" in forge.read("main")


def test_after_a_merge_it_agrees_and_nothing_is_written(forge: Forge) -> None:
    """The branch that was taken is left to those who took it."""
    forge.up()
    forge.requests()[0].merge()
    mark = forge.world.mark()

    outcome = forge.up()

    assert ("agrees", "", ()) == outcome
    assert [] == forge.writes(mark)


def test_after_a_squash_a_new_change_is_proposed_anew(forge: Forge) -> None:
    """Our old commit on the branch is ours: the branch starts again at the new head."""
    first = forge.up().link
    one = forge.requests()[0]
    one.merge(merge_method="squash") if forge.api == "github" else one.merge()
    forge.edit()

    outcome = forge.up()

    assert "proposed" == outcome.state
    assert first != outcome.link
    assert 2 == len(forge.requests())


def test_a_stale_request_is_closed_when_the_file_agrees(forge: Forge) -> None:
    """Somebody put the file there by hand."""
    forge.up()
    forge.push(forge.read(), "main")

    outcome = forge.up()

    ((state, text),) = forge.told()
    assert ("agrees", "", ()) == outcome
    assert "closed" == state
    assert "no longer to be changed" in text


def test_what_a_person_closed_is_not_opened_again(forge: Forge) -> None:
    """A no is a no to this change, and not to the next one."""
    link = forge.up().link
    forge.close()
    mark = forge.world.mark()

    outcome = forge.up()

    assert ("declined", link) == (outcome.state, outcome.link)
    assert [] == forge.writes(mark)
    forge.edit()
    assert "proposed" == forge.up().state
    assert 2 == len(forge.requests())


def test_what_the_tool_closed_may_be_proposed_again(forge: Forge) -> None:
    """The file went back to what it was: its own closing is no refusal."""
    forge.push(HAND_MADE[forge.api], "main")
    forge.up()
    forge.push(forge.read(), "main")
    closing = forge.look().decision
    forge.up()
    forge.push(HAND_MADE[forge.api], "main")

    outcome = forge.up()

    assert outcome.state == "proposed"
    assert len(forge.requests()) == (2 if "close" in closing.steps else 1)


def test_commits_of_others_are_never_lost(forge: Forge) -> None:
    """A commit by hand on our branch: a conflict, no write, not even at the end."""
    forge.up()
    forge.push("by: hand\n", BRANCH)
    forge.edit()
    mark = forge.world.mark()

    outcome = forge.up()
    left = forge.take_back()

    assert "conflict" == outcome.state
    assert "commits of somebody else" in outcome.left[0]
    assert "holds commits of others" in left
    assert "by: hand\n" == forge.read()
    assert [] == forge.writes(mark)


def test_a_push_after_the_look_is_seen_before_the_branch_moves(forge: Forge) -> None:
    """The look may be old by the time of the write."""
    forge.up()
    forge.edit()
    looked = forge.look()
    forge.push("by: hand\n", BRANCH)

    with pytest.raises(WorldError, match="changed meanwhile"):
        carry_out(looked)

    assert "by: hand\n" == forge.read()
    assert "conflict" == forge.up().state


def test_taking_back_leaves_the_default_branch_alone(forge: Forge) -> None:
    """The request is closed, the branch gone; twice is once."""
    forge.up()

    assert "" == forge.take_back()
    assert "" == forge.take_back()

    ((state, text),) = forge.told()
    assert "closed" == state
    assert "no longer asks" in text
    with pytest.raises(Exception, match="404"):
        forge.read()


@pytest.mark.parametrize(
    ("api", "old", "new"),
    [
        ("github", "protected_branches: []  ", 'protected_branches: ["trustpub/*"]  '),
        (
            "github",
            "rulesets: []  ",
            "rulesets: [{name: all, target: branch, enforcement: active, conditions: {ref_name:"
            " {include: [~ALL], exclude: []}}, rules: [{type: deletion}]}]  ",
        ),
        ("gitlab", "protected_branches: []      # names", 'protected_branches: ["trust*"]  #'),
    ],
)
def test_a_protected_branch_is_never_written(
    api: str, old: str, new: str, seeded: Callable[[str, str, str], Forge]
) -> None:
    """Whatever protects the name of our branch, no commit comes there."""
    forge = seeded(api, old, new)

    try:
        told: Any = forge.up().left[0]
    except WorldError as error:
        told = str(error)

    assert "is protected" in told
    assert [] == forge.requests()
    names = [e["key"].rpartition("/")[2] for e in forge.world.events(api) if e["kind"] == "change"]
    assert names in ([], ["release-workflow"])
    assert "PATCH release-workflow" not in forge.writes()
    assert "conflict" == forge.look().decision.state


def test_a_file_that_cannot_be_read_is_left_alone(forge: Forge) -> None:
    """No proposal over something that nobody understood."""
    forge.push("a: [\n", "main")

    outcome = forge.up()

    assert "unreadable" == outcome.state
    assert outcome.left
    assert [] == forge.requests()


def test_a_repository_that_is_not_there_is_a_sentence(forge: Forge) -> None:
    """An `up` fails with it, a `destroy` tells it and goes on."""
    forge.text = forge.text.replace("repository: octo-org/", "repository: octo-org/no-")
    forge.text = forge.text.replace("repository: group/sub/", "repository: group/sub/no-")

    with pytest.raises(WorldError, match="is not there"):
        forge.up()
    assert "nothing was taken back" in forge.take_back()


def test_no_token_in_any_text(forge: Forge) -> None:
    """Neither in what is shown of a look, nor in an error of a write."""
    token = forge.world.env[f"{forge.api.upper()}_TOKEN"]
    looked = forge.look()
    forge.world.faults(forge.api, {"method": "POST", "status": 403, "body": {"message": "no"}})

    with pytest.raises(WorldError) as caught:
        forge.up()

    assert "may not be written with the token in" in str(caught.value)
    assert token not in str(caught.value)
    assert token not in repr(looked)
