"""Asking GitHub about one repository and about everybody whom the config names. Reads only."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from ...config import Config
from ...errors import Forbidden
from ...model import Value
from ...reader import Reader
from ..base import split_repository
from .named import named, reviewers

PUBLIC_API = "https://api.github.com"


class GitHubFacts(Value):
    """What GitHub says of one repository and of those whom the config names."""

    repository: dict[str, Any] | None
    plan: str | None
    """Plan of the organisation; None where the token may not see it."""
    users: dict[str, int | None]
    """Login in lower case -> id; None where there is no such person."""
    teams: dict[str, int]
    """Slug -> id of every team in the organisation, where any team is named."""
    readers: tuple[str, ...] | None = None
    """`users/LOGIN` and `teams/SLUG` of reviewers who can read the repository; None: not seen."""


def api_url(environ: Mapping[str, str]) -> str:
    """REST root: `GITHUB_BASE_URL` names a GitHub Enterprise Server, whose API has a prefix."""
    base = environ.get("GITHUB_BASE_URL", "").rstrip("/")
    if not base or urlsplit(base).hostname == "api.github.com":
        return PUBLIC_API
    return base if base.endswith("/api/v3") else f"{base}/api/v3"


def reader(environ: Mapping[str, str]) -> Reader:
    """A client with the token of the environment."""
    headers = {
        "Authorization": f"Bearer {environ.get('GITHUB_TOKEN', '')}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    return Reader(api_url(environ), headers, "GITHUB_TOKEN")


def look(config: Config, client: Reader) -> GitHubFacts:
    """One request each for repository, organisation and user, pages of teams."""
    assert config.github is not None
    path = f"/repos/{config.github.repository}"
    owner, _ = split_repository(config.github.repository)
    wanted = {(kind, name) for _, kind, name in named(config)}
    repository = client.get(path, "id", "full_name")
    organization = seen(client, f"/orgs/{quote(owner)}")
    return GitHubFacts(
        repository=repository,
        plan=(organization.get("plan") or {}).get("name"),
        users={name.casefold(): person(client, name) for kind, name in wanted if kind == "users"},
        teams=teams(client, owner) if organization and "teams" in dict(wanted) else {},
        readers=who_reads(client, path, config, repository) if repository else None,
    )


def seen(client: Reader, path: str) -> dict[str, Any]:
    """What the token may see of something that it need not see."""
    try:
        return client.get(path) or {}
    except Forbidden:
        return {}


def person(client: Reader, login: str) -> int | None:
    """Id of a person; an organisation has a login too, but reviews nothing."""
    found = client.get(f"/users/{quote(login)}", "id")
    return found["id"] if found and found.get("type") != "Organization" else None


def teams(client: Reader, owner: str) -> dict[str, int]:
    """Slug -> id of every team."""
    listed = client.pages(f"/orgs/{quote(owner)}/teams?per_page=100", "slug", "id")
    return {team["slug"]: team["id"] for team in listed}


def who_reads(
    client: Reader, path: str, config: Config, repository: Mapping[str, Any]
) -> tuple[str, ...] | None:
    """Those of the reviewers who can read the repository; None where that could not be seen."""
    wanted = {(kind, name) for _, kind, name in reviewers(config)}
    try:
        return (
            *team_readers(client, path, [name for kind, name in wanted if kind == "teams"]),
            *user_readers(
                client,
                path,
                [name for kind, name in wanted if kind == "users"],
                bool(repository.get("private")),
            ),
        )
    except Forbidden:
        return None


def team_readers(client: Reader, path: str, slugs: list[str]) -> Iterator[str]:
    """Teams need a grant of their own even where everybody can read: go and see.

    terraform-provider-github#1166.
    """
    if slugs:
        listed = client.pages(f"{path}/teams?per_page=100", "slug")
        yield from (f"teams/{team['slug']}" for team in listed)


def user_readers(client: Reader, path: str, logins: list[str], private: bool) -> Iterator[str]:
    """Everybody can read a public repository."""
    for login in logins:
        answer = {"permission": "read"}
        if private:
            answer = client.get(f"{path}/collaborators/{quote(login)}/permission") or {}
        if answer.get("permission", "none") != "none":
            yield f"users/{login.casefold()}"
