"""The `gitlab:` section of a seed -> state; the format is in sandbox/seed.example.yaml.

Beyond that example, all of it optional:
`version` of the server; `limits: {per_minute: 2000}`; `without_licence: 403` (what protected
environments answer on free and CE; default 404); `variables` of the instance;
a user as `{username, id, name, admin, bot}`; a token with `scopes: [read_api]`;
a group with `id`, `name`, `visibility`, `shared_with`, `variables`, `protected_environments`;
a project with `id`, `name`, `files: {path: text}`, `pipeline_schedules`, `branches`, `tags`,
`deploy_keys: {id: title}`, and `settings` (what `GET /projects/{id}` shows besides, such as
`ci_config_path`).
"""

from collections.abc import Callable, Iterable
from typing import Any

from . import environments, protected_environments, protected_tags, schedules, variable_rows
from .levels import level
from .model import Group, Project, Token, User, parents
from .state import GitLabState

Seed = dict[str, Any]
SECTIONS = {
    "edition", "version", "limits", "without_licence", "variables", "tokens", "users", "groups",
    "projects",
}  # fmt: skip
GROUP_KEYS = {
    "path", "id", "name", "visibility", "plan", "members", "shared_with", "variables",
    "protected_environments",
}  # fmt: skip
PROJECT_KEYS = {
    "path", "id", "name", "visibility", "members", "shared_with", "protected_tags", "environments",
    "protected_environments", "variables", "files", "pipeline_schedules", "deploy_keys", "branches",
    "tags", "settings", "protected_branches",
}  # fmt: skip
ONE_OF = {
    "edition": ("ce", "ee"),
    "plan": ("free", "premium", "ultimate"),
    "visibility": ("private", "internal", "public"),
}


def fill(state: GitLabState, seed: Seed) -> None:
    """Users, tokens, groups, projects, and then what refers to them."""
    check("gitlab", seed, SECTIONS)
    state.edition = str(seed.get("edition", "ee"))
    state.version = str(seed.get("version", state.version))
    state.locked_status = int(seed.get("without_licence", 404))
    state.limit = int((seed.get("limits") or {}).get("per_minute", state.limit))
    each(seed, "users", lambda entry: add_user(state, entry))
    each(seed, "tokens", lambda entry: add_token(state, entry))
    each(seed, "groups", lambda entry: add_group(state, entry))
    each(seed, "projects", lambda entry: add_project(state, entry))
    check_people(state, [*state.groups.values(), *state.projects.values()])
    state.variables = [variable_rows.seeded(state, v) for v in seed.get("variables") or []]
    each(seed, "groups", lambda entry: equip_group(state, entry))
    each(seed, "projects", lambda entry: equip_project(state, entry))


def each(seed: Seed, key: str, add: Callable[[Any], None]) -> None:
    """Call `add` on every entry of a list that may be missing."""
    for entry in seed.get(key) or []:
        add(entry)


def check(where: str, entry: Seed, known: set[str]) -> None:
    """Refuse keys and words nobody reads."""
    unknown = sorted(set(entry) - known)
    if unknown:
        raise ValueError(f"{where}: unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}")
    for key, words in ONE_OF.items():
        if key in entry and entry[key] not in words:
            raise ValueError(f"{where}: {key} is {entry[key]!r}; one of {', '.join(words)}")


def number(state: GitLabState, kind: str, entry: Seed) -> int:
    """The id an entry asks for, else the next one."""
    given = int(entry.get("id") or 0)
    state.ids[kind] = max(state.ids[kind], given)
    return given or state.next_id(kind)


def add_user(state: GitLabState, entry: Any) -> None:
    """A user name, or a mapping that says more."""
    more = {"username": entry} if isinstance(entry, str) else entry
    check("gitlab.users", more, {"username", "id", "name", "admin", "bot"})
    login = more["username"]
    name = more.get("name", login.replace("-", " ").title())
    admin, bot = bool(more.get("admin")), bool(more.get("bot"))
    state.users[login] = User(number(state, "user", more), login, name, admin, bot)


