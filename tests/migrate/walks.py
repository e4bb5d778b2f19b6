"""A migration from its first look to `done`: the command, and persons who do what it asks for."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from .commands import Command, Ended
from .hands import Hands
from .model import Work
from .trials import Trials
from .worlds import World


def left_behind(walk: "Walk", *ended: Ended) -> list[str]:
    """Planted values in what the command said or wrote; and its tracebacks."""
    texts = [(f"run {n} {what}", text) for n, one in enumerate(ended) for what, text in said(one)]
    texts += [(str(path), text) for path, text in walk.command.kept_texts()]
    values = [
        f"{where}: a planted value"
        for where, text in texts
        if any(value in text for value in walk.world.values)
    ]
    return values + [f"{where}: {text}" for where, text in texts if "Traceback" in text]


def said(one: Ended) -> Iterable[tuple[str, str]]:
    """What a run said, by where."""
    return (("standard output", one.out), ("standard error", one.told))


@dataclass
class Walk:
    """One migration."""

    world: World
    command: Command
    hands: Hands
    trials: Trials
    failed: list[str] = field(default_factory=list)
    """Publishes that went wrong, with the step before them."""
    log: list[tuple[str, float]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def step(self, name: str) -> None:
        """A step is over."""
        self.log.append((name, time.monotonic() - self.began))

    def publish(self, after: str, works: Iterable[Work]) -> None:
        """A trial publish of each, to TestPyPI first."""
        listed, kept = list(works), self.hands.kept()
        for index in ("testpypi", "pypi"):
            told = self.trials.publish(listed, kept, index)
            self.failed += [f"after {after}: {why}" for why in told]
        self.step(f"trials of {len(listed)} projects after {after}")

    def apply(self) -> Ended:
        """`apply --yes` for all."""
        ended = self.command.fleet_run("apply", "--yes", "--format", "json")
        self.step("apply")
        return ended

    def register(self) -> None:
        """Every publisher, and the environments that are missing; then that is said."""
        for work in self.world.everyone():
            self.hands.register(work)
            if work.bare:
                self.hands.up(work)
        said = self.command.confirm("registered", self.world.works)
        assert 0 == said.code, said.told
        self.step("registered")

    def swap(self, works: Iterable[Work]) -> int:
        """Take the requests that are open, and edit what they leave. How many were taken."""
        taken = 0
        for work in works:
            merged = self.hands.merge(work)
            taken += bool(merged)
            left = [path for path in work.hand if not merged or self.names(work, path)]
            if left:
                self.hands.commit(work, {path: work.hand[path] for path in left})
        self.step("swapped")
        return taken

    def clean(self) -> None:
        """What stands in files is taken out, and what is not migrating is swapped too."""
        for work in self.world.works:
            if work.clean:
                self.hands.commit(work, work.clean)
        self.swap(self.world.outsiders)
        self.step("cleaned")

    def names(self, work: Work, path: str) -> bool:
        """Whether a workflow of GitHub still names what fed its uploads."""
        text = self.hands.read(work, path).casefold()
        return work.forge == "github" and any(
            f".{name.casefold()} " in text for name in work.feeds.values()
        )

    def sample(self, every: int = 8) -> list[Work]:
        """Some of all, of both halves."""
        return [*self.world.works[1::every], *self.world.outsiders]
