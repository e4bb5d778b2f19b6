"""The sandbox's exchange was written apart from the matcher: the two must agree."""

import time
from typing import Any

import jwt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sandbox.events import EventLog
from sandbox.http import Request
from sandbox.pypi.claims import owner_id
from sandbox.pypi.issuer import KEY_ID, key
from sandbox.pypi.model import GITLAB, Organization, PendingPublisher, Project, Publisher, User
from sandbox.pypi.oidc import mint
from sandbox.pypi.state import PyPIState
from trustpub.claims import choose

from .samples import CASES, Case, claims, publisher, without

NUMBER = owner_id("Octo-Org")
Stored = dict[str, Any]


def values(stored: Stored) -> dict[str, str]:
    """The fields by the sandbox's names, which are those of the form."""
    names = {"repository_owner": "owner", "repository_name": "repository"}
    return {names.get(name, name): value for name, value in stored.items()}


def sandbox_publisher(id: str, stored: Stored) -> Publisher:
    """As the sandbox stores it."""
    return Publisher(id, "github" if "workflow_filename" in stored else "gitlab", values(stored))


def world(publishers: list[Stored], pending: list[Stored]) -> PyPIState:
    """A PyPI that holds these, each for a project of its own."""
    state = PyPIState("pypi", EventLog())
    state.users["alice"] = User("alice")
    issuers = {p["issuer_url"] for p in [*publishers, *pending] if "issuer_url" in p} - {GITLAB}
    state.organizations["octo"] = Organization("octo", ["alice"], sorted(issuers))
    for n, stored in enumerate(publishers):
        mine = sandbox_publisher(f"ordinary-{n}", stored)
        state.projects[f"old-{n}"] = Project(f"old-{n}", ["alice"], publishers=[mine])
    for n, stored in enumerate(pending):
        mine = sandbox_publisher(f"pending-{n}", stored)
        state.pending[mine.id] = PendingPublisher(mine, f"new-{n}", "alice", state.clock.now())
    return state


def signed(found: Stored) -> str:
    """A token of just these claims; the sandbox's own jobs would add a `jti`."""
    now = int(time.time())
    timing = {"iat": now, "exp": now + 60, "aud": "pypi"}
    return jwt.encode({**timing, **found}, key(), "RS256", {"kid": KEY_ID})


def exchange(publishers: list[Stored], pending: list[Stored], found: Stored) -> Stored | None:
    """Whose token the sandbox gives out."""
    state = world(publishers, pending)
    try:
        answer = mint(state, Request.of("POST", "/_/oidc/mint-token", {"token": signed(found)}))
    except (TypeError, ValueError, AttributeError):
        # Where PyPI answers 500 the sandbox breaks down too.
        return None
    if answer.status != 200:
        return None
    (token,) = state.tokens.values()
    assert token.publisher is not None
    return token.publisher.values


OUTSIDE = {
    "gitlab: Google's issuer, and so registered": "the sandbox knows no other forges' issuers",
    "gitlab: the same with an ordinary one for any environment": "PyPI breaks down (500) there",
}
"""Cases that the sandbox does not play."""


def playable(case: Case) -> bool:
    """The sandbox makes an account's number from its name, so it cannot hold another one."""
    stored = [*case.publishers, *case.pending]
    numbers = {p.get("repository_owner_id", "1234") for p in stored}
    return numbers <= {"1234"} and case.name not in OUTSIDE


def renumbered(stored: Stored) -> Stored:
    """With the sandbox's number for the account."""
    return {k: NUMBER if v == "1234" else v for k, v in stored.items()}


@pytest.mark.parametrize("case", [*filter(playable, CASES)], ids=lambda case: case.name)
def test_agrees_on_cases(case: Case) -> None:
    """On the cases of mint.json."""
    ordinary, pending = [*map(renumbered, case.publishers)], [*map(renumbered, case.pending)]
    found = renumbered(case.claims)

    token = exchange(ordinary, pending, found)
    choice = choose(ordinary, found, pending=pending)

    assert token == (None if choice.publisher is None else values(choice.publisher))


