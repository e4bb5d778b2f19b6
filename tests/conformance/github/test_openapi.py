"""Every route the sandbox serves answers as GitHub's OpenAPI description says."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase as fnmatch
from typing import Any

import pytest
from nacl.public import PublicKey, SealedBox

from sandbox.events import EventLog
from sandbox.github.app import ROUTES, respond
from sandbox.github.state import GitHubState, build
from sandbox.http import Request, Response

from . import openapi
from .scenario import STEPS, Step
from .world import ADMIN, ORG, REPO, SEED

# Where the sandbox knowingly differs from the description: operation, status, what, and why.
GAPS = {
    ("* /repos/{owner}/{repo}/environments*", 200, ".can_admins_bypass"): (
        "GitHub returns it and takes it; the description leaves it out (PyGithub#3246)"
    ),
    ("* */rulesets*", 422, ".status"): (
        "GitHub puts the status into every error body; `validation-error` leaves it out"
    ),
    ("* */issues*", 422, ".status"): (
        "GitHub puts the status into every error body; `validation-error` leaves it out"
    ),
    ("* */git/*", 422, ".status"): (
        "GitHub puts the status into every error body; `validation-error` leaves it out"
    ),
    ("* */pulls*", 422, ".status"): (
        "GitHub puts the status into every error body; `validation-error` leaves it out"
    ),
    ("PUT */merge", 405, ".status"): (
        "GitHub puts the status into every error body; the description leaves it out"
    ),
    ("POST */rulesets", 422, "is not of type 'object'"): (
        "GitHub sends sentences; the description wants objects (terraform-provider-github#2660)"
    ),
    ("PUT */secrets/{secret_name}", 422, "undescribed status"): (
        "GitHub refuses wrong ciphertext with 422 (terraform-provider-github#2315)"
    ),
    ("POST */variables", 409, "undescribed status"): (
        "GitHub refuses a taken name with 409 (nexthink-oss/terraform-provider-github#12)"
    ),
    ("PUT /orgs/{org}/codespaces/secrets/{secret_name}", 422, ".status"): (
        "GitHub puts the status into every error body; `validation-error` leaves it out"
    ),
    ("GET /repos/octo-org/sampleproject/contents", 200, "undescribed path"): (
        "the root directory is the empty {path} of .../contents/{path}"
    ),
    ("POST /graphql", 200, "undescribed path"): "described by the GraphQL schema, not by OpenAPI",
}
USED: set[tuple[str, int, str]] = set()


def run(state: GitHubState, step: Step, known: dict[str, Any]) -> tuple[Request, Response]:
    """Ask one thing, filling in what only a run can know."""
    request = Request.of(
        step.method, fill(state, step.path, known), fill(state, step.body, known), step.token
    )
    if step.accept:
        request = replace(request, headers={**request.headers, "accept": step.accept})
    response = respond(state, request)
    if step.keep:
        body = response.json()
        known[step.keep] = body["id"] if "id" in body else body["sha"]
    return request, response


def fill(state: GitHubState, value: Any, known: dict[str, Any]) -> Any:
    """A path or body with its placeholders filled in."""
    if isinstance(value, dict):
        return {k: fill(state, v, known) for k, v in value.items()}
    if isinstance(value, list):
        return [fill(state, v, known) for v in value]
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"\{(sealed|key):(.*)\}", value)
    if match:
        return sealed(state, fill(state, match[2], known))[match[1]]
    if re.fullmatch(r"\{\w+\}", value):
        return known[value[1:-1]]
    return re.sub(r"\{(\w+)\}", lambda m: str(known[m[1]]), value)


def sealed(state: GitHubState, base: str) -> dict[str, str]:
    """A value sealed as a client does it."""
    key = respond(state, Request.of("GET", f"{base}/public-key", token=ADMIN)).json()
    box = SealedBox(PublicKey(base64.b64decode(key["key"]))).encrypt(b"hunter2")
    return {"sealed": base64.b64encode(box).decode(), "key": key["key_id"]}


@pytest.fixture(scope="module")
def answers() -> list[tuple[Request, Response]]:
    """The whole walk, run once."""
    seed = {**SEED, "limits": {"secondary": {"points": 10_000}}}
    state, known = build("github", seed, EventLog()), dict[str, Any]()
    return [run(state, step, known) for step in STEPS]


@pytest.fixture(scope="module")
def described() -> None:
    """The description is there; without it nothing is proved, so the tests fail."""
    try:
        openapi.description()
    except RuntimeError as error:
        pytest.fail(str(error), pytrace=False)


def test_walk_covers_every_route(answers: list[tuple[Request, Response]]) -> None:
    """No route is served that the walk does not ask for."""
    walked = set()
    for request, _ in answers:
        matching = (r for r in ROUTES if r.pattern.fullmatch(named(request.path)))
        walked.add(next(r for r in matching if r.method == request.method))

    assert [f"{r.method} {r.pattern.pattern}" for r in ROUTES if r not in walked] == []


@pytest.mark.parametrize("index", range(len(STEPS)), ids=[step.name for step in STEPS])
def test_answer(index: int, answers: list[tuple[Request, Response]], described: None) -> None:
    """The status is the one GitHub gives, and the body is one that GitHub describes."""
    step, (request, response) = STEPS[index], answers[index]

    assert step.status == response.status, response.body
    assert list(differences(request, response)) == []


def test_every_gap_is_real(answers: list[tuple[Request, Response]], described: None) -> None:
    """A gap that no answer needs any more leaves the table."""
    for request, response in answers:
        list(differences(request, response))

    assert set(GAPS) == USED


def differences(request: Request, response: Response) -> Iterator[str]:
    """What differs from the description and is in no gap."""
    found = openapi.operation(request.method, named(request.path))
    name = f"{request.method} {found[0] if found else request.path}"
    for difference in raw_differences(found[1] if found else None, response):
        gap = next((g for g in GAPS if fits(g, name, response.status, difference)), None)
        if gap is None:
            yield f"{name} {response.status}: {difference}"
        else:
            USED.add(gap)


def fits(gap: tuple[str, int, str], name: str, status: int, difference: str) -> bool:
    """Whether a gap covers a difference."""
    return fnmatch(name, escaped(gap[0])) and status == gap[1] and difference.endswith(gap[2])


def escaped(pattern: str) -> str:
    """Only `*` is special in the names of operations."""
    return pattern.replace("[", "[[]").replace("?", "[?]")


def raw_differences(operation: Any, response: Response) -> Iterator[str]:
    """Everything that differs; refusals an operation does not list are `basic-error`s."""
    if operation is None:
        yield "undescribed path"
        return
    schema: Any = {"$ref": "#/components/schemas/basic-error"}
    if str(response.status) in operation["responses"]:
        schema = openapi.response_schema(operation, response.status)
    elif response.status not in (401, 403, 404):
        yield "undescribed status"
    if schema and response.body:
        yield from openapi.errors(schema, response.json())
        yield from openapi.undescribed(schema, response.json())


def named(path: str) -> str:
    """`/repositories/{id}` and `/organizations/{id}/team/{id}` by their described names."""
    path = re.sub(r"^/repositories/\d+", f"/repos/{ORG}/{REPO}", path)
    return re.sub(r"^/organizations/\d+/team/\d+", f"/orgs/{ORG}/teams/x", path)
