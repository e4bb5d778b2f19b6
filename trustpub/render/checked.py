"""What `trustpub check` found -> text, JSON, SARIF or workflow commands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model import Problem, Unknown
from . import text


@dataclass(frozen=True)
class Judged:
    """All that was found."""

    file: str
    """The config, as it was named."""
    own: tuple[Problem, ...]
    """Problems of the config and of built files: their files as they were named."""
    repo: str | None = None
    """The folder of the repository, as it was named."""
    chain: tuple[Problem, ...] = ()
    """Problems of workflows and pipelines: their files from the root of the repository."""
    unknown: tuple[Unknown, ...] = ()
    blind: bool = False
    """Whether what is unknown could hide the upload of a declared publisher."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, their files as seen from where the command runs."""
        base = Path(self.repo or ".")
        return (*self.own, *(moved(one, str(base / (one.file or ""))) for one in self.chain))

    @property
    def in_repository(self) -> tuple[Problem, ...]:
        """All problems, their files as seen from the root of the repository."""
        return (*(moved(one, self.from_root(one.file)) for one in self.own), *self.chain)

    def from_root(self, file: str | None) -> str | None:
        """A path from the root of the repository; one outside of it stays as it is."""
        if file is None:
            return None
        try:
            root = Path(self.repo or ".").resolve()
            return Path(file).resolve().relative_to(root).as_posix()
        except (OSError, ValueError, RuntimeError):
            return Path(file).as_posix()


def moved(one: Problem, file: str | None) -> Problem:
    """A problem with another way to its file."""
    return one if one.file == file else one.model_copy(update={"file": file})


def render(judged: Judged, form: str, colour: bool) -> Iterable[str]:
    """The answer in the format that was asked for."""
    machines = {"json": as_json, "sarif": as_sarif, "github": as_annotations}
    return machines[form](judged) if form in machines else as_text(judged, colour)


def as_text(judged: Judged, colour: bool) -> Iterator[str]:
    """Lines for a terminal; what was not seen comes before the count."""
    *told, count = text.problems(judged.problems, judged.file, colour)
    yield from told
    yield from (f"not seen: {one.what}: {one.why}" for one in judged.unknown)
    yield count


def as_json(judged: Judged) -> Iterator[str]:
    """One document."""
    from ..documents import CheckDocument
    from . import machine

    document = CheckDocument(
        file=judged.file,
        problems=judged.problems,
        unknown=judged.unknown,
    )
    yield machine.render(document)


def as_sarif(judged: Judged) -> Iterator[str]:
    """One SARIF log."""
    from .. import __version__
    from ..summaries import summaries
    from .sarif import sarif

    yield sarif(judged.in_repository, judged.unknown, __version__, summaries())


def as_annotations(judged: Judged) -> Iterator[str]:
    """One workflow command each."""
    from .annotations import annotations

    yield from annotations(judged.in_repository, judged.unknown)
