"""What the engine says -> what it did."""

import json
from typing import Any

import pytest

from trustpub.rollout.fingerprint import bare
from trustpub.rollout.running.hiding import discreet
from trustpub.rollout.running.said import Said, heard, outcome, why

LOCK = (
    "error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to "
    "end or delete the lock file with `pulumi cancel`.\n"
    "  file:///s/.pulumi/locks/a.json: created by me@here (pid 12) at 2026-11-22T12:00:00Z\n"
    "  file:///s/.pulumi/locks/b.json: created by you@there (pid 7) at 2026-11-22T12:00:00Z\n"
)


def step(operation: str, kind: str = "github:index/repositoryRuleset:RepositoryRuleset") -> str:
    """A resource that is done."""
    urn = f"urn:pulumi:s::trustpub::a$b::{kind}-name"
    return event(resOutputsEvent={"metadata": {"op": operation, "type": kind, "urn": urn}})


def event(**content: Any) -> str:
    """One line of the engine's."""
    return json.dumps({"sequence": 1, **content}, separators=(",", ":")) + "\n"


def message(text: str, severity: str = "error") -> str:
    """A message."""
    return event(diagnosticEvent={"message": f"{text}\n", "severity": severity})


END = event(summaryEvent={"result": "succeeded", "resourceChanges": {}})


def test_steps_that_change_something_are_counted() -> None:
    """Components, and what stays as it is, are in the state alone."""
    ours = [step("create", "trustpub:index:ReadBack"), step("create", "pulumi:pulumi:Stack")]
    said = heard([*map(step, ("create", "create", "same", "update")), *ours, END])

    assert {"create": 2, "update": 1} == said.changes
    assert "changed" == outcome(0, said)


@pytest.mark.parametrize(
    ("code", "lines", "wanted"),
    [
        (0, [END], "unchanged"),
        (0, [step("create"), END], "changed"),
        (0, [step("create")], "failed"),
        (255, [step("create"), message("no"), END], "failed"),
        (-9, [step("create")], "unknown"),
        (255, [LOCK], "skipped"),
        (255, [message("GET https://x/y: 401 Bad credentials []")], "unknown"),
        (255, [message("https://x refuses the token in GITHUB_TOKEN (401); make")], "unknown"),
        (255, [], "failed"),
        (0, [], "failed"),
    ],
)
def test_every_end_has_an_outcome(code: int, lines: list[str], wanted: str) -> None:
    """Only an engine that says so, and ends with 0, ended well."""
    assert wanted == outcome(code, heard(lines))


def test_a_lock_tells_who_holds_it() -> None:
    """All of them, by machine and process."""
    assert [("here", 12), ("there", 7)] == heard([LOCK]).holders
    assert [] == heard([message("created by me@here (pid 12)")]).holders


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("GET https://api/x: 401 Bad credentials []", True),
        ("POST https://g/api/v4/x: 401 {message: 401 Unauthorized}", True),
        ("https://x refuses the token in GITLAB_TOKEN (401); make a new one", True),
        ("GET https://api/repos/o/401: 404 Not Found", False),
        ("PUT https://api/x: 403 Resource not accessible", False),
    ],
)
def test_a_refused_token_is_known(text: str, refused: bool) -> None:
    """As the providers and this tool say it; as a warning of the read-back too."""
    assert refused == heard([message(text)]).refused == heard([message(text, "warning")]).refused


def test_stacks_that_are_not_or_cannot_be_read() -> None:
    """Both are said beside the events; a state that is cut off itself is another thing."""
    assert heard(["error: no stack named 'x' found\n"]).missing
    found = heard(["error: failed to load checkpoint: EOF\n"])
    assert found.cut
    assert "STACK.json.attrs" in why(255, found, {})
    assert "failed" == outcome(255, found)
    assert not heard(["error: failed to load checkpoint: unexpected end of JSON input\n"]).cut


def test_a_lock_that_is_cut_off_is_one() -> None:
    """Who holds it is not to be known; the way out is the same."""
    found = heard(["error: unexpected end of JSON input\n"])

    assert "skipped" == outcome(255, found)
    assert "locked by another update" in why(255, found, {}, "github:o/p")
    assert "--only github:o/p --take-locks" in why(255, found, {}, "github:o/p")


def test_the_reason_is_told_once_and_without_secrets() -> None:
    """Errors come twice; a token of the environment is hidden whatever it looks like."""
    said = heard([message("bad odd-secret"), message("bad odd-secret"), message("ghp_0123456789")])

    told = why(255, said, {"GITHUB_TOKEN": "odd-secret"})

    assert "bad [token]\n[token]" == told


def test_what_was_done_and_not_read_back_is_told() -> None:
    """It is no failure, and not silent."""
    lines = [message("not read back: x: why", "warning"), message("odd", "warning"), END]

    assert "not read back: x: why" == why(0, heard(lines), {})


def test_long_texts_are_cut() -> None:
    """And short variables do not garble everything."""
    assert 1300 > len(discreet("x" * 9000, {}))
    assert "abc" == discreet("abc", {"PULUMI_CONFIG_PASSPHRASE": "b"})


def test_odd_lines_are_kept_as_they_are() -> None:
    """A panic, half an event: none of it stops the reading."""
    said = heard(["panic: oh\n", '{"sequence":1,"summaryEvent"\n', "[]\n", END])

    assert isinstance(said, Said)
    assert said.succeeded
    assert said.rest.startswith("panic: oh")


def test_who_holds_a_lock_is_told_with_the_way_out() -> None:
    """Since when, and how a person takes it away."""
    told = why(255, heard(LOCK.splitlines(keepends=True)), {}, "github:octo-org/p#x y")

    assert "me@here (pid 12) since 2026-11-22T12:00:00Z, you@there (pid 7) since" in told
    assert told.endswith("trustpub rollout apply --only 'github:octo-org/p#x y' --take-locks")
    busy = [message("[409] Conflict: Another update is currently in progress.")]
    assert "skipped" == outcome(255, heard(busy))


@pytest.mark.parametrize(
    "address",
    [
        "postgres://me:s3cret/w@rd@db.example.org/state",
        "postgres://me:s3cret%2Fw%40rd@db.example.org/state?sslmode=disable",
        "postgres://db.example.org/state?user=me&password=s3cret%2Fw%40rd&sslmode=disable",
        "postgres://db.example.org/state?sslpassword=s3cret/w@rd",
    ],
)
def test_the_password_of_the_state_is_hidden(address: str) -> None:
    """As it stands in the address, and as it is meant."""
    environ = {"PULUMI_BACKEND_URL": address}

    said = discreet(f"cannot open {address!r}: s3cret/w@rd, s3cret%2Fw%40rd", environ)

    assert "cret" not in said
    assert "w@rd" not in said
    assert "db.example.org/state" in said


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://u:p@git.example.org/x", "https://git.example.org/x"),
        ("postgres://u:p[w/d@@h:1/db?sslmode=x&password=abc", "postgres://h:1/db?sslmode=x&"),
        ("file:///home/me@work/state", "file:///home/me@work/state"),
        ("", ""),
    ],
)
def test_an_address_is_remembered_without_its_password(address: str, wanted: str) -> None:
    """A path is one, whatever signs are in it."""
    assert wanted == bare(address)
