"""GitHub: names -> ids and facts, in bulk, before anything is written."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, Literal, cast
from urllib.parse import quote, urlsplit

from ...config import Config
from ...model import Unknown, Value
from ...reader import Reader
from ..base import Finding, Place, Resolution, problems_of, split_repository

PUBLIC_API = "https://api.github.com"
PEOPLE = ("users", "teams")


class GitHubFacts(Value):
    """What GitHub says of one repository and of those whom the config names."""

    repository: dict[str, Any] | None
    plan: str | None
    """Plan of the organisation; None where the token may not see it."""
    users: dict[str, int | None]
    """Login in lower case -> id; None where there is no such user."""
    teams: dict[str, int]
    """Slug -> id of every team in the organisation, where any team is named."""
    readers: tuple[str, ...] | None = None
    """`users/LOGIN` and `teams/SLUG` who can read a private repository; None: all can."""


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


def named(config: Config) -> Iterator[tuple[str, Literal["users", "teams"], str]]:
    """Field, kind and name of everybody whom the config names on GitHub."""
    for number, publisher in enumerate(config.publishers):
        if publisher.forge in (None, "github"):
            for kind in PEOPLE:
                for place, name in enumerate(getattr(publisher.environment.reviewers, kind)):
                    at = f"publishers[{number}].environment.reviewers.{kind}[{place}]"
                    yield at, cast(Literal["users", "teams"], kind), name
    for number, rule in enumerate(config.tags):
        if rule.forge in (None, "github"):
            for place, name in enumerate(rule.created_by.teams):
                yield f"tags[{number}].created_by.teams[{place}]", "teams", name


def look(config: Config, client: Reader) -> GitHubFacts:
    """Ask GitHub: one request each for repository, organisation and user, pages of teams."""
    assert config.github is not None
    path = f"/repos/{config.github.repository}"
    owner, _ = split_repository(config.github.repository)
    wanted = {(kind, name) for _, kind, name in named(config)}
    repository = client.get(path)
    organization = client.get(f"/orgs/{quote(owner)}")
    users = {n.casefold(): client.get(f"/users/{quote(n)}") for k, n in wanted if k == "users"}
    teams: dict[str, int] = {}
    if organization and any(kind == "teams" for kind, _ in wanted):
        listed = client.pages(f"/orgs/{quote(owner)}/teams?per_page=100")
        teams = {team["slug"]: team["id"] for team in listed}
    private = bool(repository and repository.get("private"))
    return GitHubFacts(
        repository=repository,
        plan=((organization or {}).get("plan") or {}).get("name"),
        users={login: found["id"] if found else None for login, found in users.items()},
        teams=teams,
        readers=tuple(who_reads(client, path, wanted)) if private else None,
    )


def who_reads(client: Reader, path: str, wanted: set[tuple[Any, str]]) -> Iterator[str]:
    """Those named who can read a private repository."""
    if any(kind == "teams" for kind, _ in wanted):
        yield from (f"teams/{t['slug']}" for t in client.pages(f"{path}/teams?per_page=100"))
    for login in (name for kind, name in wanted if kind == "users"):
        answer = client.get(f"{path}/collaborators/{quote(login)}/permission") or {}
        if answer.get("permission", "none") != "none":
            yield f"users/{login.casefold()}"


def github_repository_hidden(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """404: no such repository, or no right to see it; GitHub does not tell which."""
    if config.github and facts.repository is None:
        found = f"GitHub shows no repository {config.github.repository} to this token"
        fix = "check the name, and that GITHUB_TOKEN may read it"
        yield Finding("github.repository", found, fix)


def github_repository_archived(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """An archived repository takes no changes."""
    if (facts.repository or {}).get("archived"):
        fix = "unarchive it or remove this project"
        yield Finding("github.repository", "is archived, so GitHub takes no changes", fix)


def github_token_rights(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """Environments and rulesets are for administrators."""
    permissions = (facts.repository or {}).get("permissions") or {}
    if not permissions.get("admin", True):
        found = "GITHUB_TOKEN may not administer this repository"
        fix = "use a token with admin rights (fine-grained: Administration and Environments, write)"
        yield Finding("github.repository", found, fix)


def github_repository_moved(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """A renamed repository answers under its old name; its OIDC tokens carry the new one."""
    now = (facts.repository or {}).get("full_name")
    if config.github and now not in (None, config.github.repository):
        found = f"GitHub calls this repository {now}, and so do its OIDC tokens"
        yield Finding("github.repository", found, f"write {now}")


def github_unknown_name(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """Everybody who is named must exist."""
    for field, kind, name in named(config):
        known = facts.users if kind == "users" else facts.teams
        if facts.repository and known.get(name.casefold()) is None:
            near = difflib.get_close_matches(name.casefold(), [n for n in known if known[n]], n=1)
            fix = f"did you mean {near[0]}?" if near else "check the name"
            yield Finding(field, f"GitHub shows no {kind[:-1]} {name!r} to this token", fix)


def github_blind_reviewer(config: Config, facts: GitHubFacts) -> Iterator[Finding]:
    """GitHub drops reviewers who cannot read the repository (terraform-provider-github#1166)."""
    for field, kind, name in named(config):
        exists = (facts.users if kind == "users" else facts.teams).get(name.casefold())
        reads = facts.readers is None or f"{kind}/{name.casefold()}" in facts.readers
        if exists and "reviewers" in field and not reads:
            found = f"the {kind[:-1]} {name!r} cannot read this private repository"
            fix = "give read access first: GitHub drops such reviewers without a word"
            yield Finding(field, found, fix)


WORLD_RULES = (
    github_repository_hidden,
    github_repository_archived,
    github_token_rights,
    github_repository_moved,
    github_unknown_name,
    github_blind_reviewer,
)


def resolve(config: Config, environ: Mapping[str, str]) -> Resolution:
    """Ids by `users/LOGIN` and `teams/SLUG`, the config with what GitHub says of it, problems."""
    assert config.github is not None
    facts = look(config, reader(environ))
    ids = {f"users/{n}": i for n, i in facts.users.items() if i is not None}
    ids |= {f"teams/{n}": i for n, i in facts.teams.items()}
    known: dict[str, Any] = {}
    unknown = []
    if facts.repository:
        private = facts.repository.get("private")
        known["visibility"] = facts.repository.get("visibility") or (
            "private" if private else "public"
        )
        if private and facts.plan is None:
            what = f"plan of the owner of {config.github.repository}"
            unknown.append(Unknown(what=what, why="GitHub shows it to organisation owners only"))
    if facts.plan in ("free", "pro", "team", "enterprise"):
        known["plan"] = facts.plan
    filled = config.model_copy(update={"github": config.github.model_copy(update=known)})
    problems = tuple(problems_of(WORLD_RULES, config, facts))
    return Resolution(filled, ids, problems, tuple(unknown), place(facts))


def place(facts: GitHubFacts) -> Place | None:
    """The repository as GitHub calls it."""
    found = facts.repository
    return Place(name=found["full_name"], number=found["id"]) if found else None
