"""Whatever is pasted: no traceback, nothing taken for fine that PyPI refuses, no token shown."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from tests.unit.doctor.job_logs import ACTION, UV_GITHUB, UV_GITLAB, fill
from tests.unit.doctor.tokens import (
    BOTH,
    GITHUB,
    GITLAB,
    HUB,
    LAB,
    OWNER_ID,
    from_claims,
    from_log,
    from_token,
    without,
)
from trustpub.claims import evaluate
from trustpub.claims.identity import publisher_of
from trustpub.doctor.logs import TABLE, read_log
from trustpub.doctor.model import Outcome
from trustpub.doctor.text import render
from trustpub.publishers import declared_publishers

FEW = settings(max_examples=150, deadline=None)
SECRET = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2V4YW1wbGUifQ.c2lnbmF0dXJlLXNlY3JldA"
NAMES = sorted({*GITHUB, *GITLAB, "nbf", "surplus"})
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text(), max_size=2)
    | st.sampled_from([*GITHUB.values(), *GITLAB.values(), SECRET])
)
ANY_CLAIMS = st.dictionaries(st.sampled_from(NAMES), VALUES)
PIECES = (
    st.text()
    | st.sampled_from([SECRET, *[fill(ACTION, GITHUB), fill(UV_GITLAB, GITLAB)]])
    | st.sampled_from([fill(UV_GITHUB, GITHUB)[:700], "* `sub`: `", "environment: Some(", "%0A"])
    | st.sampled_from([f"`{row.id}`: " for row in TABLE])
)
BASES = [(HUB, GITHUB), (LAB, GITLAB), (BOTH, GITHUB)]


def printed(outcome: Outcome) -> str:
    """Everything that would be shown."""
    return "\n".join(render(outcome)) + json.dumps(outcome.model_dump(mode="json"))


def clean(outcome: Outcome) -> bool:
    """Whether the command would end with 0."""
    return not outcome.findings and not outcome.unknown


def accepted(config: Any, claims: dict[str, Any]) -> bool:
    """Whether PyPI would take them for one of the declared publishers."""
    return any(
        evaluate(publisher_of(p.identity, owner_id=OWNER_ID), claims).accepted
        and claims.get("aud") == p.index
        for p in declared_publishers(config)
    )


@FEW
@given(base=st.sampled_from(BASES), changes=ANY_CLAIMS, gone=st.sets(st.sampled_from(NAMES)))
def test_any_claims(base: Any, changes: dict[str, Any], gone: set[str]) -> None:
    """Fine is only what the claim matcher accepts; nothing shown is a token."""
    config, claims = base
    changed = without({**claims, **changes}, *gone)

    outcome = from_claims(config, changed)

    assert not clean(outcome) or accepted(config, changed)
    assert SECRET not in printed(outcome)
    assert printed(outcome).isascii()


@FEW
@given(base=st.sampled_from(BASES), name=st.sampled_from(NAMES), value=VALUES)
def test_one_claim_is_anything(base: Any, name: str, value: object) -> None:
    """What the matcher refuses has a finding, and what it accepts has no error."""
    config, claims = base
    changed = {**claims, name: value}
    if name == "iss" and value is None:
        return

    outcome = from_claims(config, changed)

    errors = [d for d in outcome.findings if d.severity == "error"]
    if changed.get("aud") is not None:
        assert accepted(config, changed) == (not errors)


@FEW
@given(header=VALUES, claims=ANY_CLAIMS, cut=st.integers(0, 400), tail=st.text())
def test_any_token(header: object, claims: dict[str, Any], cut: int, tail: str) -> None:
    """Whole, cut or with more behind it."""
    parts = [json.dumps(part).encode() for part in (header, {**GITHUB, **claims})]
    text = ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    pasted = f"{text}.{'c2ln' * 9}"[cut:] + tail

    outcome = from_token(HUB, pasted)

    assert not clean(outcome)
    assert "c2ln" * 9 not in printed(outcome)


@FEW
@given(text=st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_text_in_the_place_of_a_token(text: str) -> None:
    """It is no token."""
    assert not clean(from_token(HUB, text))


@FEW
@given(base=st.sampled_from(BASES), pieces=st.lists(PIECES, max_size=6))
def test_any_log(base: Any, pieces: list[str]) -> None:
    """Bits of real logs between anything."""
    outcome = from_log(base[0], "".join(pieces))

    assert not clean(outcome)
    assert SECRET not in printed(outcome)
    assert SECRET.rpartition(".")[2] not in printed(outcome)
    assert printed(outcome).isascii()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 400_000,
        "* `sub`: `" * 40_000,
        "Invalid API Token: " * 20_000,
        "Check failed for required claim '" * 10_000,
        "eyJ." * 100_000,
        "/builds/" * 50_000,
        "Git repository in " * 20_000,
        'environment: "' * 30_000,
        "://a" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_log_is_long(text: str) -> None:
    """No pattern takes longer than the log is long."""
    assert "log" == read_log(text).kind


@pytest.mark.parametrize("name", ["job_workflow_ref", "ci_config_ref_uri", "sub", "environment"])
def test_claim_is_long(name: str) -> None:
    """It is shown cut, or not at all."""
    config, claims = (LAB, GITLAB) if name == "ci_config_ref_uri" else (HUB, GITHUB)

    outcome = from_claims(config, {**claims, name: "a/" * 5_000})

    assert len(printed(outcome)) < 20_000
