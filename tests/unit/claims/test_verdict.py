"""What a verdict says, and that it never takes the unknown for fine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trustpub.claims import RULESETS, Verdict, choose, evaluate
from trustpub.claims.identity import publisher_of
from trustpub.claims.verdict import LIMIT
from trustpub.model import Identity

from .samples import claims, publisher, without

CLONE = Path(__file__).parents[3]
REF = "Octo-Org/Sample.Project/.github/workflows/release.yml@"
GITHUB = "https://token.actions.githubusercontent.com"


def failures(verdict: Verdict) -> list[tuple[str, str, str | None]]:
    """Claim, expected, found."""
    return [(f.claim, f.expected, f.found) for f in verdict.failures]


@pytest.mark.parametrize(
    ("changed", "expected", "found"),
    [
        ({"repository": "a/b"}, "Octo-Org/Sample.Project", "a/b"),
        ({"repository_owner_id": "9"}, "1234", "9"),
        ({"repository_owner_id": 1234}, "1234", "(a number, no text)"),
        ({"event_name": "pull_request_target"}, "anything but pull_request_target", None),
        ({"environment": "staging"}, "pypi", "staging"),
        ({"environment": None}, "pypi", None),
        ({"environment": ["pypi"]}, "pypi", "(a list, no text)"),
        ({"jti": {}}, "text", "(an object, no text)"),
        ({"sha": None}, "to be there", None),
        ({"iss": "https://gitlab.com"}, GITHUB, "https://gitlab.com"),
    ],
)
def test_github_failure(changed: dict[str, Any], expected: str, found: str | None) -> None:
    """A failure names the claim, what would fit, and what is there."""
    (claim,) = changed
    found = found or changed[claim]

    verdict = evaluate(publisher("github"), claims("github", **changed))

    assert [(claim, expected, found)] == failures(verdict)


def test_reference_fits_two_places() -> None:
    """A reference may end in the token's ref or its commit: both are told."""
    sha = claims("github")["sha"]
    wrong = claims("github", job_workflow_ref=f"{REF}refs/heads/main")

    (failure,) = evaluate(publisher("github"), wrong).failures

    assert f"{REF}{sha} or {REF}refs/tags/v1.0" == failure.expected


def test_all_reasons_at_once() -> None:
    """PyPI tells the first reason, a verdict all of them."""
    wrong = claims(
        "gitlab", project_path="a/b", environment="PyPI", sha="", iss="https://x.example"
    )

    verdict = evaluate(publisher("gitlab"), wrong)

    assert {"iss", "project_path", "environment", "sha"} == {f.claim for f in verdict.failures}


def test_every_claim_is_in_one_list() -> None:
    """What was compared and fits is told as well."""
    verdict = evaluate(without(publisher("github"), "repository_owner_id"), claims("github"))

    names = [c.claim for c in verdict.matched] + [u.what for u in verdict.unknown]
    assert sorted(RULESETS["2026-08"]["workflow_filename"].tables[0]) == sorted(names)


def test_rulesets_count_different_workflows() -> None:
    """For a called workflow the two rule sets disagree, and each names its claim."""
    called = claims("github", workflow_ref=f"{REF}v1".replace("release", "top"))
    mine = publisher("github")

    today, then = evaluate(mine, called), evaluate(mine, called, "workflow-ref")

    assert (True, False) == (today.accepted, then.accepted)
    assert ["workflow_ref"] == [f.claim for f in then.failures]
    assert ("2026-08", "workflow-ref") == (today.ruleset, then.ruleset)


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_unknown_field_accepts_nothing(forge: str) -> None:
    """Without a field, or with one that is no text, a claim is unknown and not accepted."""
    for field in without(publisher(forge), "environment"):
        for mine in (without(publisher(forge), field), publisher(forge, **{field: 1234})):
            verdict = evaluate(mine, claims(forge))

            assert ("unknown", False) == (verdict.state, verdict.accepted)
            assert choose([mine], claims(forge)).publisher is None


def test_unknown_owner_id_is_named() -> None:
    """The verdict says which claim could not be compared, and why."""
    mine = without(publisher("github"), "repository_owner_id")

    (unknown,) = evaluate(mine, claims("github")).unknown

    assert "repository_owner_id" == unknown.what
    assert "does not say its repository_owner_id" in unknown.why


def test_unknown_does_not_hide_a_failure() -> None:
    """What is wrong is wrong, whatever else is unknown."""
    mine = without(publisher("github"), "repository_owner_id")

    assert "rejected" == evaluate(mine, claims("github", repository="a/b")).state


@pytest.mark.parametrize(
    "mine", [{}, {"email": "a@b.example"}, publisher("github") | publisher("gitlab")]
)
def test_stranger(mine: dict[str, Any]) -> None:
    """Neither GitHub's nor GitLab's, or both: nothing is accepted."""
    verdict = evaluate(mine, claims("github"))

    assert ("unknown", ["publisher"]) == (verdict.state, [u.what for u in verdict.unknown])
    assert choose([mine], claims("github")).publisher is None


