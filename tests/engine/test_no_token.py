"""Tokens are nowhere: not in state, output, diff, log, home or project folder."""

from pathlib import Path

import pytest

from lab.world import Sandbox

from .conftest import GITHUB, GITLAB, MakeStack


@pytest.mark.parametrize("config", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_no_token_is_left_anywhere(
    config: str, make_stack: MakeStack, world: Sandbox, tmp_path: Path
) -> None:
    """Up, a failing up, a diff, verbose logs and the state: none of them shows a token."""
    stack = make_stack(config)
    log = tmp_path / "engine.log"
    runs = [
        stack.preview("--diff"),
        stack.up("--verbose", "9", "--logtostderr", "--logflow"),
        stack.up("--refresh", "--diff"),
    ]
    api = "github" if config == GITHUB else "gitlab"
    world.faults(api, {"path": ".", "status": 500, "times": None})
    runs += [stack.up(), stack.destroy()]
    world.faults(api)
    log.write_text("\n".join(run.out for run in runs))

    state = stack.state()

    for token in (world.env["GITHUB_TOKEN"], world.env["GITLAB_TOKEN"]):
        assert token not in state
        for file in (f for f in tmp_path.rglob("*") if f.is_file()):
            assert token.encode() not in file.read_bytes(), file
