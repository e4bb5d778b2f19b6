"""Asking GitLab about one project and about everybody whom the config names. Reads only."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ...config import Config
from ...errors import Forbidden
from ...model import Value
from ...reader import Reader
from .rules import actors


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
    project = client.get(f"/projects/{quote(path, safe='')}", "id", "path_with_namespace")
    members: dict[str, int] = {}
    tier = None
    if project and any(kind == "users" for _, kind, _ in named(config)):
        listed = client.pages(
            f"/projects/{project['id']}/members/all?per_page=100", "username", "id"
        )
        members = {one["username"].casefold(): one["id"] for one in listed}
    if project and needs_premium(config):
        tier = top_tier(client, path.partition("/")[0])
    return GitLabFacts(project=project, members=members, tier=tier)


def top_tier(client: Reader, group: str) -> str | None:
    """Plan of a top group; None where the token may not see it."""
    try:
        found = client.get(f"/namespaces/{quote(group, safe='')}") or {}
    except Forbidden:
        return None
    return found.get("plan")


def shared_groups(project: dict[str, Any]) -> dict[str, int]:
    """Full path in lower case -> id of the groups that the project is shared with."""
    links = project.get("shared_with_groups") or []
    return {link["group_full_path"].casefold(): link["group_id"] for link in links}
