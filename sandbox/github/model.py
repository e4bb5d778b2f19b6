"""What the sandbox's GitHub holds: plain records, no behaviour."""

from dataclasses import dataclass, field
from typing import Any

from ..history import History, Pull
from .talk import Comment, Issue

Json = dict[str, Any]
APPS, WITH_VARIABLES = ("actions", "dependabot", "codespaces", "agents"), ("actions", "agents")


@dataclass(frozen=True)
class Token:
    """A token and whose it is; `access: read` is a fine-grained token that may not write.

    `without` are permissions that a fine-grained token was not given; `app` is the slug of the app
    whose installation the token stands for, as the one of each job of Actions does.
    """

    value: str = field(repr=False)
    login: str
    access: str = "write"
    without: tuple[str, ...] = ()
    app: str = ""


@dataclass
class Secret:
    """A secret; the value was decrypted with the scope's private key and is never shown."""

    name: str
    created_at: str
    updated_at: str
    value: str | None = field(default=None, repr=False)
    visibility: str = ""
    repositories: list[int] = field(default_factory=list)


@dataclass
class Variable:
    """A variable; `visibility` and `repositories` matter in organizations alone."""

    name: str
    value: str
    created_at: str
    updated_at: str
    visibility: str = ""
    repositories: list[int] = field(default_factory=list)


@dataclass
class Vault:
    """Secrets and variables of one scope, by app and upper-case name."""

    key: str
    secrets: dict[str, dict[str, Secret]] = field(default_factory=lambda: {app: {} for app in APPS})
    variables: dict[str, dict[str, Variable]] = field(
        default_factory=lambda: {app: {} for app in WITH_VARIABLES}
    )


@dataclass
class User:
    """A person."""

    login: str
    id: int
    created_at: str
    plan: str = "free"


@dataclass
class Team:
    """A team of an organization; `parent` is a slug of the same organization."""

    organization: str
    slug: str
    id: int
    created_at: str
    name: str = ""
    description: str = ""
    privacy: str = "closed"
    parent: str | None = None
    members: list[str] = field(default_factory=list)
    maintainers: list[str] = field(default_factory=list)


@dataclass
class Ruleset:
    """A ruleset of a repository or an organization."""

    id: int
    name: str
    target: str
    enforcement: str
    bypass_actors: list[Json]
    conditions: Json | None
    rules: list[Json]
    created_at: str
    updated_at: str
    source: str
    source_type: str = "Repository"


@dataclass
class Organization:
    """An organization; `base` is the permission every member has in every repository."""

    login: str
    id: int
    created_at: str
    vault: Vault
    plan: str = "free"
    base: str = "read"
    members: list[str] = field(default_factory=list)
    admins: list[str] = field(default_factory=list)
    teams: dict[str, Team] = field(default_factory=dict)
    rulesets: dict[int, Ruleset] = field(default_factory=dict)


@dataclass
class Policy:
    """A deployment branch or tag policy."""

    id: int
    name: str
    type: str = "branch"


@dataclass
class Settings:
    """What PUT environment replaces as a whole; `branches` is the deployment branch policy."""

    wait_timer: int = 0
    reviewers: list[tuple[str, int]] = field(default_factory=list)
    prevent_self_review: bool = False
    can_admins_bypass: bool = True
    branches: Json | None = None


@dataclass
class Environment:
    """An environment; `gates` are the ids of its protection rules by type, `apps` the slugs of
    the apps that decide on its deployments."""

    id: int
    name: str
    created_at: str
    updated_at: str
    vault: Vault
    settings: Settings = field(default_factory=Settings)
    policies: dict[int, Policy] = field(default_factory=dict)
    gates: dict[str, int] = field(default_factory=dict)
    apps: list[str] = field(default_factory=list)


@dataclass
class Repo:
    """A repository; `teams` and `collaborators` map a slug or login to a permission."""

    owner: str
    name: str
    id: int
    created_at: str
    vault: Vault
    visibility: str = "public"
    archived: bool = False
    description: str | None = None
    default_branch: str = "main"
    branches: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    teams: dict[str, str] = field(default_factory=dict)
    collaborators: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    environments: dict[str, Environment] = field(default_factory=dict)
    rulesets: dict[int, Ruleset] = field(default_factory=dict)
    protected_branches: list[str] = field(default_factory=list)
    history: History = field(default_factory=History, repr=False)
    pulls: list[Pull] = field(default_factory=list)
    subject: Json = field(default_factory=lambda: {"use_default": True})
    issues: list[Issue] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner}/{self.name}"
