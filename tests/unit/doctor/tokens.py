"""Tokens and claims that fit two small configs, and what doctor says of them."""

from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.unit.core.configs import hub, lab, publisher
from trustpub.config import Config
from trustpub.doctor.diagnose import diagnose
from trustpub.doctor.logs import read_log
from trustpub.doctor.model import Evidence, Outcome
from trustpub.doctor.token import read_token

NOW = 1_800_000_000
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OWNER_ID = "9919"
HUB = hub()
LAB = lab()
BOTH = hub(
    publishers=[publisher("testpypi", "testpypi", workflow="publish.yml"), publisher("pypi")]
)
GITHUB: dict[str, Any] = {
    "iss": "https://token.actions.githubusercontent.com",
    "aud": "pypi",
    "exp": NOW + 300,
    "iat": NOW - 10,
    "jti": "6cce2f14-0000-4000-8000-3d9a4e1a8d4f",
    "sub": "repo:octo-org/sampleproject:environment:pypi",
    "repository": "octo-org/sampleproject",
    "repository_owner": "octo-org",
    "repository_owner_id": OWNER_ID,
    "workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1",
    "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1",
    "ref": "refs/tags/v1",
    "sha": "f" * 40,
    "event_name": "push",
    "environment": "pypi",
}
GITLAB: dict[str, Any] = {
    "iss": "https://gitlab.com",
    "aud": "pypi",
    "exp": NOW + 300,
    "iat": NOW - 10,
    "jti": "6cce2f14-0000-4000-8000-3d9a4e1a8d4f",
    "sub": "project_path:group/otherproject:ref_type:tag:ref:v1",
    "project_path": "group/otherproject",
    "ci_config_ref_uri": "gitlab.com/group/otherproject//.gitlab-ci.yml@refs/tags/v1",
    "ref_path": "refs/tags/v1",
    "sha": "f" * 40,
    "environment": "pypi",
}


def token(claims: dict[str, Any], **header: Any) -> str:
    """A signed token."""
    return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1", **header})


def without(claims: dict[str, Any], *names: str) -> dict[str, Any]:
    """All but these."""
    return {name: value for name, value in claims.items() if name not in names}


def from_claims(config: Config, claims: dict[str, Any]) -> Outcome:
    """What doctor makes of claims."""
    evidence = Evidence("claims", claims, partial="iss" not in claims)
    return diagnose(config, evidence, {}, OWNER_ID)


def from_token(config: Config, text: str, now: float = NOW) -> Outcome:
    """What doctor makes of a token."""
    return diagnose(config, read_token(text, now), {}, OWNER_ID)


def from_log(config: Config, text: str) -> Outcome:
    """What doctor makes of a log."""
    return diagnose(config, read_log(text), {}, OWNER_ID)


def ids(outcome: Outcome) -> list[str]:
    """What is wrong, by id."""
    return [d.id for d in outcome.findings]
