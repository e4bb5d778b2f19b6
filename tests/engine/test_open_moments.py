"""How long a protection is missing while it is edited, by the event log."""

import pytest

from lab.world import Sandbox

from .conftest import GITHUB, GITLAB, MakeStack
from .worlds import changes, gaps

TAG_EDITS = [
    ("created_by: {access: maintainer}", "created_by: {access: developer}"),
    ("created_by: {access: maintainer}", "created_by: {users: [alice]}"),
]
IN_PLACE = [
    (GITHUB, "users: [octocat]", "users: [hubot]"),
    (GITHUB, "wait_timer: 5m", "wait_timer: 6m"),
    (GITHUB, "created_by: {teams: [release-managers]}", "created_by: {teams: [docs]}"),
    (GITHUB, "environment: testpypi", "environment: TESTPYPI"),
    (GITLAB, "{group: group/release-managers}]\n", "{user: alice}]\n"),
    (GITLAB, "required: 2", "required: 1"),
]


@pytest.mark.parametrize(("old", "new"), TAG_EDITS)
def test_editing_a_gitlab_tag_leaves_it_open_for_one_pair_of_requests(
    old: str, new: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """GitLab has no update of protected tags: the POST follows the DELETE, nothing between."""
    stack = make_stack(GITLAB)
    assert 0 == stack.up().code
    mark = world.mark()
    (stack.folder / "release.yaml").write_text(GITLAB.replace(old, new))

    run = stack.up()

    assert 0 == run.code, run.out
    open_moments = gaps(world.events("gitlab", mark), "protected-tag")
    writes = [[r["method"] for r in gap if r["method"] != "GET"] for gap in open_moments]
    assert [["POST"]] == writes
    last = changes(world.events("gitlab", mark), "protected-tag")[-1]
    assert "created" == last["action"]


@pytest.mark.parametrize(("config", "old", "new"), IN_PLACE)
def test_what_the_api_can_update_is_never_taken_away(
    config: str, old: str, new: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """Environments, rulesets and protected environments are updated where they stand."""
    stack = make_stack(config)
    assert 0 == stack.up().code
    mark = world.mark()
    edited = config.replace(old, new)
    assert edited != config
    (stack.folder / "release.yaml").write_text(edited)

    run = stack.up()

    assert 0 == run.code, run.out
    assert [] == [e for e in changes(world.events("all", mark)) if e["action"] != "updated"]
    assert [] == [w for w in world.writes(mark) if w["method"] == "DELETE"]
