"""The state of one GitHub."""

import base64
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..events import EventLog
from .limits import Limits
from .model import Environment, Organization, Repo, Team, Token, User

# Every kind of object counts in its own range, so that an id of the wrong kind is never found.
RANGES = (
    "user",
    "organization",
    "team",
    "repository",
    "environment",
    "gate",
    "policy",
    "ruleset",
    "issue",
    "comment",
)


@dataclass
class GitHubState:
    """Everything, by case-folded name; ids count up, so that two runs give the same ones."""

    name: str
    log: EventLog
    clock: Callable[[], float] = time.time
    limits: Limits = field(default_factory=Limits)
    tokens: dict[str, Token] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    repos: dict[str, Repo] = field(default_factory=dict)
    repo_ids: dict[int, Repo] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    """Full names that repositories no longer have -> id, until another one takes the name."""
    counts: Counter[str] = field(default_factory=Counter)

    def next_id(self, kind: str) -> int:
        """The next id of a kind."""
        self.counts[kind] += 1
        return (RANGES.index(kind) + 1) * 10_000_000 + self.counts[kind]

    def now(self) -> str:
        """The time as GitHub writes it."""
        return datetime.fromtimestamp(self.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def rename(self, repo: Repo, name: str) -> None:
        """Give a repository another name; the old one leads on to it."""
        old = repo.full_name.casefold()
        del self.repos[old]
        before, repo.name = repo.full_name, name
        for ruleset in repo.rulesets.values():
            ruleset.source = repo.full_name if ruleset.source == before else ruleset.source
        self.moved[old] = repo.id
        self.moved.pop(repo.full_name.casefold(), None)
        self.repos[repo.full_name.casefold()] = repo

    def user_by_id(self, number: int) -> User | None:
        """A user by number."""
        return next((u for u in self.users.values() if u.id == number), None)

    def team_by_id(self, number: int) -> Team | None:
        """A team of any organization by number."""
        teams = (t for o in self.organizations.values() for t in o.teams.values())
        return next((t for t in teams if t.id == number), None)

    def environment(self, full_name: str, name: str) -> Environment:
        """For tests: an environment as it is stored."""
        return self.repos[full_name.casefold()].environments[name.casefold()]


def node_id(kind: str, number: int) -> str:
    """An opaque id like those of GitHub."""
    raw = base64.b64encode(f"{kind}{number}".encode()).decode().rstrip("=")
    return f"{kind[0].upper()}_{raw}"


def build(name: str, seed: dict[str, Any], log: EventLog) -> GitHubState:
    """A fresh state from the `github` section of a seed; ValueError names what is wrong in it."""
    from .seed import plant

    return plant(GitHubState(name, log), seed)
