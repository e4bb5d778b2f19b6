"""The nouns of an audit: Finding, Section, Stale, Report."""

from typing import Literal

from pydantic import Field

from ..model import Forge, Severity, Unknown, Value

Stage = Literal["open", "weak", "unseen", "guarded", "idle"]
STAGES: dict[Stage, str] = {
    "open": "open: somebody can publish who should not, or it is not as declared",
    "weak": "weak: guarded, with something to better",
    "unseen": "not seen in full: nothing found in what was seen",
    "guarded": "guarded: nothing found",
    "idle": "idle: nothing shows that it publishes, or it is archived",
}
"""Where a repository stands, worst first."""


class Finding(Value):
    """One thing that is not as it should be: what, where it is seen, what to do."""

    id: str
    """The rule's id, a heading in docs/rules.md."""
    severity: Severity
    repository: str
    object: str
    """What it is about, below the repository: `environment/pypi`."""
    setting: str
    """Path of the setting in it; empty for all of it."""
    found: str
    fix: str
    evidence: str
    """Why this is looked at: what makes an environment one that publishes."""
    at: str
    """Address of the page of the forge that shows it."""
    fingerprint: str
    """The same between runs: made of rule, repository, object and setting."""
    accepted: str | None = None
    """Why the baseline accepts it; an accepted finding is shown and not counted."""
    docs: str = Field(default_factory=lambda known: f"docs/rules.md#{known['id']}")

    @property
    def counted(self) -> bool:
        """Whether it makes the audit fail: no note, and not accepted."""
        return self.severity != "note" and self.accepted is None


class Section(Value):
    """What is told of one repository, or of an organisation or group itself."""

    forge: Forge
    name: str
    account: bool = False
    """An organisation or group, which has no stage."""
    stage: Stage
    publishes: tuple[str, ...] = ()
    """Environments that publish, each with what shows it."""
    findings: tuple[Finding, ...] = ()
    unseen: tuple[Unknown, ...] = ()


class Stale(Value):
    """An entry of the baseline that accepts nothing any more."""

    fingerprint: str
    what: str
    why: str


class Requests(Value):
    """How many requests were foretold and sent."""

    forge: Forge
    predicted: int
    sent: int
    unchanged: int


class Totals(Value):
    """Numbers at a glance."""

    repositories: int
    stages: dict[Stage, int]
    errors: int
    warnings: int
    notes: int
    accepted: int
    unseen: int


class Report(Value):
    """All that an audit found, worst first."""

    title: str
    sections: tuple[Section, ...]
    totals: Totals
    stale: tuple[Stale, ...] = ()
    requests: tuple[Requests, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every section."""
        return tuple(one for section in self.sections for one in section.findings)

    @property
    def unseen(self) -> tuple[Unknown, ...]:
        """All that was not seen."""
        return tuple(one for section in self.sections for one in section.unseen)