ENVIRONMENTS = ("pypi", "PyPI", "testpypi", "")
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "github": {
        "repository_name": ("Sample.Project", "sample.project"),
        "workflow_filename": ("release.yml", "called.yml"),
        "environment": ENVIRONMENTS,
    },
    "gitlab": {
        "namespace": ("Group/Sub", "Group"),
        "workflow_filepath": (".gitlab-ci.yml", "ci/release.yml"),
        "environment": ENVIRONMENTS,
    },
}
HUB_REF = "Octo-Org/Sample.Project/.github/workflows/{}@refs/{}"
LAB_REF = "gitlab.com/Group/Sub/My.Proj//{}@refs/{}"
CHANGES: dict[str, dict[str, list[Any]]] = {
    "github": {
        "repository": ["octo-org/sample.project", "Octo-Org/sample.project", "Octo-Org", 5],
        "repository_owner": ["octo-org", "", None, 5],
        "repository_owner_id": ["999", int(NUMBER), None],
        "job_workflow_ref": [
            HUB_REF.format("called.yml", "tags/v1.0"),
            HUB_REF.format("release.yml", "heads/main"),
            HUB_REF.format("release.yml", "tags/v1.0").lower(),
            "",
        ],
        "ref": ["refs/heads/main", "", None, 5],
        "event_name": ["pull_request_target", "release"],
    },
    "gitlab": {
        "project_path": ["group/sub/my.proj", "Group/My.Proj", "My.Proj", None],
        "sub": ["project_path:group/sub/my.proj", "project_path:Group/My.Proj:x", "x", ""],
        "ci_config_ref_uri": [
            LAB_REF.format("ci/release.yml", "tags/v1.0"),
            LAB_REF.format(".gitlab-ci.yml", "heads/main"),
            LAB_REF.format(".gitlab-ci.yml", "tags/v1.0").lower(),
        ],
        "ref_path": ["refs/heads/main", "", None],
    },
}
ALWAYS: dict[str, list[Any]] = {
    "environment": ["PyPI", "PYPI", "testpypi", "staging", "", None, 0, 5],
    "iss": ["https://gitlab.com", "https://gitlab.com/", "https://gitlab.example.org"],
    "sha": ["", None, "other"],
    "jti": ["", None, 5],
    "new": [None, ["x"]],
}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Stored], list[Stored], Stored]:
    """Some publishers, some pending ones, and a token with up to three claims changed."""
    forge = draw(st.sampled_from(["github", "gitlab"]))
    one = st.fixed_dictionaries({k: st.sampled_from(v) for k, v in FIELDS[forge].items()})
    some = st.lists(one, max_size=4, unique_by=lambda fields: tuple(fields.values()))
    stored = [renumbered(publisher(forge, **fields)) for fields in draw(some)]
    cut = draw(st.integers(0, len(stored)))
    changes = {**CHANGES[forge], **ALWAYS}
    names = draw(st.lists(st.sampled_from(sorted(changes)), max_size=3, unique=True))
    changed = {name: draw(st.sampled_from(changes[name])) for name in names}
    gone = [name for name in names if draw(st.sampled_from([True, False, False]))]
    return stored[:cut], stored[cut:], without(renumbered(claims(forge)) | changed, *gone)


@given(made=worlds())
@settings(max_examples=400, deadline=None)
def test_agrees_on_generated_cases(made: tuple[list[Stored], list[Stored], Stored]) -> None:
    """On several publishers at once, some of them pending, and changed claims."""
    ordinary, pending, found = made
    choice = choose(ordinary, found, pending=pending)
    assume(choice.verdict.state != "unknown")

    token = exchange(ordinary, pending, found)

    assert token == (None if choice.publisher is None else values(choice.publisher))
