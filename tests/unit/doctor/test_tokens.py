"""What is wrong with a token as a token, which publisher is nearest, and what stays unknown."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest

from tests.unit.core.configs import hub, publisher
from tests.unit.doctor.job_logs import ACTION, UV_GITLAB, fill
from tests.unit.doctor.tokens import (
    BOTH,
    GITHUB,
    GITLAB,
    HUB,
    LAB,
    NOW,
    from_claims,
    from_log,
    from_token,
    ids,
    token,
    without,
)
from trustpub.doctor.diagnose import diagnose
from trustpub.doctor.model import Evidence
from trustpub.doctor.token import read_token


def part(value: object) -> str:
    """A part of a token made by hand."""
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(("config", "claims"), [(HUB, GITHUB), (LAB, GITLAB)])
def test_token_fits(config: Any, claims: dict[str, Any]) -> None:
    """All is known and right: nothing wrong, nothing unknown, and what to do if it is refused."""
    outcome = from_token(config, token(claims))

    assert ([], ()) == (ids(outcome), outcome.unknown)
    assert ["fits"] == [d.id for d in outcome.diagnoses]
    assert outcome.diagnoses[0].link


@pytest.mark.parametrize(
    "text",
    ["", "hunter2", "a.b", "a.b.c", "eyJ9.eyJ9.x", f"{part([])}.{part({})}.x", "ghp_" + "a" * 36],
)
def test_text_is_no_token(text: str) -> None:
    """It is said to be none."""
    assert ["token-malformed"] == ids(from_token(HUB, text))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"exp": NOW - 31}, "token-expired"),
        ({"exp": True}, "token-expired"),
        ({"exp": 10**400}, "token-expired"),
        ({"exp": float("inf")}, "token-expired"),
        ({"iat": NOW + 31}, "token-early"),
        ({"nbf": NOW + 31}, "token-early"),
        ({"aud": "testpypi"}, "audience-differs"),
        ({"aud": ["pypi"]}, "audience-differs"),
        ({"aud": ["pypi", "sigstore"]}, "audience-differs"),
        ({"aud": 7}, "audience-differs"),
    ],
)
def test_token_is_out_of_time_or_for_somebody_else(changes: dict[str, Any], expected: str) -> None:
    """PyPI allows 30 seconds, and one audience."""
    text = f"{part({'alg': 'RS256', 'kid': '1'})}.{part({**GITHUB, **changes})}.x"

    assert [expected] == ids(from_token(HUB, text))


@pytest.mark.parametrize("header", [{"alg": "none", "kid": "1"}, {"alg": "RS256"}, {}])
def test_token_is_signed_in_another_way(header: dict[str, str]) -> None:
    """PyPI wants RS256 and the id of a key."""
    assert ["token-signature"] == ids(from_token(HUB, f"{part(header)}.{part(GITHUB)}.x"))


def test_owner_id_is_not_given() -> None:
    """Then it is unknown, and nothing is said to be fine in full."""
    outcome = diagnose(HUB, read_token(token(GITHUB), NOW), {})

    assert ["repository_owner_id"] == [u.what for u in outcome.unknown]


def test_job_in_a_reusable_workflow_that_pypi_takes_today() -> None:
    """The called file is the registered one: a warning, since PyPI is about to change that."""
    caller = "octo-org/sampleproject/.github/workflows/start.yml@refs/tags/v1"
    outcome = from_claims(HUB, {**GITHUB, "workflow_ref": caller})

    assert [("reusable-workflow", "warning")] == [(d.id, d.severity) for d in outcome.findings]


def test_nearest_publisher_is_chosen() -> None:
    """The one with the fewest values that differ; its index decides the link."""
    file = "octo-org/sampleproject/.github/workflows/publish.yml@refs/tags/v1"
    claims = {**GITHUB, "aud": "testpypi", "workflow_ref": file, "job_workflow_ref": file}

    outcome = from_claims(BOTH, claims)

    assert "publishers[0]" == outcome.publishers[0].field
    assert ["environment-differs"] == ids(outcome)
    assert "https://test.pypi.org/" in (outcome.findings[0].link or "")


def test_token_for_the_other_index() -> None:
    """Everything but the audience fits the first entry."""
    assert ["audience-differs"] == ids(from_claims(BOTH, {**GITHUB, "aud": "testpypi"}))


def test_token_of_a_forge_that_is_not_declared() -> None:
    """The config is the place."""
    assert ["forge-not-declared"] == ids(from_claims(HUB, GITLAB))


@pytest.mark.parametrize(
    ("config", "claims", "template"), [(HUB, GITHUB, ACTION), (LAB, GITLAB, UV_GITLAB)]
)
def test_refused_though_all_fits(config: Any, claims: dict[str, Any], template: str) -> None:
    """Then PyPI's form differs, or nothing is registered: the page, and the values to compare."""
    outcome = from_log(config, fill(template, claims))

    assert ["form-differs"] == ids(outcome)
    (only,), (nearest,) = outcome.findings, outcome.publishers
    assert (only.place, nearest.links["existing project"]) == ("pypi-form", only.link)
    assert "pypi" in [field.value for field in nearest.fields]


def test_older_action_prints_no_environment() -> None:
    """gh-action-pypi-publish 1.8: the subject tells it."""
    claims = {**GITHUB, "sub": "repo:octo-org@1/sampleproject@2:environment:prod%3Aeu"}
    log = fill(ACTION, claims).replace("* `environment`: `pypi`", "")

    assert ["prod:eu"] == [d.found for d in from_log(HUB, log).findings]


def test_summary_page_is_pasted() -> None:
    """GitHub renders the lists of the action: no backticks are left."""
    log = fill(ACTION, {**GITHUB, "environment": "release"}).replace("`", "")

    assert ["environment-differs"] == ids(from_log(HUB, log))


def test_log_in_one_line() -> None:
    """The action's annotation has %0A for its line breaks."""
    log = fill(ACTION, {**GITHUB, "environment": "release"}).replace("\n", "%0A")

    assert ["environment-differs"] == ids(from_log(HUB, log))


def test_claims_of_a_part_only() -> None:
    """Without an issuer they are no whole token's: what is not told is unknown."""
    outcome = from_claims(HUB, without(GITHUB, "iss", "jti", "event_name", "aud"))

    assert ([], {"iss", "jti", "event_name", "aud", "sub"} - {"sub"}) == (
        ids(outcome),
        {u.what for u in outcome.unknown},
    )


def test_claims_say_nothing() -> None:
    """Nothing is known, and that is said."""
    outcome = from_claims(hub(publishers=[publisher()]), {})

    assert ([], ["claims"]) == (ids(outcome), [u.what for u in outcome.unknown])


def test_fork_ran_the_job() -> None:
    """A whole other repository: its owner is named first."""
    evidence = Evidence("claims", {**GITHUB, "repository": "me/sampleproject"})

    assert "owner-differs" in ids(diagnose(HUB, evidence, {}))
