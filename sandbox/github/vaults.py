"""Where secrets and variables live: a repository, an environment or an organization.

Reading them takes write access to the repository ("Authenticated users must have collaborator
access"), changing those of an environment or repository too (github/docs#1087).
"""

from dataclasses import dataclass

from . import errors, permissions, plans
from .access import ADMIN, WRITE
from .call import Call
from .model import Json, Organization, Repo, Secret, Variable, Vault

REPO = "/repos/{owner}/{repo}"
ENVIRONMENT = REPO + "/environments/{environment}"
ORG = "/orgs/{org}"
VISIBILITIES = ("all", "private", "selected")


@dataclass(frozen=True)
class Place:
    """A vault and what differs between the kinds of place; `org` is empty but for organizations."""

    vault: Vault
    org: str = ""


def place(
    call: Call,
    write: bool,
    owner: str = "",
    repo: str = "",
    environment: str = "",
    org: str = "",
) -> Place:
    """The place a path names, if the caller may read or write it."""
    if org:
        found = call.owned(org, write)
        permissions.check(call)
        return Place(found.vault, found.login)
    where = call.repo(owner, repo, WRITE)
    permissions.check(call)
    if write:
        # GitHub docs: for Codespaces "the associated user must be a repository admin".
        call.writable(owner, repo, ADMIN if "/codespaces/" in call.path else WRITE)
    if not environment:
        return Place(where.vault)
    plans.with_environments(call.state, where)
    return Place(call.environment(where, environment).vault)


def selected(call: Call, place: Place, numbers: object) -> list[int]:
    """Repository ids of the organization."""
    if not isinstance(numbers, list):
        raise errors.invalid_request("Invalid property /selected_repository_ids: is not an array.")
    for number in numbers:
        repo = call.state.repo_ids.get(number)
        if repo is None or repo.owner != place.org:
            raise errors.unprocessable(f"Repository {number} does not belong to {place.org}.")
    return list(dict.fromkeys(numbers))


def visibility(body: Json) -> str:
    """Who in an organization sees a secret or variable."""
    value = body.get("visibility")
    if value not in VISIBILITIES:
        raise errors.invalid_request(f"Invalid property /visibility: one of {VISIBILITIES} needed.")
    return str(value)


def owner_of(call: Call, owner: str, repo: str) -> tuple[Repo, Organization | None]:
    """A repository and its organization."""
    found = call.repo(owner, repo)
    return found, call.state.organizations.get(found.owner.casefold())


def reaches(entry: Secret | Variable, repo: Repo) -> bool:
    """Whether an organization's secret or variable is there for a repository."""
    if entry.visibility == "selected":
        return repo.id in entry.repositories
    return entry.visibility == "all" or repo.visibility != "public"
