"""The state of one GitLab, and how it is built from a seed."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..events import EventLog
from .model import Group, Project, Row, Token, User


@dataclass
class GitLabState:
    """Everything one GitLab knows. Groups and projects are kept by full path."""

    name: str
    log: EventLog
    edition: str = "ee"
    version: str = "18.5.0"
    locked_status: int = 404
    limit: int = 2000
    users: dict[str, User] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    variables: list[Row] = field(default_factory=list)
    windows: Counter[tuple[str, int]] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)

    def next_id(self, kind: str) -> int:
        """Ids count up, one row of numbers for each kind of thing."""
        self.ids[kind] += 1
        return self.ids[kind]

    def user_by_id(self, number: int) -> User | None:
        """The user with this id."""
        return next((u for u in self.users.values() if u.id == number), None)

    def group_by_id(self, number: int) -> Group | None:
        """The group with this id."""
        return next((g for g in self.groups.values() if g.id == number), None)

    def plan(self, path: str) -> str:
        """free, premium or ultimate: that of the top group, and always free on CE."""
        top = self.groups.get(path.split("/")[0])
        return "free" if self.edition == "ce" or top is None else top.plan

    def paid(self, path: str) -> bool:
        """Whether Premium features are there for this group or project."""
        return self.plan(path) != "free"


def build(name: str, seed: dict[str, Any], log: EventLog) -> GitLabState:
    """A fresh state; raises ValueError naming what the seed gets wrong. Logs nothing."""
    from .seed import fill

    state = GitLabState(name, log)
    fill(state, seed)
    return state
