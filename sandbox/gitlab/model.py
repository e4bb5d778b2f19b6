"""What a GitLab holds: users, tokens, groups and projects, as plain records."""

from dataclasses import dataclass, field
from typing import Any

from ..history import History, Pull
from .clock import now

Row = dict[str, Any]
Members = dict[str, int]


@dataclass
class User:
    """A person or a bot."""

    id: int
    username: str
    name: str
    admin: bool = False
    bot: bool = False


@dataclass(frozen=True)
class Token:
    """A personal access token; its value is the key under which the state keeps it."""

    id: int
    username: str
    scopes: tuple[str, ...] = ("api",)


@dataclass
class Group:
    """A group or subgroup. `path` is the full path; `shared_with` maps group paths to levels."""

    id: int
    path: str
    name: str
    visibility: str = "private"
    plan: str = "free"
    members: Members = field(default_factory=dict)
    shared_with: Members = field(default_factory=dict)
    protected_environments: dict[str, Row] = field(default_factory=dict)
    variables: list[Row] = field(default_factory=list)


@dataclass
class Project:
    """A project. `files` maps paths to text, the same on every ref."""

    id: int
    path: str
    name: str
    visibility: str = "private"
    members: Members = field(default_factory=dict)
    shared_with: Members = field(default_factory=dict)
    protected_tags: dict[str, list[Row]] = field(default_factory=dict)
    environments: dict[int, Row] = field(default_factory=dict)
    protected_environments: dict[str, Row] = field(default_factory=dict)
    variables: list[Row] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    schedules: list[Row] = field(default_factory=list)
    issues: list[Row] = field(default_factory=list)
    deploy_keys: dict[int, str] = field(default_factory=dict)
    branches: list[str] = field(default_factory=lambda: ["main"])
    tags: list[str] = field(default_factory=list)
    settings: Row = field(default_factory=dict)
    archived: bool = False
    created_at: str = field(default_factory=now)
    protected_branches: list[str] = field(default_factory=list)
    history: History = field(default_factory=History, repr=False)
    requests: list[Pull] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    threads: dict[int, str] = field(default_factory=dict)
    """Note -> the thread that it answers in."""


Container = Group | Project


def parents(path: str) -> list[str]:
    """`a/b/c` -> `a/b`, `a`: the namespaces above, nearest first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]
