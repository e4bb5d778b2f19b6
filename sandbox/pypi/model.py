"""What one PyPI holds."""

from dataclasses import dataclass, field
from typing import Any

GITLAB = "https://gitlab.com"
WANTED = {
    "github": ("owner", "repository", "workflow_filename", "environment"),
    "gitlab": ("namespace", "project", "workflow_filepath", "environment", "issuer_url"),
}
TITLES = {"github": "GitHub", "gitlab": "GitLab"}


@dataclass
class User:
    """An account; who is logged in is only a name here."""

    name: str
    password: str = ""
    verified_email: bool = True
    registrations: list[float] = field(default_factory=list)
    """When it tried to register a publisher, for the limit of 100 a day."""
    told: str = ""
    """What the next page it opens says was done."""


@dataclass
class Organization:
    """An organization and the GitLab instances that PyPI's admins set up for it."""

    name: str
    members: list[str] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)


@dataclass
class Publisher:
    """A publisher of projects that exist. `values` are named as in the form, and as stored."""

    id: str
    provider: str
    values: dict[str, str]

    def title(self) -> str:
        """How PyPI's messages name it: by its workflow."""
        return self.values[WANTED[self.provider][2]]

    def repository(self) -> str:
        """Owner and name, or namespace and project."""
        first, second = WANTED[self.provider][:2]
        return f"{self.values[first]}/{self.values[second]}"

    def url(self) -> str:
        """Where its repository is."""
        host = self.values["issuer_url"] if self.provider == "gitlab" else "https://github.com"
        return f"{host}/{self.repository()}"

    def key(self) -> tuple[str, ...]:
        """What the database holds unique: for GitLab the issuer is not part of it."""
        return (self.provider, *(self.values[name] for name in WANTED[self.provider][:4]))

    def identity(self) -> dict[str, Any]:
        """As it stands in a provenance."""
        workflow = "workflow" if self.provider == "github" else "workflow_filepath"
        return {
            "kind": TITLES[self.provider],
            "repository": self.repository(),
            workflow: self.title(),
            "environment": self.values["environment"] or None,
        }


@dataclass
class PendingPublisher:
    """A publisher of a project that its first use will create."""

    publisher: Publisher
    project_name: str
    user: str
    created: float
    organization: str | None = None


@dataclass
class StoredFile:
    """One file of a release."""

    filename: str
    version: str
    uploaded: float
    content: bytes = b""
    requires_python: str | None = None
    yanked: bool = False
    provenance: dict[str, Any] | None = None


@dataclass
class Project:
    """One project."""

    name: str
    owners: list[str] = field(default_factory=list)
    organization: str | None = None
    status: str = "active"
    """PEP 792: active, archived, quarantined."""
    publishers: list[Publisher] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
