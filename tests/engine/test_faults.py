"""A forge that fails in the middle of an up: a clear error, state whole, the next up finishes."""

from typing import Any

import pytest

from lab.world import Sandbox

from .conftest import GITHUB, GITLAB, MakeStack
from .worlds import held

CONFIGS = {"github": GITHUB, "gitlab": GITLAB}
REFUSED = {"message": "Validation Failed", "errors": ["the setting is not taken"]}

MIDDLE: list[tuple[str, dict[str, Any], str]] = [
    ("github", {"method": "PUT", "path": "environments/pypi$", "status": 401}, "environment/pypi"),
    ("github", {"method": "PUT", "path": "environments/pypi$", "status": 404}, "environment/pypi"),
    (
        "github",
        {"method": "PUT", "path": "environments/pypi$", "status": 422, "body": REFUSED},
        "environment/pypi",
    ),
    ("github", {"method": "POST", "path": "/rulesets$", "status": 422, "body": REFUSED}, "tag/v*"),
    (
        "github",
        {"method": "POST", "path": "/environments/pypi/deployment-", "status": 404},
        "environment/pypi/tag/v*",
    ),
    ("gitlab", {"method": "POST", "path": "/protected_tags$", "status": 401}, "tag/v*"),
    ("gitlab", {"method": "POST", "path": "/protected_tags$", "status": 404}, "tag/v*"),
    (
        "gitlab",
        {"method": "POST", "path": "/protected_environments$", "status": 422, "body": REFUSED},
        "/protection",
    ),
    ("gitlab", {"method": "POST", "path": "/environments$", "status": 0}, "environment/"),
]


@pytest.mark.parametrize(
    ("api", "fault", "setting"),
    MIDDLE,
    ids=[f"{a}-{f['path']}-{f['status']}" for a, f, _ in MIDDLE],
)
def test_a_fault_in_the_middle_is_named_and_the_next_up_finishes(
    api: str, fault: dict[str, Any], setting: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """The error names repository and setting, the state stays whole, the next up ends the job."""
    stack = make_stack(CONFIGS[api])
    where = {"github": "octo-org/sampleproject", "gitlab": "group/sub/otherproject"}[api]
    world.faults(api, {**fault, "times": None})

    failed = stack.up()

    assert failed.code != 0
    complaint = failed.out.partition("Diagnostics:")[2]
    assert where in complaint
    assert setting in complaint
    assert "Traceback" not in failed.out
    stack.state()
    world.faults(api)
    mended = stack.up()
    assert 0 == mended.code, mended.out
    assert "unchanged" in stack.up().out
    assert all(value is not None for value in held(world.events(api)).values())


@pytest.mark.parametrize("api", ["github", "gitlab"])
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"status": 401}, "refuses the token in {}_TOKEN (401)"),
        ({"status": 404}, "to this token"),
        ({"status": 500, "body": {"message": "oops"}}, "answers 500 with 'oops'"),
        ({"status": 0}, "gives no answer"),
    ],
    ids=["401", "404", "500", "dropped"],
)
def test_a_forge_that_cannot_be_asked_stops_everything_before_a_write(
    api: str, fault: dict[str, Any], said: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """One sentence with file and line, and not one write to anybody."""
    stack = make_stack(CONFIGS[api])
    world.faults(api, {**fault, "times": None})

    run = stack.up()

    assert run.code != 0
    assert said.format(api.upper()) in run.out
    line = 1 + CONFIGS[api].splitlines().index(f"{api}:") + 1
    assert f"release.yaml:{line}:3 {api}.repository" in run.out
    assert "nothing was written" in run.out
    assert "Traceback" not in run.out
    assert [] == world.writes()


def test_a_dead_forge_is_named_at_once(make_stack: MakeStack, world: Sandbox) -> None:
    """A refused connection is a sentence, not a hang."""
    stack = make_stack(GITHUB)

    run = stack.up(GITHUB_BASE_URL="http://127.0.0.1:9/")

    assert run.code != 0
    assert "http://127.0.0.1:9/api/v3 gives no answer (connection refused)" in run.out
    assert [] == world.writes()


def test_a_dead_index_is_unknown_and_does_not_stop_the_forges(
    make_stack: MakeStack, world: Sandbox
) -> None:
    """The forge's side is made; the publisher's state says that nobody could look."""
    stack = make_stack(GITHUB)

    run = stack.up(TRUSTPUB_PYPI_URL="http://127.0.0.1:9")

    assert 0 == run.code, run.out
    states = {name: seen["state"] for name, seen in stack.output("publishers").items()}
    assert {
        "pypi/sampleproject/github/octo-org/sampleproject/pypi": "unknown",
        "testpypi/sampleproject/github/octo-org/sampleproject/testpypi": "awaiting-registration",
    } == states
