"""GitLab: names -> ids and facts, in bulk, before anything is written."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ...config import Config
from ...model import Unknown, Value
from ...reader import Reader
from ..base import Finding, Place, Resolution, problems_of
from .rules import actors

MAINTAINER = 40
"""GitLab REST, "Members": access levels."""


class GitLabFacts(Value):
    """What GitLab says of one project and of those whom the config names."""

    project: dict[str, Any] | None
    members: dict[str, int]
    """Username in lower case -> id of every member, inherited ones included, where asked for."""
    tier: str | None
    """Tier of the top group; None where the token may not see it or it was not needed."""


def reader(environ: Mapping[str, str]) -> Reader:
    """A client with the token of the environment."""
    base = environ.get("GITLAB_BASE_URL", "").rstrip("/") or "https://gitlab.com"
    root = base if base.endswith("/api/v4") else f"{base}/api/v4"
    token = environ.get("GITLAB_TOKEN", "")
    return Reader(root, {"Authorization": f"Bearer {token}"}, "GITLAB_TOKEN")


def named(config: Config) -> Iterator[tuple[str, str, str]]:
    """Field, kind (`users` or `groups`) and name of everybody named on GitLab."""
    for field, one in actors(config):
        if one.user:
            yield f"{field}.user", "users", one.user
        if one.group:
            yield f"{field}.group", "groups", one.group
    for number, rule in enumerate(config.tags):
        if rule.forge in (None, "gitlab"):
            for kind in ("users", "groups"):
                for place, name in enumerate(getattr(rule.created_by, kind)):
                    yield f"tags[{number}].created_by.{kind}[{place}]", kind, name


def needs_premium(config: Config) -> bool:
    """Whether anything declared is not in the Free tier."""
    return any(True for _ in actors(config)) or any(True for _ in named(config))


def look(config: Config, client: Reader) -> GitLabFacts:
    """Ask GitLab: the project; its members and the tier where the config depends on them."""
    assert config.gitlab is not None
    path = config.gitlab.repository
    project = client.get(f"/projects/{quote(path, safe='')}")
    members: dict[str, int] = {}
    tier = None
    if project and any(kind == "users" for _, kind, _ in named(config)):
        listed = client.pages(f"/projects/{project['id']}/members/all?per_page=100")
        members = {one["username"].casefold(): one["id"] for one in listed}
    if project and needs_premium(config):
        top = client.get(f"/namespaces/{quote(path.partition('/')[0], safe='')}") or {}
        tier = top.get("plan")
    return GitLabFacts(project=project, members=members, tier=tier)


def shared_groups(project: dict[str, Any]) -> dict[str, int]:
    """Full path in lower case -> id of the groups that the project is shared with."""
    links = project.get("shared_with_groups") or []
    return {link["group_full_path"].casefold(): link["group_id"] for link in links}


def gitlab_project_hidden(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """404: no such project, or no right to see it; GitLab does not tell which."""
    if config.gitlab and facts.project is None:
        found = f"GitLab shows no project {config.gitlab.repository} to this token"
        fix = "check the path, and that GITLAB_TOKEN may read it"
        yield Finding("gitlab.repository", found, fix)


def gitlab_project_moved(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """A renamed project answers under its old path; its OIDC tokens carry the new one."""
    now = (facts.project or {}).get("path_with_namespace")
    if config.gitlab and now not in (None, config.gitlab.repository):
        found = f"GitLab calls this project {now}, and so do its OIDC tokens"
        yield Finding("gitlab.repository", found, f"write {now}")


def gitlab_project_archived(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """An archived project takes no changes."""
    if (facts.project or {}).get("archived"):
        fix = "unarchive it or remove this project"
        yield Finding("gitlab.repository", "is archived, so GitLab takes no changes", fix)


def gitlab_token_rights(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """Protection is for maintainers."""
    roles = ((facts.project or {}).get("permissions") or {}).values()
    levels = [role["access_level"] for role in roles if role]
    if levels and max(levels) < MAINTAINER:
        fix = "use a token of a maintainer with the api scope"
        yield Finding("gitlab.repository", "GITLAB_TOKEN may not administer this project", fix)


def gitlab_stranger(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """GitLab drops users who are no members (terraform-provider-gitlab#1210)."""
    for field, kind, name in named(config):
        if facts.project and kind == "users" and name.casefold() not in facts.members:
            fix = "invite them first: GitLab drops others without a word"
            yield Finding(field, f"{name!r} is no member of the project", fix)


def gitlab_unshared_group(config: Config, facts: GitLabFacts) -> Iterator[Finding]:
    """GitLab drops groups that the project is not shared with."""
    groups = shared_groups(facts.project or {})
    for field, kind, name in named(config):
        if facts.project and kind == "groups" and name.casefold() not in groups:
            fix = "share it first: GitLab drops others without a word"
            yield Finding(field, f"the project is not shared with the group {name!r}", fix)


WORLD_RULES = (
    gitlab_project_hidden,
    gitlab_project_moved,
    gitlab_project_archived,
    gitlab_token_rights,
    gitlab_stranger,
    gitlab_unshared_group,
)


def resolve(config: Config, environ: Mapping[str, str]) -> Resolution:
    """Ids by `users/NAME` and `groups/PATH`, the config with GitLab's tier, problems."""
    assert config.gitlab is not None
    facts = look(config, reader(environ))
    ids = {f"users/{name}": number for name, number in facts.members.items()}
    ids |= {f"groups/{path}": n for path, n in shared_groups(facts.project or {}).items()}
    tier = facts.tier if facts.tier in ("free", "premium", "ultimate") else None
    unknown = []
    if tier is None and config.gitlab.tier is None and needs_premium(config) and facts.project:
        what = f"tier of {config.gitlab.repository}"
        unknown.append(Unknown(what=what, why="GitLab shows it to owners of the top group only"))
    filled = config
    if tier:
        filled = config.model_copy(
            update={"gitlab": config.gitlab.model_copy(update={"tier": tier})}
        )
    problems = tuple(problems_of(WORLD_RULES, config, facts))
    return Resolution(filled, ids, problems, tuple(unknown), place(facts))


def place(facts: GitLabFacts) -> Place | None:
    """The project as GitLab calls it."""
    found = facts.project
    return Place(name=found["path_with_namespace"], number=found["id"]) if found else None
