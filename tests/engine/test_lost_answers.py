"""An `up` whose answers were lost after the deed: later ones finish, and nothing is there twice."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lab.stack import Stack
from lab.world import Sandbox

from .conftest import GITHUB, GITLAB, PROJECT, MakeStack
from .worlds import changes, key

CONFIGS = {"github": GITHUB, "gitlab": GITLAB}
CUT: dict[str, Any] = {"status": 0, "when": "after"}
MADE = {
    "github": [
        {"method": "PUT", "path": "/environments/pypi$"},
        {"method": "POST", "path": "/rulesets$"},
        {"method": "POST", "path": "environments/pypi/deployment-branch-policies$"},
    ],
    "gitlab": [
        {"method": "POST", "path": "/environments$"},
        {"method": "POST", "path": "/protected_environments$"},
    ],
}
RULESET = {"method": "POST", "path": "/rulesets$", **CUT}
TWO_TAGS = {
    "github": '  - pattern: "r*"\n    created_by: {teams: [release-managers]}\n',
    "gitlab": '  - pattern: "r*"\n    created_by: {access: maintainer}\n',
}


def finished(stack: Stack, tries: int) -> list[int]:
    """Exit codes of `up` until one ends well."""
    codes: list[int] = []
    while 0 not in codes and len(codes) < tries:
        codes.append(stack.up().code)
    return codes


@pytest.mark.parametrize("api", ["github", "gitlab"])
def test_what_was_made_is_found_and_not_made_again(
    api: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """The first fails, a later one takes over what is there, the last changes nothing."""
    stack = make_stack(CONFIGS[api])
    world.faults(api, *[{**fault, **CUT} for fault in MADE[api]])

    codes = finished(stack, 4)

    assert 0 != codes[0]
    assert 0 == codes[-1]
    assert "13 unchanged" in stack.up().out
    made = Counter(key(one) for one in changes(world.events(api)) if one["action"] == "created")
    assert {1} == set(made.values()), made


def test_one_that_differs_is_refused_until_the_command_was_called(
    make_stack: MakeStack, world: Sandbox
) -> None:
    """Not a write before; the command that stands in the sentence, then `up`, end the job."""
    stack = make_stack(GITHUB)
    world.faults("github", RULESET)
    assert 0 != stack.up().code
    edited = GITHUB.replace("{teams: [release-managers]}\n", "{roles: [maintain]}\n")
    (stack.folder / "release.yaml").write_text(edited)
    mark = world.mark()

    refused = stack.up()

    assert 0 != refused.code
    assert [] == world.writes(mark)
    found = re.search(r"not as declared \(.*\); run: (trustpub adopt [^;]*);", refused.out)
    assert found, refused.out
    root = str(Path(__file__).parents[2])
    subprocess.run(
        [sys.executable, "-m", *found[1].split()],
        cwd=stack.folder,
        env={**stack.env, "PYTHONPATH": root},
        capture_output=True,
        check=False,
    )
    assert [] == world.writes(mark)
    mended = stack.up()
    assert 0 == mended.code, mended.out
    assert 1 == len([e for e in changes(world.events("github"), "ruleset") if not e["before"]])


def test_a_ruleset_that_was_made_twice_is_told(make_stack: MakeStack, world: Sandbox) -> None:
    """With the provider's own retries: warned of before, and both told of at the end."""
    stack = make_stack(GITHUB)
    (stack.folder / "Pulumi.yaml").write_text(PROJECT.replace('"0"', '"3"'))
    world.faults("github", RULESET)

    run = stack.up()

    assert 0 != run.code
    assert "run: pulumi config set github:maxRetries 0" in run.out
    assert re.search(r"a second one of this name, number \d+", run.out)
    assert "pulumi stack export | grep rulesetId" in run.out


@pytest.mark.parametrize("api", ["github", "gitlab"])
def test_what_was_taken_away_is_told_with_the_command(
    api: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """Both providers take 404 for an error; the next `up` says what ends it, and it does."""
    stack = make_stack(CONFIGS[api] + TWO_TAGS[api])
    assert 0 == stack.up().code
    (stack.folder / "release.yaml").write_text(CONFIGS[api])
    world.faults(api, {"method": "DELETE", "path": "/(rulesets|protected_tags)/", **CUT})
    stack.up()

    told = stack.up()

    assert re.search(r"/tag/r\* is to be taken away, and is not there any more; ", told.out)
    assert "run: pulumi up --refresh" in told.out
    mended = stack.up("--refresh")
    assert 0 == mended.code, mended.out


def test_a_destroy_that_runs_the_program_ends_well(make_stack: MakeStack, world: Sandbox) -> None:
    """What is gone because it was to go is no finding."""
    stack = make_stack(GITHUB)
    assert 0 == stack.up().code

    run = stack.destroy("--run-program")

    assert 0 == run.code, run.out
    assert "nothing of this project is there or in the state any more" in run.out
