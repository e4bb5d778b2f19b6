"""Adoption with the real engine: imported without a write, and nothing changes afterwards."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.stack import Stack, environment
from lab.world import Sandbox, sandbox

from .conftest import GITHUB, GITLAB, MAIN, PROJECT, MakeStack

STEP = "steps: [{uses: pypa/gh-action-pypi-publish@release/v1"
TEST = ', with: {repository-url: "https://test.pypi.org/legacy/"}'
WORKFLOW = f"""on: {{push: {{tags: ["v*"]}}, workflow_dispatch: {{}}}}
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: ENVIRONMENT
    permissions: {{id-token: write}}
    {STEP}OPTIONS}}]
"""
PIPELINE = """
.publish:
  image: python:3.13
  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}, TESTPYPI_ID_TOKEN: {aud: testpypi}}
test:
  extends: .publish
  environment: testpypi
  rules: [{if: $CI_PIPELINE_SOURCE == "web"}, {if: $CI_COMMIT_TAG}]
  script: [uv publish --trusted-publishing always --publish-url https://test.pypi.org/legacy/]
publish:
  extends: .publish
  environment: pypi
  rules: [{if: $CI_COMMIT_TAG}]
  script: [uv publish --trusted-publishing always]
"""


def workflow(environment: str, options: str = "") -> str:
    """A workflow that publishes."""
    return WORKFLOW.replace("ENVIRONMENT", environment).replace("OPTIONS", options)


FILES: dict[str, dict[str, str]] = {
    "github": {
        ".github/workflows/release.yml": workflow("pypi"),
        ".github/workflows/publish.yml": workflow("testpypi", TEST),
        "pyproject.toml": "[project]\nname = 'sampleproject'\n",
    },
    "gitlab": {
        ".gitlab/.gitlab-ci.yml": PIPELINE,
        "setup.cfg": "[metadata]\nname = otherproject\n",
    },
}
WHERE = {
    "github": ("--repo", "octo-org/sampleproject"),
    "gitlab": ("--project", "group/sub/otherproject"),
}
CONFIGS = {"github": GITHUB, "gitlab": GITLAB}
each = pytest.mark.parametrize("forge", ["github", "gitlab"])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox of the example seed, with files that publish."""
    yaml = YAML(typ="safe")
    seed = yaml.load(Path(__file__).parents[2] / "sandbox/seed.example.yaml")
    seed["github"]["repositories"][0]["files"] = FILES["github"]
    seed["gitlab"]["projects"][0]["files"] = FILES["gitlab"]
    settings = {"ci_config_path": ".gitlab/.gitlab-ci.yml"}
    seed["gitlab"]["projects"][0]["settings"] = settings
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    yaml.dump(seed, path)
    with sandbox(path) as world:
        yield world


@dataclass(frozen=True)
class Done:
    """A command that ended."""

    code: int
    out: str


def adopt(stack: Stack, *words: str) -> Done:
    """`trustpub adopt --apply` in the folder of a stack."""
    done = subprocess.run(
        [sys.executable, "-m", "trustpub", "adopt", *words, "--into", ".", "--apply"],
        cwd=stack.folder,
        env={**stack.env, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout)


def empty_stack(folder: Path, world: Sandbox) -> Stack:
    """A stack that holds nothing, in a folder without a release config."""
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text(PROJECT)
    (folder / "__main__.py").write_text(MAIN)
    stack = Stack(folder, "t", environment(folder / "work", world.env))
    stack.init()
    return stack


def methods(world: Sandbox, mark: int) -> set[str]:
    """The methods of all requests since a mark."""
    events: list[dict[str, Any]] = world.events("all", mark)
    return {event["method"] for event in events if event["kind"] == "request"}


@each
def test_what_is_there_is_imported_without_a_write_and_then_nothing_changes(
    forge: str, make_stack: MakeStack, world: Sandbox, tmp_path: Path
) -> None:
    """Adopt and apply send nothing but GETs; an `up`, with refresh too, changes nothing."""
    made = make_stack(CONFIGS[forge]).up()
    assert 0 == made.code, made.out
    stack, mark = empty_stack(tmp_path / "adopted", world), world.mark()

    done = adopt(stack, *WHERE[forge])

    assert 0 == done.code, done.out
    assert "a preview of everything changes nothing" in done.out
    assert {"GET"} == methods(world, mark)
    for words in ([], ["--refresh"]):
        again = stack.up(*words)
        assert 0 == again.code, again.out
        assert "13 unchanged" in again.out
    assert [] == world.writes(mark)


def test_an_adoption_that_was_stopped_goes_on(
    make_stack: MakeStack, world: Sandbox, tmp_path: Path
) -> None:
    """What is missing in the state is imported; where nothing is, nothing is."""
    assert 0 == make_stack(GITLAB).up().code
    stack = empty_stack(tmp_path / "adopted", world)
    first = adopt(stack, *WHERE["gitlab"])
    assert 0 == first.code, first.out
    forget(stack, "gitlab:index/tagProtection:TagProtection")

    part = adopt(stack, *WHERE["gitlab"])
    again = adopt(stack, *WHERE["gitlab"])

    assert 0 == part.code, part.out
    assert "imported 1 resource, " in part.out
    assert 0 == again.code, again.out
    assert "imported 0 resources" in again.out
    assert "kept " in again.out


def forget(stack: Stack, kind: str) -> None:
    """Take the one resource of a type out of the state."""
    state = json.loads(stack.state())
    (urn,) = [r["urn"] for r in state["deployment"]["resources"] if r["type"] == kind]
    stack.must("state", "delete", urn, "--yes", "--force", "--stack", stack.name)


def test_a_difference_is_told_and_nothing_is_written(
    make_stack: MakeStack, world: Sandbox, tmp_path: Path
) -> None:
    """A ruleset of another name is imported, its renaming is shown, and the exit code is 1."""
    assert 0 == make_stack(GITHUB).up().code
    token = world.env["GITHUB_TOKEN"]
    path = "/api/v3/repos/octo-org/sampleproject/rulesets"
    (ruleset,) = world.get("github", path, token)
    put(world, f"{path}/{ruleset['id']}", {"name": "our tags"})
    stack, mark = empty_stack(tmp_path / "adopted", world), world.mark()

    done = adopt(stack, *WHERE["github"])

    assert 1 == done.code, done.out
    assert "the ruleset is called 'our tags'" in done.out
    assert "changes  update octo-org/sampleproject/tag/v*: name" in done.out
    assert {"GET"} == methods(world, mark)


def put(world: Sandbox, path: str, body: Any) -> None:
    """PUT by somebody else."""
    headers = {
        "Authorization": f"Bearer {world.env['GITHUB_TOKEN']}",
        "Content-Type": "application/json",
    }
    url, data = world.urls["github"] + path, json.dumps(body).encode()
    world.open(urllib.request.Request(url, data, headers, method="PUT"))