def add_token(state: GitLabState, entry: Seed) -> None:
    """A token of a user that was listed."""
    check("gitlab.tokens", entry, {"token", "user", "scopes"})
    if entry["user"] not in state.users:
        raise ValueError(f"gitlab.tokens: user {entry['user']!r} is not listed in gitlab.users")
    scopes = tuple(entry.get("scopes") or ("api",))
    state.tokens[entry["token"]] = Token(state.next_id("token"), entry["user"], scopes)


def add_group(state: GitLabState, entry: Seed) -> None:
    """A group; the group above it must stand before it."""
    path = entry["path"]
    check(f"gitlab.groups {path}", entry, GROUP_KEYS)
    if "/" in path and parents(path)[0] not in state.groups:
        raise ValueError(f"gitlab.groups: {path} stands before its parent {parents(path)[0]}")
    name = entry.get("name", path.split("/")[-1])
    group = Group(number(state, "group", entry), path, name, entry.get("visibility", "private"))
    group.plan = entry.get("plan", "free")
    group.members = levels_of(entry.get("members"))
    group.shared_with = levels_of(entry.get("shared_with"))
    state.groups[path] = group


def add_project(state: GitLabState, entry: Seed) -> None:
    """A project in a group that was listed, or in the namespace of a user."""
    path = entry["path"]
    check(f"gitlab.projects {path}", entry, PROJECT_KEYS)
    above = parents(path)[0] if "/" in path else ""
    if above not in state.groups and above not in state.users:
        raise ValueError(f"gitlab.projects: {path} is in no listed group or user namespace")
    name = entry.get("name", path.split("/")[-1])
    project = Project(number(state, "project", entry), path, name)
    project.visibility = entry.get("visibility", "private")
    project.members = levels_of(entry.get("members"))
    project.shared_with = levels_of(entry.get("shared_with"))
    project.settings = dict(entry.get("settings") or {})
    project.files = dict(entry.get("files") or {})
    project.deploy_keys = {int(k): v for k, v in (entry.get("deploy_keys") or {}).items()}
    project.branches = list(entry.get("branches") or project.branches)
    project.tags = list(entry.get("tags") or [])
    project.protected_branches = list(entry.get("protected_branches") or [])
    state.projects[path] = project


def levels_of(entry: Seed | None) -> dict[str, int]:
    """`{alice: maintainer}` -> `{alice: 40}`."""
    return {who: level(word) for who, word in (entry or {}).items()}


def check_people(state: GitLabState, holders: Iterable[Group | Project]) -> None:
    """Every member is a user, every share a group."""
    for holder in holders:
        for who in holder.members:
            if who not in state.users:
                raise ValueError(f"{holder.path}: member {who!r} is not listed in gitlab.users")
        for path in holder.shared_with:
            if path not in state.groups:
                raise ValueError(f"{holder.path}: shared with {path!r}, not in gitlab.groups")


def equip_group(state: GitLabState, entry: Seed) -> None:
    """What a group holds."""
    group = state.groups[entry["path"]]
    group.variables = [variable_rows.seeded(state, v) for v in entry.get("variables") or []]
    for rule in entry.get("protected_environments") or []:
        protected_environments.seeded(state, group, rule)


def equip_project(state: GitLabState, entry: Seed) -> None:
    """What a project holds."""
    project = state.projects[entry["path"]]
    project.variables = [variable_rows.seeded(state, v) for v in entry.get("variables") or []]
    for environment in entry.get("environments") or []:
        environments.seeded(state, project, environment)
    for rule in entry.get("protected_tags") or []:
        protected_tags.seeded(state, project, rule)
    for rule in entry.get("protected_environments") or []:
        protected_environments.seeded(state, project, rule)
    for schedule in entry.get("pipeline_schedules") or []:
        schedules.seeded(state, project, schedule)
