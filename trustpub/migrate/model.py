"""The nouns of a migration: Place, Kept, Mention, Loose, Swap, Proof, Sight, Standing.

A value of a secret or variable is in none of them: it is dropped where an answer comes in.
"""

from typing import Literal, get_args

from pydantic import AwareDatetime

from ..model import Forge, Identity, Index, Unknown, Value

Level = Literal["instance", "organization", "group", "repository", "environment", "schedule"]
"""A project of GitLab is a `repository` here, as in the release config."""
Store = Literal["actions", "dependabot", "codespaces", "agents", "ci"]
Kind = Literal["secret", "variable"]

Stage = Literal[
    "tokens-in-use",
    "publisher-declared",
    "publisher-registered",
    "ci-swapped",
    "proved-testpypi",
    "proved-pypi",
    "secrets-removed",
    "tokens-revoked",
    "done",
]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""In their order. A project is at the last one that was reached with all before it."""


class Place(Value):
    """One list of secrets or variables of a forge."""

    forge: Forge
    level: Level
    holder: str
    """Login of an organisation, path of a group, `owner/name`; empty for an instance."""
    store: Store
    kind: Kind
    part: str = ""
    """Name of the environment (GitHub), number of the schedule (GitLab); else empty."""


class Kept(Value):
    """A secret or variable of a forge, by its name."""

    place: Place
    name: str
    """As the forge writes it. GitHub ignores the case of names, GitLab does not."""
    scope: str = "*"
    """GitLab's `environment_scope`."""
    visibility: str = ""
    """GitHub, an organisation's: `all`, `private` or `selected`."""
    selected: tuple[str, ...] | None = None
    """With `selected`: the repositories it reaches, `owner/name`, sorted; None: not seen."""
    written: AwareDatetime | None = None
    """When it was last written, where the forge tells (GitHub)."""
    readers: str = ""
    """Who could read its value, as a half sentence; empty: nobody through the forge's pages."""


class Mention(Value):
    """A name of a secret or variable in a workflow, pipeline or script, and what it is for."""

    file: str
    line: int
    name: str
    use: Literal["upload", "elsewhere", "unclear"]
    """`upload`: it feeds the credentials of an upload."""
    indexes: tuple[Literal["pypi", "testpypi", "other", "unknown"], ...] = ()
    """Of those uploads, sorted."""


class Loose(Value):
    """A credential of an index in a file of the repository, outside of workflow and pipeline."""

    file: str
    line: int
    tool: str
    """`.pypirc`, `tox`, `nox`, `make`, `poetry`, `hatch`, `pip`, `script` ..."""
    what: str
    """What stands there, as a half sentence; never a value."""
    name: str = ""
    """The variable it takes its value from, where it takes one."""
    literal: bool = False
    """Whether a value itself stands in the file, and so in the history."""


class Publisher(Value):
    """A publisher that the release config declares."""

    project: str
    """On the index."""
    index: Index
    identity: Identity
    exists: bool | None = None
    """Whether the project is on the index; None when that is not known."""
    organization: str | None = None
    """Organisation on the index that shall own a project which is not there yet."""


class Swap(Value):
    """Since when the uploads to one index need no token, on the default branch."""

    index: Index
    state: Literal["swapped", "token", "none", "unknown"]
    """`token`: an upload is still fed by one; `none`: nothing uploads there."""
    file: str = ""
    since: AwareDatetime | None = None
    """When the commit came that took the last token out; None: as far back as was looked."""
    at_latest: AwareDatetime | None = None
    """Where `since` was not found: no token was needed from here on, the swap is older."""
    commit: str = ""
    before: tuple[str, ...] = ()
    """Names that fed the uploads before it, sorted."""
    why: str = ""


class Proof(Value):
    """What an index says of the newest releases of a project."""

    index: Index
    project: str
    state: Literal["proved", "absent", "older", "other", "unknown"]
    """`proved`: a provenance by exactly the declared publisher, newer than the swap; `older`: one
    from before it; `other`: the newest provenance names another publisher; `absent`: none."""
    file: str = ""
    """The distribution that shows it."""
    uploaded: AwareDatetime | None = None
    link: str = ""
    why: str = ""
    identity: Identity | None = None
    """The declared publisher that it is about; None where only one is declared there."""


class Said(Value):
    """What a person has confirmed, and nobody can look up."""

    what: Literal["registered", "revoked"]
    project: str
    index: Index
    by: str
    at: AwareDatetime
    forge: Forge | None = None
    """Whose publisher it is about; None: those of every forge."""
    about: tuple[str, ...] = ()
    """The publishers that were declared then: `octo-org/a release.yml in pypi`; none: all."""


class Request(Value):
    """The pull or merge request that swaps the CI."""

    state: Literal[
        "none", "agrees", "proposed", "conflict", "declined", "needs a person", "unknown"
    ]
    link: str = ""
    left: tuple[str, ...] = ()
    """What a person has to see to."""


class Sight(Value):
    """All that was seen of one project: stages are made of this and of nothing else."""

    file: str
    """The release config."""
    forge: Forge
    repository: str
    publishers: tuple[Publisher, ...]
    missing: tuple[str, ...] = ()
    """What the forge does not hold as the config declares it (environments, rules), a sentence
    each: then `pulumi up` comes first."""
    kept: tuple[Kept, ...] = ()
    """Recognised tokens that reach the repository, from every level."""
    others: tuple[Kept, ...] = ()
    """Names of secrets and variables beside them: never touched."""
    mentions: tuple[Mention, ...] = ()
    branches: tuple[Mention, ...] = ()
    """In files of other branches that releases come from; `file` is `1.x:.gitlab-ci.yml`."""
    loose: tuple[Loose, ...] = ()
    swaps: tuple[Swap, ...] = ()
    proofs: tuple[Proof, ...] = ()
    request: Request | None = None
    unlisted: tuple[Unknown, ...] = ()
    """Lists of secrets and variables that were not seen: each could hold a token, none a use."""
    unknown: tuple[Unknown, ...] = ()
    """All else that was not seen: files, branches ...; each could hold an upload or a use."""
    unverified: tuple[Unknown, ...] = ()
    """What is declared and could not be compared with the forge: it can hide no token and no use,
    and it keeps a project from `done`."""
