"""GitHub's secondary limit in the middle of an up: what was declared is there, whole."""

import json
from pathlib import Path

from ruamel.yaml import YAML

from lab.stack import Stack, environment
from lab.world import CLONE, sandbox

from .conftest import GITHUB, MAIN, PROJECT
from .worlds import held


def limited_seed(folder: Path, points: int) -> Path:
    """The example world, with so many points before GitHub says to wait."""
    seed = YAML(typ="safe").load(CLONE / "sandbox/seed.example.yaml")
    seed["github"]["limits"] = {"secondary": {"points": points, "seconds": 3}}
    file = folder / "seed.yaml"
    file.write_text(json.dumps(seed))
    return file


def test_a_write_that_met_the_limit_is_sent_again_whole(tmp_path: Path) -> None:
    """After the pause the environment holds its reviewers: an empty body would drop them."""
    for name, text in (("Pulumi.yaml", PROJECT), ("__main__.py", MAIN), ("release.yaml", GITHUB)):
        (tmp_path / name).write_text(text)
    with sandbox(limited_seed(tmp_path, 12)) as world:
        stack = Stack(tmp_path, "t", environment(tmp_path / "work", world.env))
        stack.init()

        run = stack.up()

        assert 0 == run.code, run.out
        refused = [e for e in world.events("github") if e.get("status") == 403]
        assert any(e["method"] != "GET" for e in refused), "the limit was not met by a write"
        stored = held(world.events("github"))["environment", "octo-org/sampleproject/pypi"]
        rules = {rule["type"]: rule for rule in stored["protection_rules"]}
        assert {"wait_timer", "required_reviewers", "branch_policy"} == set(rules)
        assert 2 == len(rules["required_reviewers"]["reviewers"])
