"""Repositories and who has access to them."""

from ..http import Response
from . import access, errors
from .call import Call
from .model import Json, Repo
from .paging import page
from .repo_view import full, minimal, permissions, short
from .views import simple_user, team_view

REPO = "/repos/{owner}/{repo}"
VISIBILITIES = ("public", "private", "internal")
NAMES = {"read": "pull", "write": "push"}


def shown(call: Call, owner: str, repo: str) -> Response:
    """`GET /repos/{owner}/{repo}`."""
    return Response.of(200, full(call, call.repo(owner, repo)))


def updated(call: Call, owner: str, repo: str) -> Response:
    """`PATCH /repos/{owner}/{repo}`: name, visibility, private, archived, description."""
    found = call.repo(owner, repo, access.ADMIN)
    if not call.may_write():
        raise errors.token_may_not()
    body, before = call.body(), full(call, found)
    if found.archived and body.get("archived") is not False:
        raise errors.archived()
    change(found, body)
    if body.get("name", found.name) != found.name:
        call.state.rename(found, body["name"])
    after = full(call, found)
    if after != before:
        call.change("repository", found.full_name, before, after)
    return Response.of(200, after)


def change(repo: Repo, body: Json) -> None:
    """Take over what a body says; what the sandbox could not honour is refused, not ignored."""
    known = {"name", "visibility", "private", "archived", "description", "default_branch"}
    unknown = sorted(set(body) - known)
    if unknown:
        raise errors.unknown_path("PATCH", f"/repos with {unknown[0]}")
    visibility = body.get("visibility")
    if visibility is None and isinstance(body.get("private"), bool):
        visibility = "private" if body["private"] else "public"
    if visibility is not None and visibility not in VISIBILITIES:
        raise errors.validation_failed(f"Visibility {visibility} is not included in the list")
    repo.visibility = visibility or repo.visibility
    repo.archived = bool(body.get("archived", repo.archived))
    repo.description = body.get("description", repo.description)
    repo.default_branch = body.get("default_branch") or repo.default_branch


def teams(call: Call, owner: str, repo: str) -> Response:
    """`GET .../teams`: the teams that were given access."""
    found = call.repo(owner, repo, access.WRITE)
    organization = call.state.organizations.get(found.owner.casefold())
    known = organization.teams.values() if organization else []
    rows, links = page(call.request, [t for t in known if t.slug in found.teams])
    views = [{**team_view(call, t), **grant(access.LEVELS[found.teams[t.slug]])} for t in rows]
    return Response.of(200, views, links)


def grant(level: int) -> Json:
    """A level the way lists of teams show it."""
    role = access.ROLES[level]
    return {"permission": NAMES.get(role, role), "permissions": permissions(level)}


def collaborators(call: Call, owner: str, repo: str) -> Response:
    """`GET .../collaborators`: everyone with access; `affiliation=direct|outside` narrows."""
    found = call.repo(owner, repo)
    if call.level(found) < access.WRITE:
        raise errors.forbidden("Must have push access to view repository collaborators.")
    people = [u for u in call.state.users.values() if affiliated(call, found, u.login)]
    rows, links = page(call.request, people)
    views = []
    for user in rows:
        level = access.level(call.state, user.login, found)
        role = {"permissions": permissions(level), "role_name": access.ROLES[level]}
        views.append({**simple_user(call, user), **role})
    return Response.of(200, views, links)


def affiliated(call: Call, repo: Repo, login: str) -> bool:
    """Whether someone is listed, by the `affiliation` asked for."""
    if login in repo.collaborators:
        return True
    direct = call.request.param("affiliation", "all") != "all"
    return not direct and any(access.own_grants(call.state, login, repo))


def is_collaborator(call: Call, owner: str, repo: str, login: str) -> Response:
    """`GET .../collaborators/{login}`: 204 or 404."""
    found = call.repo(owner, repo)
    if call.level(found) < access.WRITE:
        raise errors.forbidden("Must have push access to view collaborator permission.")
    if not affiliated(call, found, call.user(login).login):
        raise errors.not_found()
    return Response(204)


def permission(call: Call, owner: str, repo: str, login: str) -> Response:
    """`GET .../collaborators/{login}/permission`: maintain is told as write, triage as read."""
    found = call.repo(owner, repo)
    if call.level(found) < access.WRITE and call.login != login:
        raise errors.forbidden("Must have push access to view collaborator permission.")
    user = call.user(login)
    level = access.level(call.state, user.login, found)
    role = access.ROLES[level]
    body = {
        "permission": {"maintain": "write", "triage": "read"}.get(role, role),
        "user": {**simple_user(call, user), "permissions": permissions(level), "role_name": role},
        "role_name": role,
    }
    return Response.of(200, body)


def of_organization(call: Call, org: str) -> Response:
    """`GET /orgs/{org}/repos`: those the caller can see; `type` narrows."""
    login = call.organization(org).login
    rows, links = page(call.request, owned_by(call, login))
    return Response.of(200, [short(call, r) for r in rows], links)


def of_user(call: Call, login: str) -> Response:
    """`GET /users/{login}/repos`."""
    rows, links = page(call.request, owned_by(call, call.user(login).login))
    return Response.of(200, [minimal(call, r) for r in rows], links)


def owned_by(call: Call, login: str) -> list[Repo]:
    """The owner's repositories that the caller can see, by name."""
    kind = call.request.param("type", "all")
    known = (r for r in call.state.repos.values() if r.owner == login)
    mine = [r for r in known if access.sees(call.state, call.login, r)]
    if kind in ("public", "private", "internal"):
        mine = [r for r in mine if r.visibility == kind]
    return sorted(mine, key=lambda r: r.name)


def mine(call: Call) -> Response:
    """`GET /user/repos`: those the caller has more than public access to."""
    login = call.signed_in()
    found = [r for r in call.state.repos.values() if any(access.own_grants(call.state, login, r))]
    rows, links = page(call.request, found)
    return Response.of(200, [short(call, r) for r in rows], links)


ROUTES = [
    (f"GET {REPO}", shown),
    (f"PATCH {REPO}", updated),
    (f"GET {REPO}/teams", teams),
    (f"GET {REPO}/collaborators", collaborators),
    (f"GET {REPO}/collaborators/{{login}}", is_collaborator),
    (f"GET {REPO}/collaborators/{{login}}/permission", permission),
    ("GET /orgs/{org}/repos", of_organization),
    ("GET /users/{login}/repos", of_user),
    ("GET /user/repos", mine),
]
