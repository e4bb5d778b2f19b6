"""One request on its way through: who asks, for what, with which parameters."""

from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from ..http import Request
from .access import level_of, visible
from .errors import Refused, forbidden, insufficient_scope, not_found, unauthorized
from .model import Group, Project, User
from .params import TRUE, number
from .state import GitLabState

T = TypeVar("T", Group, Project)


@dataclass(frozen=True)
class Call:
    """What a handler gets."""

    state: GitLabState
    request: Request
    user: User | None

    def params(self) -> dict[str, Any]:
        """Query and body together, the body winning, as Grape hands them over."""
        return {**dict(self.request.query), **body_of(self.request)}

    def flag(self, name: str, default: str = "false") -> bool:
        """A boolean from the query."""
        return (self.request.param(name) or default).lower() in TRUE

    def signed_in(self) -> User:
        """The user, or 401."""
        if self.user is None:
            raise unauthorized()
        return self.user

    def project(self, id: str, level: int = 0) -> Project:
        """The project by id, path or former path; 404 when not visible, 403 below `level`."""
        found = pick(self.state.projects, id)
        while found is None and id in self.state.moved:
            id = self.state.moved[id]
            found = pick(self.state.projects, id)
        return self.allowed(found, "Project", level)

    def group(self, id: str, level: int = 0) -> Group:
        """The group by id or path; 404 when not visible, 403 below `level`."""
        return self.allowed(pick(self.state.groups, id), "Group", level)

    def allowed(self, holder: T | None, what: str, level: int) -> T:
        """The holder, if this user may see it and has this level."""
        if holder is None or not visible(self.state, holder, self.user):
            raise not_found(what)
        if level and level_of(self.state, holder, self.user) < level:
            raise forbidden() if self.user else unauthorized()
        return holder


def pick(holders: dict[str, T], id: str) -> T | None:
    """By number or by full path; GitLab reads paths without regard to case."""
    wanted = number(id)
    if wanted is not None:
        return next((h for h in holders.values() if h.id == wanted), None)
    exact = holders.get(id)
    return exact or next((h for path, h in holders.items() if path.lower() == id.lower()), None)


def open_call(state: GitLabState, request: Request) -> Call:
    """Find the user behind the token; 401 for a wrong one, none for no token at all."""
    secret = request.token()
    if secret is None:
        return Call(state, request, None)
    token = state.tokens.get(secret)
    if token is None:
        raise unauthorized()
    if request.method not in ("GET", "HEAD") and "api" not in token.scopes:
        raise insufficient_scope()
    return Call(state, request, state.users[token.username])


def body_of(request: Request) -> dict[str, Any]:
    """The body as a mapping, JSON or a flat form."""
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(request.body.decode("utf-8", "replace"), True))
    try:
        body = request.json()
    except ValueError:
        raise Refused(400, {"error": "Problem parsing JSON"}) from None
    return body if isinstance(body, dict) else {}
