"""Tokens for uploads: what mint-token and burn-token have in common, and the burning."""

import secrets

from ..http import Request, Response
from .model import Publisher
from .names import normalized
from .state import PyPIState, Token

LIFE = 900


class Invalid(Exception):
    """The exchange is refused: code and description as PyPI gives them."""


def burn(state: PyPIState, request: Request) -> Response:
    """`POST /_/oidc/burn-token`: a minted token is good for nothing more (warehouse PR 20197).

    Says Accepted whatever token it was; one of a user stays as it is.
    """
    try:
        token = sent_token(request)
    except Invalid as error:
        code, description = error.args
        return refused(code, description)
    known = state.tokens.get(token)
    if known and known.publisher:
        del state.tokens[token]
        state.change("token", known.publisher.title(), {"publisher": known.publisher.id}, None)
    return Response.of(202, {"message": "Accepted"})


def sent_token(request: Request) -> str:
    """The token of `{"token": "..."}`."""
    try:
        token = request.json()["token"]
        if not isinstance(token, str):
            raise TypeError
    except (KeyError, TypeError, ValueError):
        raise Invalid("invalid-payload", "expected a JSON object with a token") from None
    return token


def refused(code: str, description: str) -> Response:
    """422 in PyPI's words."""
    errors = [{"code": code, "description": description}]
    return Response.of(422, {"message": "Token request failed", "errors": errors})


def issue(state: PyPIState, publisher: Publisher) -> tuple[str, int]:
    """A token for the projects that the publisher serves now; the log does not see it."""
    projects = [p for p in state.projects.values() if publisher in p.publishers]
    token = f"pypi-{secrets.token_urlsafe(32)}"
    expires = int(state.clock.now()) + LIFE
    names = [normalized(p.name) for p in projects]
    state.tokens[token] = Token(publisher=publisher, projects=names, expires=expires)
    told = {"publisher": publisher.id, "projects": names, "expires": expires}
    state.change("token", publisher.title(), None, told)
    return token, expires
