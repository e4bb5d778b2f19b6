"""Who is asking and where: users, the token itself, the version, namespaces."""

from ..http import Response
from .access import level_of
from .call import Call, pick
from .errors import not_found, unauthorized
from .levels import OWNER
from .model import Row, User
from .paging import paged
from .params import number as whole


def get_user(call: Call) -> Response:
    """The user of the token."""
    user = call.signed_in()
    more = {"email": f"{user.username}@example.com", "can_create_project": True, "external": False}
    if user.admin:
        more["is_admin"] = True
    return Response.of(200, {**show(call, user), **more})


def list_users(call: Call) -> Response:
    """By exact username, regardless of case; or by a part of name or username."""
    call.signed_in()
    exact, part = call.request.param("username"), call.request.param("search")
    users = list(call.state.users.values())
    if exact is not None:
        users = [u for u in users if u.username.lower() == exact.lower()]
    if part is not None:
        users = [u for u in users if part.lower() in f"{u.username} {u.name}".lower()]
    return paged(call.request, [show(call, u) for u in users])


def get_other(call: Call, number: str) -> Response:
    """A user by number."""
    call.signed_in()
    user = call.state.user_by_id(whole(number) or 0)
    if user is None:
        raise not_found("User")
    return Response.of(200, {**show(call, user), "bot": user.bot})


def show(call: Call, user: User) -> Row:
    """What everyone sees of a user."""
    return {
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "state": "active",
        "locked": False,
        "avatar_url": None,
        "web_url": f"{call.request.base_url}/{user.username}",
    }


def get_metadata(call: Call) -> Response:
    """The version and the edition, for anyone with a token.

    `/version` is the older name of the same. Source: lib/api/metadata.rb.
    """
    call.signed_in()
    kas = {"enabled": False, "externalUrl": None, "version": None}
    body = {"version": version(call), "revision": "0000000", "kas": kas}
    return Response.of(200, {**body, "enterprise": call.state.edition == "ee"})


def version(call: Call) -> str:
    """EE says so in its version."""
    return call.state.version + ("-ee" if call.state.edition == "ee" else "")


def get_namespace(call: Call, id: str) -> Response:
    """A group or user as a namespace; only its owners are told the plan."""
    user = call.signed_in()
    group = pick(call.state.groups, id)
    if group is None and id.lower() == user.username.lower():
        body = {"id": 0, "name": user.name, "path": user.username, "kind": "user"}
        return Response.of(200, {**body, "full_path": user.username, "plan": "free"})
    level = level_of(call.state, group, user) if group else 0
    if group is None or not level:
        raise not_found("Namespace")
    body = {"id": group.id, "name": group.name, "path": group.path.split("/")[-1], "kind": "group"}
    more = {"plan": call.state.plan(group.path), "trial": False} if level >= OWNER else {}
    return Response.of(200, {**body, "full_path": group.path, **more})


def get_token(call: Call) -> Response:
    """The token that asks: its scopes, never its value."""
    user = call.signed_in()
    token = call.state.tokens.get(call.request.token() or "")
    if token is None:
        raise unauthorized()
    body = {"id": token.id, "name": f"token-{token.id}", "revoked": False, "active": True}
    return Response.of(200, {**body, "scopes": list(token.scopes), "user_id": user.id})


ROUTES = {
    "GET /user": get_user,
    "GET /users": list_users,
    "GET /users/{number}": get_other,
    "GET /version": get_metadata,
    "GET /metadata": get_metadata,
    "GET /namespaces/{id}": get_namespace,
    "GET /personal_access_tokens/self": get_token,
}
