"""`trustpub rollout` on a fleet in a sandbox: each run metered, its requests counted."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.model import Engine
from lab.stack import VENV, environment
from lab.world import Sandbox
from trustpub.rollout.journal import FILE as JOURNAL

from .between import engine_seconds, last_run
from .fleets import fleet
from .measure import BenchError
from .meter import Metered, metered
from .observe import served
from .points import Events, Sent, sent

COMMAND = str(VENV / "bin" / "trustpub")
NO_LIMIT = 0
REQUESTS = 40
"""More than anybody sends for one repository."""


@dataclass(frozen=True)
class Way:
    """How fleets are rolled out, whichever they are."""

    engine: Engine
    parallel: int | None = None
    """Repositories at once; None: as many as the command takes by itself."""
    delay: int = 0
    """Milliseconds that each answer of a forge takes longer."""

    @property
    def words(self) -> str:
        """For the title of a table."""
        return f", each answer {self.delay} ms later" if self.delay else ""


@dataclass(frozen=True)
class Roll:
    """One run of the command."""

    cost: Metered
    said: Mapping[str, Any]
    """Its JSON document."""
    events: Events
    between: float
    """Seconds in which no engine ran; all of them where it leaves no journal."""

    def sent(self, api: str = "") -> Sent:
        """Its requests."""
        return sent(self.events, api)


@dataclass(frozen=True)
class Fleet:
    """A folder with a fleet file, the world that it is about, and the environment of its runs."""

    folder: Path
    world: Sandbox
    env: Mapping[str, str]
    way: Way
    forge: str
    number: int
    points: int = NO_LIMIT
    """GitHub's, a minute; 0: as many as one likes."""

    def write(self, changed: int = 0) -> None:
        """The fleet, of which so many have one tag rule more."""
        (self.folder / "fleet.yaml").write_text(fleet(self.forge, self.number, changed))

    def longest(self) -> float:
        """Seconds that one run may take, ours or a peer's."""
        return 300 + self.number * (5 + REQUESTS * self.way.delay / 1000)

    def slow_down(self) -> None:
        """Have every answer of the forge take longer; a reset of the world ends it."""
        if self.way.delay:
            slow = {"path": ".", "status": 0, "delay_ms": self.way.delay, "times": None}
            self.world.faults(self.forge, slow)

    def roll(self, *words: str, **wanted: int) -> Roll:
        """One run; BenchError where the outcomes are not those that are wanted."""
        before = self.world.mark()
        command = [COMMAND, "rollout", *words, "fleet.yaml", "--format", "json"]
        command += ["--github-points", str(self.points)]
        command += ["--parallel", str(self.way.parallel)] if self.way.parallel else []
        cost = metered(command, self.folder, self.env, self.longest(), (0, 1))
        said = json.loads(cost.out)
        counts = {name: number for name, number in said["counts"].items() if number}
        if counts != wanted:
            raise BenchError(f"{' '.join(command)}: {counts}, not {wanted}\n{cost.err[-4000:]}")
        return Roll(cost, said, self.world.events("all", before), self.between(words[0], cost.wall))

    def between(self, verb: str, seconds: float) -> float:
        """Seconds of the last run in which no engine ran."""
        journal = (self.folder / JOURNAL).read_text() if verb == "apply" else ""
        return seconds - engine_seconds(journal, last_run(journal)) if journal else seconds


@contextmanager
def rolled(
    work: Path, way: Way, forge: str, number: int, seed: Mapping[str, Any], points: int = NO_LIMIT
) -> Iterator[Fleet]:
    """A fleet beside an empty state, in a sandbox of its own."""
    with served(work, forge, seed) as world:
        env = environment(work, world.env, way.engine)
        made = Fleet(work, world, env, way, forge, number, points)
        made.write()
        yield made
