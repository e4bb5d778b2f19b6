"""Text -> Config and every problem of it, each with its place in the file."""

from dataclasses import dataclass

from .config import Config
from .model import Problem
from .reading import in_order, load
from .rules import judge
from .source import Source


@dataclass(frozen=True)
class Checked:
    """A release config as read and judged; `config` is None where its shape is wrong."""

    source: Source
    config: Config | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid going on."""
        return tuple(p for p in self.problems if p.severity == "error")


def check(text: str | bytes, file: str) -> Checked:
    """Read and judge one release config."""
    loaded = load(text, file)
    if loaded.config is None:
        return Checked(loaded.source, None, loaded.problems)
    found = in_order(loaded.source.place(problem) for problem in judge(loaded.config))
    return Checked(loaded.source, loaded.config, found)
