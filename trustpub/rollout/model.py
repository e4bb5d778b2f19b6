"""The nouns of a rollout: what was chosen, how one repository ended, the lines of the journal."""

from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from pydantic import AwareDatetime, Field

from ..config import Config
from ..model import Value
from .detail import Detail

Outcome = Literal["changed", "unchanged", "failed", "unknown", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("changed", "unchanged", "failed", "unknown", "skipped")
GOOD = ("changed", "unchanged")
What = Literal["run", "begun", "by-hand", "ended", "paused", "finished", "repaired"]


class Named(Protocol):
    """Something of a fleet."""

    @property
    def name(self) -> str:
        """Unique in the fleet: `github:octo-org/sampleproject`."""


class Entry(Named, Protocol):
    """One repository of a fleet, as the fleet's reader gives it."""

    @property
    def config(self) -> Config:
        """What a release.yaml of the same content gives."""


class Choice(Value):
    """Which repositories a run is about, and how it goes about them."""

    only: tuple[str, ...] = ()
    """Patterns of names, `*` for any text; none: all."""
    shard: tuple[int, int] = (1, 1)
    """The I-th of N."""
    canary: int = 0
    """How many go first, alone."""
    stop_after: float = 0.5
    """The share of a wave that may fail."""
    full: bool = False
    """The unchanged ones too, and what the forges hold before the state is believed."""
    github_points: tuple[float, float] | None = None
    """How many of GitHub's points in how many seconds; 0: no such limit."""
    reviewed: str = ""
    """The digest that somebody approved; nothing else may be written."""


class Result(Value):
    """How one repository ended."""

    name: str
    outcome: Outcome
    why: str = ""
    """Of what is neither changed nor unchanged; a sentence without values of tokens."""
    changes: dict[str, int] = Field(default_factory=dict)
    """By operation: how many resources."""
    steps: tuple[str, ...] = ()
    """`create octo-org/sampleproject/pypi`; of publishers what a person has to do."""
    details: tuple[Detail, ...] = ()
    """The engine's steps, with what becomes of which setting."""
    take_away: tuple[str, ...] = ()
    """Publishers that may still publish until a person takes them away, with their pages."""
    engine: bool = False
    """Whether the engine was started for it."""
    ids: dict[str, int] = Field(default_factory=dict)
    """What names were resolved to."""
    refused: bool = False
    """Whether a forge refused the token (401): all others would fail in the same way."""
    cpu: float = 0.0
    """Seconds of processor time, the engine's too."""
    at: AwareDatetime | None = None
    """Of what a journal tells: when it was so."""


class Told(Value):
    """What a forge said last of its limit of requests; times are those of this machine's clock."""

    limit: int
    remaining: int
    reset: float
    at: float


class Shared(Value):
    """An answer about no single repository, which others of the same run need not ask for."""

    at: float
    status: int
    link: str
    body: str


class Seen(Value):
    """What a repository's process saw of the limits; by forge."""

    sent: dict[str, tuple[tuple[float, float, float], ...]] = Field(default_factory=dict)
    """Its own requests: when, reads, writes."""
    told: dict[str, Told] = Field(default_factory=dict)
    met: dict[str, float] = Field(default_factory=dict)
    """A limit was met: nothing before that time."""
    shared: dict[str, Shared] = Field(default_factory=dict)
    """By address."""
    made: float | None = None
    """When the engine had made all that it had to."""


class Answer(Value):
    """All that a repository's process says."""

    result: Result
    seen: Seen = Field(default_factory=Seen)


class Line(Value):
    """One line of the journal."""

    version: Literal[1] = 1
    at: AwareDatetime
    what: What
    """`run` begins a run and `finished` ends it, `paused` says why it stopped; `begun` stands
    before the engine is started for a repository, `ended` after, `by-hand` between them where
    publishers were dropped; `repaired`: the line before is cut."""
    run: str = ""
    name: str = ""
    outcome: Outcome | None = None
    why: str = ""
    fingerprint: str = ""
    """With a good `ended`: of what was declared."""
    ids: dict[str, int] = Field(default_factory=dict)
    changes: dict[str, int] = Field(default_factory=dict)
    engine: int | None = None
    """With `begun`: the engine's process."""
    host: str = ""
    """With `begun`: the machine that it runs on."""
    declared: tuple[str, ...] | None = None
    """With `begun`: the publishers; null in older journals."""
    made: tuple[str, ...] | None = None
    """With `begun`: all that was declared on the forges; null in older journals."""
    take_away: tuple[str, ...] = ()
    """With `by-hand`: publishers that a person has to take away, with their pages."""
    choice: Choice | None = None
    """With `run`."""
    held: dict[str, tuple[str, ...]] | None = None
    """With a `run` of what was reviewed: by repository, the sums of the steps it may do."""
    total: int = 0
    """With `run`: how many repositories it is about."""
    works: int = 0
    """With `run`: how many of them are to be run, wave by wave; 0 in older journals."""
    wave: int = 0
    """With `ended`: the wave of its run that it went with, from 1 on."""


class Work(NamedTuple):
    """One repository that is to be run."""

    name: str
    stack: str
    config: Config
    fingerprint: str
    new: bool
    """Whether the journal knows of no run of it."""
    torn: bool
    """Whether an engine was started for it since its last good end."""
    ours: tuple[tuple[str, int], ...] = ()
    """Machine and process of the engines that began and did not end."""
    take_locks: bool = False
    """Whether somebody said that whoever holds the engine's lock is gone."""
    held: tuple[str, ...] | None = None
    """The sums of the only steps that it may do; None: whatever is declared."""
    made: tuple[str, ...] | None = ()
    """What it may have on the forges, by kind and name; None where the journal does not tell."""


class Job(NamedTuple):
    """What a process is told besides its repository."""

    verb: str
    """`plan` or `apply`."""
    folder: Path
    """Where fleet and journal are."""
    run: str
    lock: int
    """Holds the stack; the engine inherits it."""
    full: bool
    """Everything is looked at anew, also what the state says is so."""
    life: int
    """Ends when the process that leads the run ends."""
