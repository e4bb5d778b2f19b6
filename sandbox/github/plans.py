"""What a plan pays for, by visibility.

Sources: GitHub docs, "Managing environments for deployment" and "About rulesets"; the text of the
first refusal in backstage/backstage#28977, the others in its manner.
"""

from . import access, errors
from .model import Repo, Settings
from .state import GitHubState

ENSURE = (
    "Failed to create the environment protection rule. "
    "Please ensure the billing plan supports the {} protection rule."
)


def with_environments(state: GitHubState, repo: Repo) -> Repo:
    """The repository if its plan has environments: a free plan has none on private ones."""
    if repo.visibility != "public" and access.plan(state, repo) == "free":
        raise errors.not_found()
    return repo


def with_rulesets(state: GitHubState, repo: Repo) -> Repo:
    """The repository if its plan has rulesets."""
    if repo.visibility != "public" and access.plan(state, repo) == "free":
        raise errors.upgrade()
    return repo


def check_settings(state: GitHubState, repo: Repo, settings: Settings) -> None:
    """Protection rules of private and internal repositories need Enterprise; Team is not enough."""
    if repo.visibility == "public" or access.plan(state, repo) == "enterprise":
        return
    wanted = {
        "required reviewers": bool(settings.reviewers),
        "wait timer": settings.wait_timer > 0,
        "admin bypass": not settings.can_admins_bypass,
        "prevent self review": settings.prevent_self_review,
    }
    for name, used in wanted.items():
        if used:
            raise errors.unprocessable(ENSURE.format(name))


def reviewer_can_read(state: GitHubState, repo: Repo, kind: str, number: int) -> bool:
    """Whether GitHub keeps a reviewer; the others vanish from the stored list without an error."""
    if kind == "User":
        user = state.user_by_id(number)
        return user is not None and access.level(state, user.login, repo) >= access.READ
    team = state.team_by_id(number)
    organization = state.organizations.get(repo.owner.casefold())
    if team is None or organization is None or team.organization != organization.login:
        return False
    return access.team_level(organization, team, repo) >= access.READ
