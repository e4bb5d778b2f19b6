"""The main job, on both forges: preview, up, up again, refresh, destroy."""

import re

import pytest

from lab.world import Sandbox

from .conftest import GITHUB, GITLAB, MakeStack
from .worlds import changes, held, net

EXPECTED = {
    GITHUB: {
        ("environment", "octo-org/sampleproject/testpypi"),
        ("environment", "octo-org/sampleproject/pypi"),
        ("deployment-policy", "octo-org/sampleproject/testpypi/v*-rc*"),
        ("deployment-policy", "octo-org/sampleproject/pypi/v*"),
        ("ruleset", "octo-org/sampleproject/release tags v*"),
    },
    GITLAB: {
        ("protected-tag", "group/sub/otherproject/v*"),
        ("environment", "group/sub/otherproject/testpypi"),
        ("environment", "group/sub/otherproject/pypi"),
        ("protected-environment", "group/sub/otherproject/testpypi"),
        ("protected-environment", "group/sub/otherproject/pypi"),
    },
}
both = pytest.mark.parametrize("config", [GITHUB, GITLAB], ids=["github", "gitlab"])


@both
def test_up_makes_the_forge_as_declared_and_then_changes_nothing(
    config: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """One up makes everything; the next, and one with refresh, change nothing and write nothing."""
    stack = make_stack(config)

    first = stack.up()

    assert 0 == first.code, first.out
    assert EXPECTED[config] == set(held(world.events("all")))
    mark = world.mark()
    for words in ([], ["--refresh"]):
        again = stack.up(*words)

        assert 0 == again.code, again.out
        assert "13 unchanged" in again.out
        assert re.search(r"read back: (\d+) of \1 settings as declared", again.out)
    assert [] == world.writes(mark)


@both
def test_preview_sends_no_write(config: str, make_stack: MakeStack, world: Sandbox) -> None:
    """A preview asks GitHub, GitLab and PyPI, and sends nothing but reads."""
    stack = make_stack(config)

    run = stack.preview("--diff")

    assert 0 == run.code, run.out
    assert [] == world.writes()
    assert {"GET"} == {e["method"] for e in world.events("all") if e["kind"] == "request"}


@both
def test_destroy_gives_the_world_back(config: str, make_stack: MakeStack, world: Sandbox) -> None:
    """After destroy every object the up made is gone, and nothing else was touched."""
    stack = make_stack(config)
    assert 0 == stack.up().code

    run = stack.destroy()

    assert 0 == run.code, run.out
    assert {} == net(world.events("all"))
    assert changes(world.events("all"))
    assert "remove it by hand at" in run.out
