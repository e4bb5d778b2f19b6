"""The release config: what one `release.yaml` may say. Values only; rules.py judges them."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .accepting import Accept
from .model import Forge, Index
from .section import Listed, Section, listed

MANY = 100
"""More publishers or tag rules than any project has; rules compare them pair by pair."""


def minutes(value: Any) -> Any:
    """`5m`, `2h`, `1d` or a whole number of minutes -> minutes."""
    if isinstance(value, str):
        match = re.fullmatch(r"(\d{1,6}) ?(m|min|h|d)?", value.strip())
        if not match:
            raise ValueError("is no duration; write minutes as `30`, `30m`, `2h` or `1d`")
        return int(match[1]) * {"h": 60, "d": 1440}.get(match[2] or "m", 1)
    return value


def named(value: Any) -> Any:
    """An environment written as its name alone."""
    return {"name": value} if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], Listed]
Minutes = Annotated[int, BeforeValidator(minutes)]


class Reviewers(Section):
    """Who must approve a deployment on GitHub: one approval of any of them is enough."""

    users: Names = ()
    """GitHub logins."""
    teams: Names = ()
    """Team slugs of the repository's organisation."""


class Deployer(Section):
    """Who may deploy to a protected environment on GitLab: exactly one of access, user, group."""

    access: Literal["developer", "maintainer", "admin"] | None = None
    """Everybody with at least this role in the project."""
    user: str | None = None
    """A GitLab username; must be a member of the project."""
    group: str | None = None
    """Full path of a group that the project is shared with."""
    inherited: bool = False
    """With `group`: members who come to the group from its parent groups count too."""


class Approval(Deployer):
    """Who must approve a deployment on GitLab, and how many of them."""

    required: int = 1
    """Approvals needed from this rule; with `user` it is 1."""


class Environment(Section):
    """The deployment environment that a release job runs in."""

    name: str
    """Name of the environment; the same text stands in the workflow and in PyPI's form."""
    reviewers: Reviewers = Reviewers()
    """GitHub: people and teams of whom one must approve; at most 6 together."""
    prevent_self_review: bool = False
    """GitHub: who started the run may not approve it."""
    wait_timer: Minutes = 0
    """GitHub: how long a deployment waits before it starts: minutes, `30m`, `2h`, `1d`."""
    admins_can_bypass: bool = True
    """GitHub: repository administrators may skip the protection rules; GitHub's default."""
    deployers: Annotated[tuple[Deployer, ...], BeforeValidator(listed)] = ()
    """GitLab (Premium): who may deploy; naming any makes the environment a protected one."""
    approvals: Annotated[tuple[Approval, ...], BeforeValidator(listed)] = ()
    """GitLab (Premium): approvals needed before a deployment starts."""


class Triggers(Section):
    """Which refs may publish; a ref that no pattern matches is refused by the environment."""

    tags: Names = ()
    """Tag patterns, `*` for any text: `v*`."""
    branches: Names = ()
    """Branch patterns, `*` for any text within one path segment."""
    manual: bool = False
    """A person may start it: `workflow_dispatch` on GitHub, `when: manual` on GitLab."""


class Publisher(Section):
    """One trusted publisher: an index that accepts uploads from one identity."""

    index: Index
    """The package index: `pypi` or `testpypi`."""
    environment: Annotated[Environment, BeforeValidator(named)]
    """The environment its job runs in: a name, or a mapping with its protection."""
    forge: Forge | None = None
    """Only on this forge; left out: on every forge the project is on."""
    workflow: str | None = None
    """GitHub: file in `.github/workflows`; left out: that of `github.workflow`."""
    pipeline: str | None = None
    """GitLab: path of the top-level pipeline file; left out: that of `gitlab.pipeline`."""
    organization: str | None = None
    """Organisation on the index that shall own a project which is not there yet."""
    triggers: Triggers | None = None
    """Which refs may publish; left out: every tag that a rule under `tags` protects."""


class TagCreators(Section):
    """Who may create, move and delete the tags of a pattern. Everybody else may not."""

    teams: Names = ()
    """GitHub: team slugs of the repository's organisation."""
    roles: Annotated[tuple[Literal["write", "maintain", "admin"], ...], Listed] = ()
    """GitHub: everybody with this role in the repository."""
    organization_admins: bool = False
    """GitHub: owners of the organisation."""
    deploy_keys: bool = False
    """GitHub: every deploy key with write access."""
    access: Literal["no one", "developer", "maintainer", "admin"] | None = None
    """GitLab: everybody with at least this role; left out: `no one` beside users and groups."""
    users: Names = ()
    """Logins on GitHub; usernames of project members on GitLab (Premium)."""
    groups: Names = ()
    """GitLab (Premium): full paths of groups that the project is shared with."""


class TagRule(Section):
    """A tag pattern under protection."""

    pattern: str
    """Short tag name with `*` for any text: `v*`, never `refs/tags/v*`."""
    created_by: TagCreators
    """Who may create such tags."""
    forge: Forge | None = None
    """Only on this forge; left out: on every forge the project is on."""


class GitHub(Section):
    """The project's repository on GitHub."""

    repository: str
    """`owner/name`."""
    workflow: str | None = None
    """Release workflow: a bare file name in `.github/workflows`, as PyPI's form takes it."""
    workflow_by: Literal["pull-request"] | None = None
    """How `up` delivers the workflow; left out: not at all, `trustpub render` writes it."""
    visibility: Literal["public", "private", "internal"] | None = None
    """What the repository is, where `check` shall know it; `up` asks GitHub itself."""
    plan: Literal["free", "pro", "team", "enterprise"] | None = None
    """Plan of the owner, where `check` shall know it; `up` asks GitHub itself."""


class GitLab(Section):
    """The project on GitLab."""

    repository: str
    """Full path with all groups: `group/sub/project`."""
    pipeline: str = ".gitlab-ci.yml"
    """Path of the top-level pipeline file in the repository."""
    pipeline_by: Literal["merge-request"] | None = None
    """How `up` delivers the pipeline; left out: not at all, `trustpub render` writes it."""
    issuer: str = "https://gitlab.com"
    """URL of the GitLab instance, as its ID tokens name it."""
    tier: Literal["free", "premium", "ultimate"] | None = None
    """Tier of the top group, where `check` shall know it; `up` asks GitLab itself."""


class Config(Section):
    """How one project's releases are published."""

    project: str
    """Name of the project on the package index."""
    github: GitHub | None = None
    """Its repository on GitHub, if any."""
    gitlab: GitLab | None = None
    """Its project on GitLab, if any."""
    publishers: Annotated[tuple[Publisher, ...], Listed] = Field(min_length=1, max_length=MANY)
    """The trusted publishers; with both forges each one is declared on both."""
    tags: Annotated[tuple[TagRule, ...], BeforeValidator(listed)] = Field((), max_length=MANY)
    """Tag patterns under protection."""
    # No dump has it: it makes nothing, so nobody's fingerprint or input changes with it.
    accept: Annotated[tuple[Accept, ...], Listed] = Field((), max_length=MANY, exclude=True)
    """Words for changes that weaken a gate, without which `preview --fail-on risk` stops them."""

    def forges(self) -> tuple[Forge, ...]:
        """The forges the project is on."""
        return tuple(f for f in ("github", "gitlab") if getattr(self, f) is not None)
