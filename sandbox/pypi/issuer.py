"""An OIDC issuer for jobs that a test describes: it stands for GitHub's, GitLab's, any other.

`POST /-/jobs {"forge": "github", "repository": "octo-org/sampleproject", "workflow":
"release.yml", "environment": "pypi", ...}` answers with a token, its claims, and the address from
which the job's own tools can fetch further tokens as they do on GitHub.
"""

from collections.abc import Mapping
from functools import cache
from secrets import token_hex
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from ..http import Request, Response
from .claims import GITHUB_ISSUER, owner_id
from .errors import not_found
from .model import GITLAB
from .state import Job, PyPIState

KEY_ID = "sandbox"
SHA = "0123456789abcdef0123456789abcdef01234567"
LIFE = 300
COMMON = ("repository", "ref", "sha", "environment", "issuer", "claims")
KNOWN = {"github": (*COMMON, "workflow", "event"), "gitlab": (*COMMON, "pipeline", "ref_type")}


@cache
def key() -> RSAPrivateKey:
    """One key for every issuer and both indexes."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def sign(state: PyPIState, claims: Mapping[str, Any], audience: str) -> str:
    """A token with these claims and a new `jti`, unless they bring one."""
    now = int(state.clock.now())
    timing = {"iat": now, "nbf": now, "exp": now + LIFE, "aud": audience, "jti": str(uuid4())}
    return jwt.encode({**timing, **claims}, key(), "RS256", {"kid": KEY_ID})


def add_job(state: PyPIState, request: Request) -> Response:
    """`POST /-/jobs`: describe a job, get its token."""
    try:
        job = Job(claims_of(request.json()), token_hex(16))
    except (KeyError, TypeError, ValueError) as error:
        return Response.of(400, {"message": f"no job: {error}"})
    id = str(len(state.jobs) + 1)
    state.jobs[id] = job
    body = {
        "token": sign(state, job.claims, state.name),
        "claims": job.claims,
        "request_url": f"{request.base_url}/-/jobs/{id}/token?api-version=2.0",
        "request_token": job.bearer,
    }
    return Response.of(201, body)


def job_token(state: PyPIState, request: Request, id: str) -> Response:
    """What ACTIONS_ID_TOKEN_REQUEST_URL answers: `{"value": token}` for the wanted audience."""
    job = state.jobs.get(id)
    if job is None or request.token() != job.bearer:
        return not_found()
    audience = request.param("audience") or f"https://github.com/{job.claims.get('repository', '')}"
    return Response.of(200, {"value": sign(state, job.claims, audience), "count": 1})


def claims_of(job: dict[str, Any]) -> dict[str, Any]:
    """The claims of a described job; `claims` adds and overrides, null takes away."""
    forge = job["forge"]
    strangers = sorted(set(job) - {"forge", *KNOWN[forge]})
    if strangers:
        raise ValueError(f"unknown field {strangers[0]!r}; known: {KNOWN[forge]}")
    claims = {**(github(job) if forge == "github" else gitlab(job)), **(job.get("claims") or {})}
    return {name: value for name, value in claims.items() if value is not None}


def github(job: dict[str, Any]) -> dict[str, Any]:
    """GitHub's claims, as far as anybody looks at them."""
    repository, ref = job["repository"], job.get("ref", "refs/tags/v1.0")
    owner = repository.split("/")[0]
    where = f"{repository}/.github/workflows/{job['workflow']}@{ref}"
    environment = job.get("environment")
    return {
        "iss": job.get("issuer", GITHUB_ISSUER),
        "sub": f"repo:{repository}:{f'environment:{environment}' if environment else f'ref:{ref}'}",
        "repository": repository,
        "repository_owner": owner,
        "repository_owner_id": owner_id(owner),
        "repository_visibility": "public",
        "workflow_ref": where,
        "job_workflow_ref": where,
        "ref": ref,
        "sha": job.get("sha", SHA),
        "event_name": job.get("event", "push"),
        "environment": environment,
    }


def gitlab(job: dict[str, Any]) -> dict[str, Any]:
    """GitLab's claims, as far as anybody looks at them."""
    path, ref, kind = job["repository"], job.get("ref", "v1.0"), job.get("ref_type", "tag")
    issuer = job.get("issuer", GITLAB)
    ref_path = f"refs/{'tags' if kind == 'tag' else 'heads'}/{ref}"
    host = issuer.removeprefix("https://")
    return {
        "iss": issuer,
        "sub": f"project_path:{path}:ref_type:{kind}:ref:{ref}",
        "namespace_path": path.rpartition("/")[0],
        "project_path": path,
        "ci_config_ref_uri": f"{host}/{path}//{job['pipeline']}@{ref_path}",
        "ref": ref,
        "ref_type": kind,
        "ref_path": ref_path,
        "sha": job.get("sha", SHA),
        "environment": job.get("environment"),
    }
