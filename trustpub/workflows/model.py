"""The nouns of release workflows: Upload as it is printed, and what rules know beyond it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from ..model import Forge, Problem, Unknown, Value
from ..tree import Mark

UploadIndex = Literal["pypi", "testpypi", "other", "unknown"]
Auth = Literal["oidc", "token", "unknown"]
IdToken = Literal["job", "workflow", "none", "unknown"]
Trigger = Literal["branches", "dispatch", "other", "release", "schedule", "tags"]
Reusable = Literal["none", "caller", "callee"]
Truth = Literal["yes", "no", "unknown"]


class Upload(Value):
    """What one job uploads to one index: an entry of `trustpub workflows`."""

    file: str
    """Path in the repository of the file that the job stands in."""
    line: int
    """Of the upload; where it comes in from another file, the line that takes it in."""
    job: str
    index: UploadIndex
    """`other` is an index of one's own; `unknown`: the address cannot be read from the files."""
    tool: str
    """`gh-action-pypi-publish`, `uv`, `twine`, `poetry` ...; `unknown` where only a token tells."""
    auth: Auth
    """`token` wherever a long-lived credential feeds the upload: tools prefer it to OIDC."""
    secret_names: tuple[str, ...]
    """Secrets (GitHub) or CI/CD variables (GitLab) that feed its credentials, sorted."""
    environment: str | None
    """The job's environment as written: text or expression."""
    id_token_write: IdToken
    """Whose permissions (GitHub) or `id_tokens` (GitLab) let the job ask for an ID token."""
    triggers: tuple[Trigger, ...]
    """Events that can reach the upload once every condition is applied, sorted."""
    builds_in_same_job: bool
    reusable: Reusable
    """`caller`: the job calls a workflow that uploads; `callee`: its file can be called."""
    pinned_by_hash: bool
    """Whether all that the job takes from outside is named by a hash."""


class Snapshot(Protocol):
    """The files of a repository, as a reader needs them: nothing but looking."""

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder (`.github/workflows`), sorted."""

    def walk(self) -> tuple[str, ...]:
        """Paths of all files, sorted: for `include: local` with wildcards."""

    def read(self, path: str) -> bytes | None:
        """A file's content by its path in the repository; None where there is none."""


class Token(NamedTuple):
    """A long-lived credential that feeds an upload."""

    setting: str
    """What takes it: `password:`, `TWINE_PASSWORD`, `--token`."""
    secrets: tuple[str, ...]
    """Names of the secrets in it; empty for a literal or what cannot be read."""
    mark: Mark


class Use(NamedTuple):
    """Something from outside that runs in a job: an action, an image, a remote include."""

    text: str
    """As written: `actions/checkout@v6`, `python:3.13`."""
    pinned: bool
    mark: Mark


class Permission(NamedTuple):
    """One granted permission of a job's token; `*` is every scope (`write-all`)."""

    scope: str
    level: str
    mark: Mark
    origin: Literal["job", "workflow"]


class Trial(NamedTuple):
    """A run that is tried in thought: does it come to the upload?"""

    trigger: Trigger
    ref: str
    """Short name of the tag or branch."""
    protected: bool | None = None
    """Whether the forge protects the ref, where the trial is about that."""
    event: str | None = None
    """GitHub: this event alone, of those that are the same trigger."""


@dataclass(frozen=True)
class Step:
    """One upload in a job, before uploads to the same index become one entry."""

    index: UploadIndex
    tool: str
    mark: Mark
    """Of the upload itself, in whatever file it stands."""
    line: int
    """In the job's file: what `Upload.line` says."""
    url: str | None = None
    """As found; None for the tool's own default."""
    url_mark: Mark | None = None
    auth: Auth = "unknown"
    tokens: tuple[Token, ...] = ()
    attestations: bool | None = None
    """Whether it sends attestations; None where that cannot be known."""
    attestations_mark: Mark | None = None
    triggers: tuple[Trigger, ...] = ()
    reach: Callable[[Trial], Truth] = lambda trial: "unknown"
    """Whether such a run comes to this upload; pure."""


@dataclass(frozen=True)
class UploadJob:
    """A job that uploads, with all that rules ask about it."""

    forge: Forge
    file: str
    job: str
    mark: Mark
    """Of the job's key."""
    tops: tuple[str, ...]
    """Files whose runs come to the job: its own, or those that call it. The index sees these."""
    uploads: tuple[Step, ...]
    environment: str | None = None
    """As written."""
    environment_mark: Mark | None = None
    environments: tuple[str | None, ...] | None = (None,)
    """Every name it can take (None: no environment); None where that cannot be known."""
    id_token: IdToken = "none"
    id_token_mark: Mark | None = None
    permissions: tuple[Permission, ...] | None = None
    """GitHub: those in force, from the job's block or else the workflow's; None without both."""
    uses: tuple[Use, ...] = ()
    builds: tuple[Mark, ...] = ()
    """Where it builds distributions."""
    runs: tuple[str, ...] = ()
    """What else runs in it, as far as rules care: action names without versions, first words."""
    reusable: Reusable = "none"
    calls: str | None = None
    """GitHub, a caller: path of the workflow it calls."""
    audiences: Mapping[str, tuple[str, ...]] | None = None
    """GitLab: name of each ID token -> its audiences; None on GitHub."""
    waits: Truth = "unknown"
    """GitLab: whether a person has to start it in every run that comes to it (`when: manual`)."""
    environment_action: str | None = None
    """GitLab: `environment:action`; with any but `start`, the default, nothing is deployed."""


@dataclass(frozen=True)
class WorkflowFile:
    """A file that was read, whether it uploads or not."""

    forge: Forge
    file: str
    events: Mapping[str, Mark]
    """GitHub: the events under `on:`; GitLab: empty."""
    permissions: tuple[Permission, ...] | None = None
    """GitHub: of the workflow itself."""
    jobs: Mapping[str, Mark] = field(default_factory=dict)
    """Every job in it."""
    tag_filters: tuple[tuple[str, Mark], ...] | None = None
    """GitHub: `on.push.tags` as written; None where pushes of tags are not filtered by name."""
    environments: tuple[tuple[str, str, Mark], ...] = ()
    """(job, environment as written, place) of every job that names one, uploading or not."""
    trusted: tuple[str, ...] = ()
    """GitHub: jobs that may ask for an ID token, uploading or not."""


@dataclass(frozen=True)
class Reading:
    """All that the files of a repository say about publishing."""

    files: tuple[WorkflowFile, ...] = ()
    jobs: tuple[UploadJob, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    problems: tuple[Problem, ...] = ()
