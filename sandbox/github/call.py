"""One request being answered: the state, who asks, and the look-ups every handler needs."""

from dataclasses import dataclass
from typing import Any

from ..http import Request
from . import access, errors
from .limits import Caller
from .model import Environment, Json, Organization, Repo, Team, Token, User
from .state import GitHubState


@dataclass(frozen=True)
class Call:
    """What a handler works on. `path` is the path without the version prefix `prefix`."""

    state: GitHubState
    request: Request
    prefix: str = ""
    path: str = ""
    token: Token | None = None

    @property
    def login(self) -> str | None:
        """Who asks; None is the anonymous caller."""
        return self.token.login if self.token else None

    @property
    def caller(self) -> Caller:
        """Who is metered."""
        return Caller(self.login or "", "graphql" if self.path == "/graphql" else "core")

    def url(self, path: str) -> str:
        """An address of this API."""
        return f"{self.request.base_url}{self.prefix}{path}"

    def html(self, path: str) -> str:
        """An address for a browser."""
        return f"{self.request.base_url}/{path}"

    def change(self, what: str, key: str, before: Any, after: Any) -> None:
        """Log a change of state."""
        self.state.log.change(self.state.name, what, key, before, after)

    def body(self) -> Json:
        """The JSON object the caller sent."""
        try:
            value = self.request.json()
        except ValueError:
            raise errors.refusal(400, "Problems parsing JSON") from None
        if not isinstance(value, dict):
            raise errors.refusal(400, "Body should be a JSON object")
        return value

    def signed_in(self) -> str:
        """The login of a caller who must have one."""
        if self.token is None:
            raise errors.requires_authentication()
        return self.token.login

    def may_write(self) -> bool:
        """Whether the token itself allows writes."""
        return self.token is not None and self.token.access == "write"

    def repo(self, owner: str, repo: str, need: int = access.READ) -> Repo:
        """A repository the caller can see and has `need` in; not seeing it is a 404."""
        found = self.state.repos.get(f"{owner}/{repo}".casefold())
        if found is None or self.level(found) < access.READ:
            raise errors.not_found()
        if self.level(found) < need:
            self.signed_in()
            raise errors.must_be_admin()
        return found

    def writable(self, owner: str, repo: str, need: int = access.ADMIN) -> Repo:
        """The same for a write: also the token must allow it and the repository not be archived."""
        found = self.repo(owner, repo, need)
        if not self.may_write():
            raise errors.token_may_not(bool(self.token and self.token.app))
        if found.archived:
            raise errors.archived()
        return found

    def level(self, repo: Repo) -> int:
        """What the caller may do in a repository."""
        return access.level(self.state, self.login, repo)

    def environment(self, repo: Repo, name: str) -> Environment:
        """An environment of a repository, in whatever case it is asked for."""
        found = repo.environments.get(name.casefold())
        if found is None:
            raise errors.not_found()
        return found

    def organization(self, org: str) -> Organization:
        """An organization; they are all public."""
        found = self.state.organizations.get(org.casefold())
        if found is None:
            raise errors.not_found()
        return found

    def owned(self, org: str, write: bool = False) -> Organization:
        """An organization the caller owns."""
        found = self.organization(org)
        self.signed_in()
        if not self.owns(found):
            raise errors.forbidden("You must be an admin of the organization.")
        if write and not self.may_write():
            raise errors.token_may_not()
        return found

    def owns(self, organization: Organization) -> bool:
        """Whether the caller is an owner of an organization."""
        return self.login in organization.admins

    def team(self, org: str, slug: str) -> Team:
        """A team the caller can see: members of the organization see all but secret ones."""
        organization = self.organization(org)
        found = organization.teams.get(slug.casefold())
        if found is None or not self.sees(organization, found):
            raise errors.not_found()
        return found

    def sees(self, organization: Organization, team: Team) -> bool:
        """Whether a team exists for the caller."""
        if self.login in team.members or self.owns(organization):
            return True
        return self.login in organization.members and team.privacy == "closed"

    def user(self, login: str) -> User:
        """A person."""
        found = self.state.users.get(login.casefold())
        if found is None:
            raise errors.not_found()
        return found
