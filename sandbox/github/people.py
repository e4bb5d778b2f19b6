"""Users, organizations and teams."""

from ..http import Response
from . import access, errors
from .call import Call
from .model import Organization
from .paging import page
from .repo_view import permissions, short
from .views import (
    full_organization,
    full_team,
    private_user,
    public_user,
    repos_of,
    simple_organization,
    simple_user,
    team_view,
)

TEAM = "/orgs/{org}/teams/{slug}"


def me(call: Call) -> Response:
    """`GET /user`: tokens of installations are nobody's (quarkus-github-app#621)."""
    if call.token and call.token.app:
        raise errors.token_may_not(app=True)
    return Response.of(200, private_user(call, call.user(call.signed_in())))


def user(call: Call, login: str) -> Response:
    """`GET /users/{login}`: also an organization, with type Organization."""
    organization = call.state.organizations.get(login.casefold())
    found = organization or call.user(login)
    return Response.of(200, public_user(call, found.login, found))


def user_by_id(call: Call, number: str) -> Response:
    """`GET /user/{account_id}`: GitHub REST, "Get a user using their ID"."""
    found = call.state.user_by_id(int(number)) if number.isdigit() else None
    if found is None:
        raise errors.not_found()
    return Response.of(200, public_user(call, found.login, found))


def organization(call: Call, org: str) -> Response:
    """`GET /orgs/{org}`."""
    return Response.of(200, full_organization(call, call.organization(org)))


def my_organizations(call: Call) -> Response:
    """`GET /user/orgs`."""
    login = call.signed_in()
    found = [o for o in call.state.organizations.values() if login in people(o)]
    rows, links = page(call.request, found)
    return Response.of(200, [simple_organization(call, o) for o in rows], links)


def people(organization: Organization) -> list[str]:
    """Members and owners, each once."""
    return list(dict.fromkeys(organization.admins + organization.members))


def members(call: Call, org: str) -> Response:
    """`GET /orgs/{org}/members`: outsiders see the public ones, of which there are none."""
    found = call.organization(org)
    role = call.request.param("role", "all")
    logins = people(found) if call.login in people(found) else []
    wanted = [m for m in logins if role == "all" or (m in found.admins) == (role == "admin")]
    rows, links = page(call.request, wanted)
    return Response.of(200, [simple_user(call, call.user(m)) for m in rows], links)


def is_member(call: Call, org: str, login: str) -> Response:
    """`GET /orgs/{org}/members/{login}`: 204 or 404."""
    found = call.organization(org)
    if call.login not in people(found) or call.user(login).login not in people(found):
        raise errors.not_found()
    return Response(204)


def membership(call: Call, org: str, login: str) -> Response:
    """`GET /orgs/{org}/memberships/{login}`."""
    found, user = call.organization(org), call.user(login)
    if call.login not in people(found):
        raise errors.forbidden(f"You must be a member of {found.login} to see membership info.")
    if user.login not in people(found):
        raise errors.not_found()
    body = {
        "url": call.url(f"/orgs/{found.login}/memberships/{user.login}"),
        "state": "active",
        "role": "admin" if user.login in found.admins else "member",
        "organization_url": call.url(f"/orgs/{found.login}"),
        "user": simple_user(call, user),
        "organization": simple_organization(call, found),
    }
    return Response.of(200, body)


def teams(call: Call, org: str) -> Response:
    """`GET /orgs/{org}/teams`: those the caller can see."""
    found = call.organization(org)
    if call.login not in people(found):
        call.signed_in()
        raise errors.forbidden("Must be a member of the organization to list its teams.")
    rows, links = page(call.request, [t for t in found.teams.values() if call.sees(found, t)])
    return Response.of(200, [team_view(call, t) for t in rows], links)


def team(call: Call, org: str, slug: str) -> Response:
    """`GET /orgs/{org}/teams/{slug}`."""
    return Response.of(200, full_team(call, call.team(org, slug)))


def team_members(call: Call, org: str, slug: str) -> Response:
    """`GET .../teams/{slug}/members`."""
    found = call.team(org, slug)
    role = call.request.param("role", "all")
    wanted = [
        m
        for m in found.members
        if role == "all" or (m in found.maintainers) == (role == "maintainer")
    ]
    rows, links = page(call.request, wanted)
    return Response.of(200, [simple_user(call, call.user(m)) for m in rows], links)


def team_membership(call: Call, org: str, slug: str, login: str) -> Response:
    """`GET .../teams/{slug}/memberships/{login}`."""
    found, user = call.team(org, slug), call.user(login)
    if user.login not in found.members:
        raise errors.not_found()
    body = {
        "state": "active",
        "role": "maintainer" if user.login in found.maintainers else "member",
        "url": call.url(f"/orgs/{found.organization}/teams/{found.slug}/memberships/{user.login}"),
    }
    return Response.of(200, body)


def team_repos(call: Call, org: str, slug: str) -> Response:
    """`GET .../teams/{slug}/repos`."""
    found = call.team(org, slug)
    rows, links = page(call.request, repos_of(call, found))
    views = []
    for repo in rows:
        level = access.LEVELS[repo.teams[found.slug]]
        views.append({**short(call, repo), **role(level)})
    return Response.of(200, views, links)


def role(level: int) -> dict[str, object]:
    """What a team may do in one repository."""
    return {"permissions": permissions(level), "role_name": access.ROLES[level]}


def team_repo(call: Call, org: str, slug: str, owner: str, repo: str) -> Response:
    """`GET .../teams/{slug}/repos/{owner}/{repo}`: 204, or the repository if asked for its type."""
    found, where = call.team(org, slug), call.repo(owner, repo)
    level = access.team_level(call.organization(org), found, where)
    if not level:
        raise errors.not_found()
    if "repository+json" not in call.request.headers.get("accept", ""):
        return Response(204)
    return Response.of(200, {**short(call, where), **role(level)})


def no_keys(call: Call, login: str) -> Response:
    """`GET /users/{login}/keys` and `/gpg_keys`: nobody here has any."""
    call.user(login)
    return Response.of(200, [])


ROUTES = [
    ("GET /user", me),
    ("GET /user/orgs", my_organizations),
    ("GET /user/{number}", user_by_id),
    ("GET /users/{login}", user),
    ("GET /users/{login}/keys", no_keys),
    ("GET /users/{login}/gpg_keys", no_keys),
    ("GET /orgs/{org}", organization),
    ("GET /orgs/{org}/members", members),
    ("GET /orgs/{org}/members/{login}", is_member),
    ("GET /orgs/{org}/memberships/{login}", membership),
    ("GET /orgs/{org}/teams", teams),
    (f"GET {TEAM}", team),
    (f"GET {TEAM}/members", team_members),
    (f"GET {TEAM}/memberships/{{login}}", team_membership),
    (f"GET {TEAM}/repos", team_repos),
    (f"GET {TEAM}/repos/{{owner}}/{{repo}}", team_repo),
]
