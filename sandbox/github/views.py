"""People, organizations and teams as JSON."""

from .call import Call
from .model import Json, Organization, Repo, Team, User
from .state import node_id

USER_URLS = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}
ORG_URLS = {
    "repos_url": "/repos",
    "events_url": "/events",
    "hooks_url": "/hooks",
    "issues_url": "/issues",
    "members_url": "/members{/member}",
    "public_members_url": "/public_members{/member}",
}


def account(call: Call, login: str) -> Json:
    """The owner of something: a simple user, whether person or organization."""
    organization = call.state.organizations.get(login.casefold())
    if organization:
        return simple(call, organization.login, organization.id, "Organization")
    return simple_user(call, call.state.users[login.casefold()])


def simple_user(call: Call, user: User) -> Json:
    """A person, or the bot of an app, in a list."""
    return simple(call, user.login, user.id, "Bot" if user.login.endswith("[bot]") else "User")


def simple(call: Call, login: str, number: int, kind: str) -> Json:
    """OpenAPI's `simple-user`."""
    url = call.url(f"/users/{login}")
    return {
        "login": login,
        "id": number,
        "node_id": node_id(kind, number),
        "avatar_url": call.html(f"avatars/u/{number}?"),
        "gravatar_id": "",
        "url": url,
        "html_url": call.html(login),
        **{name: url + suffix for name, suffix in USER_URLS.items()},
        "type": kind,
        "site_admin": False,
        "user_view_type": "public",
    }


def public_user(call: Call, login: str, kind_of: User | Organization) -> Json:
    """OpenAPI's `public-user`: what everyone sees of an account."""
    repos = [r for r in call.state.repos.values() if r.owner == login]
    return {
        **account(call, login),
        "name": login,
        "company": None,
        "blog": "",
        "location": None,
        "email": None,
        "hireable": None,
        "bio": None,
        "twitter_username": None,
        "public_repos": sum(r.visibility == "public" for r in repos),
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": kind_of.created_at,
        "updated_at": kind_of.created_at,
    }


def private_user(call: Call, user: User) -> Json:
    """OpenAPI's `private-user`: what one sees of oneself."""
    return {
        **public_user(call, user.login, user),
        "user_view_type": "private",
        "private_gists": 0,
        "total_private_repos": 0,
        "owned_private_repos": 0,
        "disk_usage": 0,
        "collaborators": 0,
        "two_factor_authentication": True,
        "plan": {"name": user.plan, "space": 976562499, "collaborators": 0, "private_repos": 9999},
    }


def simple_organization(call: Call, organization: Organization) -> Json:
    """OpenAPI's `organization-simple`."""
    url = call.url(f"/orgs/{organization.login}")
    return {
        "login": organization.login,
        "id": organization.id,
        "node_id": node_id("Organization", organization.id),
        "url": url,
        **{name: url + suffix for name, suffix in ORG_URLS.items()},
        "avatar_url": call.html(f"avatars/u/{organization.id}?"),
        "description": "",
    }


def full_organization(call: Call, organization: Organization) -> Json:
    """OpenAPI's `organization-full`; only an owner sees the plan."""
    repos = [r for r in call.state.repos.values() if r.owner == organization.login]
    private = sum(r.visibility != "public" for r in repos)
    view = {
        **simple_organization(call, organization),
        "name": organization.login,
        "is_verified": False,
        "has_organization_projects": True,
        "has_repository_projects": True,
        "public_repos": len(repos) - private,
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "html_url": call.html(organization.login),
        "created_at": organization.created_at,
        "updated_at": organization.created_at,
        "archived_at": None,
        "type": "Organization",
    }
    return {**view, **for_owners(organization, private)} if call.owns(organization) else view


def for_owners(organization: Organization, private: int) -> Json:
    """The part of an organization that only its owners see."""
    seats = len(set(organization.members) | set(organization.admins))
    return {
        "total_private_repos": private,
        "owned_private_repos": private,
        "private_gists": 0,
        "default_repository_permission": organization.base,
        "members_can_create_repositories": True,
        "two_factor_requirement_enabled": True,
        "plan": {
            "name": organization.plan,
            "space": 976562499,
            "private_repos": 999999,
            "filled_seats": seats,
            "seats": seats,
        },
    }


def team_view(call: Call, team: Team, parent: bool = True) -> Json:
    """OpenAPI's `team`, or `team-simple` without the parent."""
    organization = call.state.organizations[team.organization.casefold()]
    url = call.url(f"/organizations/{organization.id}/team/{team.id}")
    view: Json = {
        "name": team.name,
        "id": team.id,
        "node_id": node_id("Team", team.id),
        "slug": team.slug,
        "description": team.description,
        "privacy": team.privacy,
        "notification_setting": "notifications_enabled",
        "url": url,
        "html_url": call.html(f"orgs/{organization.login}/teams/{team.slug}"),
        "members_url": url + "/members{/member}",
        "repositories_url": url + "/repos",
        "permission": "pull",
        "type": "organization",
        "organization_id": organization.id,
    }
    if not parent:
        return view
    above = organization.teams.get((team.parent or "").casefold())
    return {**view, "parent": team_view(call, above, parent=False) if above else None}


def full_team(call: Call, team: Team) -> Json:
    """OpenAPI's `team-full`."""
    organization = call.state.organizations[team.organization.casefold()]
    return {
        **team_view(call, team),
        "created_at": team.created_at,
        "updated_at": team.created_at,
        "members_count": len(team.members),
        "repos_count": len(repos_of(call, team)),
        "organization": full_organization(call, organization),
    }


def repos_of(call: Call, team: Team) -> list[Repo]:
    """The repositories a team was given."""
    owner = team.organization.casefold()
    repos = call.state.repos.values()
    return [r for r in repos if r.owner.casefold() == owner and team.slug in r.teams]