@pytest.mark.parametrize("environment", [None, "", "absent"])
@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_no_environment(forge: str, environment: str | None) -> None:
    """None, the empty text and an absent field all mean any environment, or none."""
    mine = publisher(forge, environment=environment)
    mine = without(mine, "environment") if environment == "absent" else mine

    for token in (
        claims(forge),
        claims(forge, environment="x"),
        without(claims(forge), "environment"),
    ):
        assert evaluate(mine, token).accepted


def test_stored_capitals_are_explained() -> None:
    """A GitHub environment that PyPI stored with capitals fits no token, and that is told."""
    (failure,) = evaluate(publisher("github", environment="PyPI"), claims("github")).failures

    assert "PyPI; no token will do" in failure.expected


def test_shown_values_are_harmless() -> None:
    """Control characters are escaped, look-alikes show their numbers, and length is limited."""
    nasty = claims("github", repository="a\x1b[31m\n\u202eb/\u0441", environment="e" * 100_000)

    shown = {f.claim: f.found for f in evaluate(publisher("github"), nasty).failures}

    assert r"a\x1b[31m\n\u202eb/\u0441" == shown["repository"]
    assert LIMIT == len(shown["environment"] or "")


def test_expectation_is_harmless() -> None:
    """What is expected may hold the token's ref, so it is cut and escaped too."""
    nasty = claims("github", ref="\x1b" * 100_000)

    (failure,) = evaluate(publisher("github"), nasty).failures

    assert LIMIT >= len(failure.expected)
    assert "\x1b" not in failure.expected


def test_verdict_is_json() -> None:
    """A verdict says of itself whether it accepts."""
    told = json.loads(evaluate(publisher("github"), claims("github")).model_dump_json())

    assert (True, "accepted", [], []) == tuple(
        told[name] for name in ("accepted", "state", "failures", "unknown")
    )


def test_empty_verdict_accepts_nothing() -> None:
    """Where nothing was compared, nothing is accepted."""
    assert not Verdict(ruleset="2026-08").accepted


def test_why_none() -> None:
    """Not found and found but refused are told apart; the nearest verdict comes along."""
    mine = [publisher("github"), publisher("github", workflow_filename="x.yml")]
    staging = choose(mine, claims("github", environment="staging"))
    refused = choose(mine, claims("github", event_name="pull_request_target"))

    assert ("finds no publisher", ["environment"]) == (
        staging.why[5:23],
        [f.claim for f in staging.verdict.failures],
    )
    assert "no second one is tried" in refused.why


def test_undefined_order_is_unknown() -> None:
    """Two GitLab publishers that differ in case: PyPI takes the one its database names first."""
    mine = [publisher("gitlab"), publisher("gitlab", namespace="group/sub")]

    choice = choose(mine, claims("gitlab"))

    assert (None, "unknown") == (choice.publisher, choice.verdict.state)


def test_unknown_pending_is_unknown() -> None:
    """Whether an incomplete pending publisher comes first is not guessed."""
    pending = [without(publisher("github"), "repository_owner_id")]

    choice = choose([publisher("github")], claims("github"), pending=pending)

    assert (None, None, "unknown") == (choice.publisher, choice.pending, choice.verdict.state)


HUB = Identity(
    forge="github",
    issuer=GITHUB,
    namespace="octo-org",
    project="Sample.Project",
    workflow="release.yml",
    environment="PyPI",
)
LAB = Identity(
    forge="gitlab",
    issuer="https://gitlab.com",
    namespace="Group/Sub",
    project="My.Proj",
    workflow=".gitlab-ci.yml",
    environment="PyPI",
)


def test_identity_of_github() -> None:
    """The environment as PyPI stores it, the account as GitHub spells it, its number if told."""
    mine = publisher_of(HUB, owner_id="1234", owner="Octo-Org")

    assert publisher("github") == mine
    assert "unknown" == evaluate(publisher_of(HUB, owner="Octo-Org"), claims("github")).state


def test_identity_of_gitlab() -> None:
    """Everything as it stands."""
    assert publisher("gitlab", environment="PyPI") == publisher_of(LAB)


def test_identity_of_another_github() -> None:
    """A GitHub Enterprise issuer is refused: no publisher of PyPI can stand for it."""
    with pytest.raises(ValueError, match=r"github\.example\.org"):
        publisher_of(HUB.model_copy(update={"issuer": "https://github.example.org"}))


def test_import_is_light() -> None:
    """Matching claims needs neither HTTP nor YAML nor Pulumi."""
    program = "import sys, trustpub.claims; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CLONE, capture_output=True, text=True, check=True
    )

    assert {"pydantic"} == {"requests", "pulumi", "ruamel", "grpc", "pydantic"} & {
        *done.stdout.split()
    }


def test_page_has_every_claim() -> None:
    """docs/claims.md has a line for each claim of each rule set."""
    page = (CLONE / "docs" / "claims.md").read_text("utf-8")
    names = {
        claim
        for forges in RULESETS.values()
        for forge in forges.values()
        for table in forge.tables
        for claim in table
    }

    assert [] == [name for name in sorted({*names, *RULESETS}) if f"| `{name}` |" not in page]
