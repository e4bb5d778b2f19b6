"""What became of the mutants, and which survivors are known to be all right."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant

KILLED = {1: "killed", 3: "killed"}
LEFT = {0: "survived", 5: "no tests", 33: "no tests", None: "not run"}
"""Exit codes of pytest and mutmut's own; any other is a mutant that ended or hung the process."""

REASONS = Path(__file__).parent / "survivors.toml"


@dataclass(frozen=True)
class Mutant:
    """One change and what became of it."""

    file: str
    name: str
    code: int | None

    @property
    def fate(self) -> str:
        """Killed, survived, no tests, not run, or stopped."""
        return KILLED.get(self.code or 0) or LEFT.get(self.code, "stopped")


@dataclass(frozen=True)
class Survivor:
    """A change that no test noticed: the lines it took away and put there."""

    mutant: Mutant
    was: str
    now: str


def mutants(work: Path, files: list[str]) -> Iterator[Mutant]:
    """All that were made of some files."""
    for file in files:
        kept = work / "mutants" / f"{file}.meta"
        found = json.loads(kept.read_text("utf-8"))["exit_code_by_key"] if kept.exists() else {}
        for name, code in found.items():
            yield Mutant(file, name, code)


def survivors(work: Path, every: list[Mutant]) -> Iterator[Survivor]:
    """Those that no test noticed, with what they change."""
    for one in every:
        if one.fate in LEFT.values():
            with chdir(work):
                lines = get_diff_for_mutant(one.name, path=one.file).splitlines()
            yield Survivor(one, changed(lines, "-"), changed(lines, "+"))


def changed(lines: list[str], sign: str) -> str:
    """The lines of a difference with one sign, in one."""
    found = (line[1:].strip() for line in lines if re.match(rf"{re.escape(sign)}(?!\{sign})", line))
    return " ".join(found)


def reasons(path: Path = REASONS) -> Mapping[tuple[str, str, str], str]:
    """(file, was, now) -> why it may survive."""
    every = tomllib.loads(path.read_text("utf-8"))["survivor"]
    return {(one["file"], one["was"], one["now"]): one["why"] for one in every}


def row(file: str, every: list[Mutant]) -> str:
    """One file: its mutants, and how they ended."""
    fates = Counter(one.fate for one in every if one.file == file)
    ends = ", ".join(f"{count} {fate}" for fate, count in sorted(fates.items()))
    return f"{file}: {sum(fates.values())} mutants: {ends or 'nothing in it can be changed'}"
