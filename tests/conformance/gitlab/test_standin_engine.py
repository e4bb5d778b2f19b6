"""The stand-in under the real engine."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from engine.ensure import ensure_engine
from engine.environment import engine_env
from engine.errors import EngineError
from engine.home import prepare_home

from .loopback import Loopback

pytestmark = [pytest.mark.engine, pytest.mark.slow]
CHECKOUT = Path(__file__).parents[3]
P = "group/sub/otherproject"
TOKEN = "sandbox-gitlab-admin"
PROGRAM = """
import json, pulumi, pulumi_gitlab
for name, kind, args, options in json.load(open("resources.json")):
    getattr(pulumi_gitlab, kind)(name, opts=pulumi.ResourceOptions(**options), **args)
"""
FIRST = {"delete_before_replace": True}


class Stack:
    """A stack in a folder of its own."""

    def __init__(self, folder: Path, world: Loopback) -> None:
        venv = CHECKOUT / ".venv"
        self.folder, self.world, self.engine = folder, world, ensure_engine(venv)
        prepare_home(folder / "home", self.engine)
        (folder / "state").mkdir()
        (folder / "Pulumi.yaml").write_text("name: standin\nruntime: python\n")
        (folder / "__main__.py").write_text(PROGRAM)
        settings = {"GITLAB_BASE_URL": f"{world.url}/", "GITLAB_TOKEN": TOKEN}
        self.env = engine_env(self.engine, folder / "home", venv, folder / "state") | settings
        self.run("stack", "init", "dev")

    def run(self, *arguments: str) -> str:
        """One command of the engine; its output."""
        done = subprocess.run(
            [str(self.engine.pulumi), *arguments, "--non-interactive"],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def up(self, resources: list[Any], *more: str) -> list[tuple[str, str]]:
        """Bring the resources up; what changed in GitLab: what, action."""
        (self.folder / "resources.json").write_text(json.dumps(resources))
        before = len(self.world.changes())
        self.run("up", "--yes", "--skip-preview", *more)
        return [(what, action) for what, _, action in self.world.changes()[before:]]


@pytest.fixture
def stack(tmp_path: Path, world: Loopback) -> Stack:
    """An empty stack against the example seed."""
    try:
        return Stack(tmp_path, world)
    except EngineError as error:
        pytest.skip(f"no engine: {error}")


def tag(level: str, options: dict[str, Any]) -> list[Any]:
    """A protected tag."""
    return [
        "tag",
        "TagProtection",
        {"project": P, "tag": "v*", "create_access_level": level},
        options,
    ]


def test_resources_settle(stack: Stack) -> None:
    """Created once; a second run and a refresh change nothing; destroyed in order."""
    resources = [
        tag("no one", FIRST),
        [
            "pypi",
            "ProjectEnvironment",
            {"project": P, "name": "pypi", "stop_before_destroy": True},
            {},
        ],
        [
            "rule",
            "ProjectProtectedEnvironment",
            {
                "project": P,
                "environment": "pypi",
                "deploy_access_levels_attributes": [{"group_id": 3}, {"user_id": 2}],
                "approval_rules": [{"access_level": "maintainer", "required_approvals": 1}],
            },
            {},
        ],
    ]
    assert len(stack.up(resources)) == 3
    assert stack.up(resources) == []
    assert stack.up(resources, "--refresh") == []
    state = "".join(p.read_text() for p in (stack.folder / "state").rglob("*.json"))
    assert TOKEN not in state
    stack.run("destroy", "--yes", "--skip-preview")
    deleted = {what for what, _, action in stack.world.changes() if action == "deleted"}
    assert deleted == {"protected-tag", "environment", "protected-environment"}


def test_a_tag_is_edited(stack: Stack) -> None:
    """In the engine's own order the tag ends unprotected; deleted first, it does not."""
    stack.up([tag("maintainer", FIRST)])
    deleted, created = ("protected-tag", "deleted"), ("protected-tag", "created")
    assert stack.up([tag("no one", FIRST)]) == [deleted, created]
    assert stack.up([tag("developer", {})]) == [deleted, created, deleted]
    assert stack.world.api.state.projects[P].protected_tags == {}


def test_it_is_changed_by_hand(stack: Stack) -> None:
    """A refresh sees it, and the run puts it right."""
    resources = [tag("no one", FIRST)]
    stack.up(resources)
    stack.world.api.state.projects[P].protected_tags.clear()
    assert stack.up(resources) == []
    assert stack.up(resources, "--refresh") == [("protected-tag", "created")]
