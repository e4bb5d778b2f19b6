"""The state of one PyPI."""

from dataclasses import asdict, dataclass, field
from typing import Any

from ..events import EventLog
from .clock import DAY, Clock
from .model import GITLAB, Organization, PendingPublisher, Project, Publisher, User
from .names import normalized
from .seed import fill

EXPIRY_DAYS = 30


@dataclass
class Token:
    """A token for uploads: of a user, or of a publisher for some projects and some minutes."""

    user: str | None = None
    publisher: Publisher | None = None
    projects: list[str] = field(default_factory=list)
    expires: float | None = None


@dataclass
class Job:
    """A CI job that can ask for tokens."""

    claims: dict[str, Any]
    bearer: str


@dataclass
class PyPIState:
    """Projects by normalized name, accounts by name, pending publishers in their order."""

    name: str
    log: EventLog
    clock: Clock = field(default_factory=Clock)
    users: dict[str, User] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    pending: dict[str, PendingPublisher] = field(default_factory=dict)
    prohibited: set[str] = field(default_factory=set)
    accounts: dict[str, str] | None = None
    """GitHub logins as GitHub spells them, by lower case; None: GitHub knows everybody."""
    tokens: dict[str, Token] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """`jti` of every token that was exchanged."""
    jobs: dict[str, Job] = field(default_factory=dict)
    ids: int = 0

    def next_id(self) -> str:
        """A UUID that counts up."""
        self.ids += 1
        return f"00000000-0000-4000-8000-{self.ids:012d}"

    def project(self, name: str) -> Project | None:
        """The project of any spelling of its name."""
        return self.projects.get(normalized(name))

    def publisher(self, key: tuple[str, ...]) -> Publisher | None:
        """The one publisher with this key, whichever projects it serves."""
        return next((p for p in self.publishers() if p.key() == key), None)

    def publishers(self) -> list[Publisher]:
        """Every publisher of every project, once."""
        every = (p for project in self.projects.values() for p in project.publishers)
        return list({p.id: p for p in every}.values())

    def api_token(self, token: str, user: str) -> None:
        """Let a user upload with this token, as one did before trusted publishing."""
        self.tokens[token] = Token(user=user)

    def issuers(self, organization: str | None) -> list[str]:
        """The GitLab instances that can be chosen for an organization's projects."""
        known = self.organizations.get(organization or "")
        return [GITLAB, *sorted(known.issuers if known else [])]

    def change(self, what: str, key: str, before: Any, after: Any) -> None:
        """Log a change."""
        self.log.change(self.name, what, key, before, after)

    def drop_pending(self, id: str) -> None:
        """Take a pending publisher away."""
        gone = self.pending.pop(id)
        self.change("pending-publisher", gone.project_name, asdict(gone), None)

    def expire(self) -> None:
        """Take away what is older than 30 days; the real one does so once a day at 02:00 UTC."""
        cutoff = self.clock.now() - EXPIRY_DAYS * DAY
        for id in [id for id, pending in self.pending.items() if pending.created < cutoff]:
            self.drop_pending(id)


def build(name: str, seed: dict[str, Any], log: EventLog) -> PyPIState:
    """The state of the index `name` as its section of the seed says; its format is in seed.py."""
    state = PyPIState(name, log)
    fill(state, seed)
    return state
