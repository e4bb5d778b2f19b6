"""Who may do what: levels from 0 (may not know it exists) to 5 (admin)."""

from collections.abc import Iterator

from .model import Organization, Repo, Team
from .state import GitHubState

LEVELS = {
    "none": 0,
    "read": 1,
    "pull": 1,
    "triage": 2,
    "write": 3,
    "push": 3,
    "maintain": 4,
    "admin": 5,
}
READ, WRITE, ADMIN = 1, 3, 5
ROLES = ("none", "read", "triage", "write", "maintain", "admin")


def level(state: GitHubState, login: str | None, repo: Repo) -> int:
    """The highest of everything that gives `login` (None: anonymous) access to `repo`."""
    return max(grants(state, login, repo), default=0)


def sees(state: GitHubState, login: str | None, repo: Repo) -> bool:
    """Whether the repository exists for `login`."""
    return any(grants(state, login, repo))


def grants(state: GitHubState, login: str | None, repo: Repo) -> Iterator[int]:
    """Each grant on its own."""
    if repo.visibility == "public":
        yield READ
    if login is not None:
        yield from own_grants(state, login, repo)


def own_grants(state: GitHubState, login: str, repo: Repo) -> Iterator[int]:
    """Each grant that is not everyone's."""
    if login == repo.owner:
        yield ADMIN
    yield LEVELS[repo.collaborators.get(login, "none")]
    organization = state.organizations.get(repo.owner.casefold())
    if organization:
        yield member_level(organization, login)
        if repo.visibility == "internal" and login in organization.members:
            yield READ
        for team in organization.teams.values():
            if login in team.members:
                yield team_level(organization, team, repo)


def member_level(organization: Organization, login: str) -> int:
    """What being in the organization alone gives."""
    if login in organization.admins:
        return ADMIN
    return LEVELS[organization.base] if login in organization.members else 0


def team_level(organization: Organization, team: Team, repo: Repo) -> int:
    """What a repository gives to a team: its own grant or an inherited one of its parents.

    Public repositories are no exception: "those teams didn't have explicit pull access to repo"
    (terraform-provider-github#1166).
    """
    own = LEVELS[repo.teams.get(team.slug, "none")]
    parent = organization.teams.get(team.parent or "")
    return max(own, team_level(organization, parent, repo) if parent else 0)


def is_org_admin(state: GitHubState, login: str | None, org: str) -> bool:
    """Whether `login` owns the organization."""
    organization = state.organizations.get(org.casefold())
    return bool(organization and login in organization.admins)


def plan(state: GitHubState, repo: Repo) -> str:
    """The plan that pays for a repository."""
    organization = state.organizations.get(repo.owner.casefold())
    return organization.plan if organization else state.users[repo.owner.casefold()].plan
