"""`POST /_/oidc/mint-token`: a token of a job for a token of PyPI (warehouse, oidc/views.py)."""

from dataclasses import asdict
from typing import Any

import jwt

from ..http import Request, Response
from .claims import GITHUB_ISSUER, Reused, Unfit, find_publisher
from .issuer import KEY_ID, key
from .model import GITLAB, PendingPublisher, Project
from .names import look, normalized
from .state import PyPIState
from .tokens import Invalid, issue, refused, sent_token
from .validation import name_errors

# warehouse, oidc/services.py
LEEWAY = 30


def mint(state: PyPIState, request: Request) -> Response:
    """Exchange a token; a pending publisher becomes a project and its publisher on the way."""
    try:
        claims, provider = verified(state, request)
        reify(state, provider, claims)
        publisher = find_publisher(provider, state.publishers(), claims, state.used)
    except Invalid as error:
        code, description = error.args
        return refused(code, description)
    except Reused:
        return refused("invalid-reuse-token", "invalid token: already used")
    except Unfit as error:
        found = f"valid token, but no corresponding publisher ({error})"
        return refused("invalid-publisher", found)
    state.used.add(claims["jti"])
    token, expires = issue(state, publisher)
    return Response.of(200, {"success": True, "token": token, "expires": expires})


def verified(state: PyPIState, request: Request) -> tuple[dict[str, Any], str]:
    """The claims of a token that is what it says, and the forge it is from."""
    token = sent_token(request)
    try:
        issuer = str(jwt.decode(token, options={"verify_signature": False})["iss"])
    except (jwt.PyJWTError, KeyError):
        raise Invalid("invalid-payload", "malformed JWT") from None
    provider = provider_of(state, issuer)
    if provider is None:
        raise Invalid("invalid-payload", "unknown trusted publishing issuer")
    claims = signed_claims(state, token)
    if claims is None:
        raise Invalid("invalid-token", "malformed or invalid token")
    return claims, provider


def provider_of(state: PyPIState, issuer: str) -> str | None:
    """Which forge an issuer belongs to; instances of organizations are GitLabs."""
    own = {url for organization in state.organizations.values() for url in organization.issuers}
    return "github" if issuer == GITHUB_ISSUER else "gitlab" if issuer in {GITLAB, *own} else None


def signed_claims(state: PyPIState, token: str) -> dict[str, Any] | None:
    """The claims if key, time and audience are right; the time is that of the sandbox's clock."""
    options: Any = {
        **dict.fromkeys(("verify_exp", "verify_iat", "verify_nbf"), False),
        "require": ["iss", "iat", "exp", "aud"],
        "strict_aud": True,
    }
    try:
        if jwt.get_unverified_header(token).get("kid") != KEY_ID:
            return None
        claims: dict[str, Any] = jwt.decode(
            token, key().public_key(), ["RS256"], options, audience=state.name
        )
        begin = max(int(claims["iat"]), int(claims.get("nbf", 0))) - LEEWAY
        return claims if begin <= state.clock.now() < int(claims["exp"]) + LEEWAY else None
    except (jwt.PyJWTError, TypeError, ValueError):
        return None


def reify(state: PyPIState, provider: str, claims: dict[str, Any]) -> None:
    """Where a pending publisher fits, its project comes to be, and it is pending no more."""
    waiting = {id: pending.publisher for id, pending in state.pending.items()}
    try:
        found = find_publisher(provider, waiting.values(), claims, state.used)
    except Unfit:
        return
    pending = state.pending[found.id]
    if state.project(pending.project_name):
        state.drop_pending(found.id)
        raise Invalid("invalid-pending-publisher", "valid token, but project already exists")
    problems = name_errors(state, pending.project_name, pending.user)
    if problems:
        raise Invalid("invalid-payload", problems[0])
    create(state, pending)


def create(state: PyPIState, pending: PendingPublisher) -> None:
    """The project, its publisher, and the end of others' pending publishers for such a name."""
    name, id = pending.project_name, pending.publisher.id
    owners = [] if pending.organization else [pending.user]
    project = Project(name, owners, pending.organization)
    state.projects[normalized(name)] = project
    state.change("project", name, None, asdict(project))
    for other_id, other in list(state.pending.items()):
        alike = look(other.project_name) == look(name) and other.user != pending.user
        if other_id == id or alike:
            state.drop_pending(other_id)
    publisher = state.publisher(pending.publisher.key()) or pending.publisher
    project.publishers.append(publisher)
    state.change("publisher", name, None, asdict(publisher))
