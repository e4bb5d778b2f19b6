"""A repository is renamed on GitHub: nothing is lost, and nobody is told that all is well."""

import subprocess

from lab.stack import VENV
from lab.world import Sandbox

from .conftest import GITHUB, MakeStack
from .worlds import changes

OLD, NEW = "octo-org/sampleproject", "octo-org/newname"


def test_a_renamed_repository_is_followed_without_touching_its_protection(
    make_stack: MakeStack, world: Sandbox
) -> None:
    """Old name in the config: stopped. New name, old state: stopped. State moved: 0 changes."""
    stack = make_stack(GITHUB)
    assert 0 == stack.up().code
    mark = world.mark()
    world.patch("github", f"/api/v3/repos/{OLD}", world.env["GITHUB_TOKEN"], {"name": "newname"})

    stale = stack.up()

    assert stale.code != 0
    assert f"GitHub calls this repository {NEW}" in stale.out
    (stack.folder / "release.yaml").write_text(GITHUB.replace(OLD, NEW))
    warned = stack.up()
    assert warned.code != 0
    assert f"trustpub moved {OLD} {NEW}" in warned.out
    assert ["PATCH"] == [write["method"] for write in world.writes(mark)]
    moved = subprocess.run(
        [VENV / "bin/trustpub", "moved", OLD, NEW],
        input=stack.state(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "renamed 5 resources" in moved.stderr
    (stack.folder / "moved.json").write_text(moved.stdout)
    stack.must("stack", "import", "--file", "moved.json", "--stack", "t")
    steps = {step["urn"].rpartition("::")[0].rpartition(":")[2] for step in stack.steps()}
    assert {"PyPIPublisher", "TrustedPublisher"} == steps
    assert 0 == stack.up("--refresh").code
    assert ["repository"] == [event["what"] for event in changes(world.events("github", mark))]
    assert 0 == stack.destroy().code
    for listed in ("environments", "rulesets"):
        there = world.get("github", f"/api/v3/repos/{NEW}/{listed}", world.env["GITHUB_TOKEN"])
        assert there in ([], {"total_count": 0, "environments": []})
