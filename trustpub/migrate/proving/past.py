"""What the files of a repository did before, commit by commit, until one that needed a token."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ...errors import WorldError
from ...model import Index
from ...workflows.listing import read_repository
from ...workflows.model import Reading
from ..finding.mentions_implicit import implicit
from .feeding import Fed, Given, fed, uploads
from .history import FOLDER, Commit, History, Listed

ROUNDS = 3
"""How often files that only older commits tell of are taken in."""


class Before(NamedTuple):
    """Where a walk ended."""

    newer: Commit | None
    """The oldest commit that fed no upload by a token, and all after it neither."""
    older: Commit | None
    """The one before it, which did, or may have."""
    found: Fed | None
    """What it fed; None where it could not be read."""
    reading: Reading | None = None
    why: str = ""


@dataclass
class Past:
    """The readings of old commits of one repository, each made once."""

    history: History
    pipelines: tuple[str, ...]
    names: frozenset[str] = frozenset()
    """Names of GitLab's variables that are kept: tools take them without being told."""
    readings: dict[str, Reading] = field(default_factory=dict)

    def reading(self, sha: str) -> Reading:
        """What the files of a commit do."""
        if sha not in self.readings:
            self.readings[sha] = read_repository(self.history.files(sha), self.pipelines)
        return self.readings[sha]

    def given(self, sha: str, reading: Reading) -> tuple[Given, ...]:
        """The variables, of those that are kept now, that uploads of a commit took unasked."""
        if not self.names:
            return ()
        found = implicit(reading.jobs, self.history.files(sha))
        return tuple(
            Given(name, frozenset(indexes), f"{file}:{line}")
            for (file, line, name), indexes in found
            if name in self.names
        )

    def paths(self, reading: Reading, index: Index) -> set[str]:
        """The files on which it depends what feeds an index: workflows, and what they take in."""
        forge = self.history.forge
        marks = {
            mark.file
            for _, step in uploads(reading, forge)
            if step.index in (index, "unknown")
            for mark in (step.mark, *(token.mark for token in step.tokens))
        }
        if forge == "gitlab":
            read = {one.file for one in reading.files if one.forge == "gitlab"}
            return {*self.pipelines, *read, *marks}
        return {FOLDER, *(file for file in marks if not file.startswith(f"{FOLDER}/"))}

    def back(self, index: Index, now: Reading) -> tuple[Before, Listed]:
        """Walk, and again with the files that only the commit at the end tells of."""
        wanted = self.paths(now, index)
        for _ in range(ROUNDS):
            listed = self.history.of(wanted)
            end = self.walk(index, listed)
            more = self.paths(end.reading, index) - wanted if end.reading else set()
            if not more:
                break
            wanted |= more
        return end, listed

    def walk(self, index: Index, listed: Listed) -> Before:
        """From the newest commit to the first that fed an upload by a token, or may have."""
        newer: Commit | None = None
        for commit in listed.commits:
            try:
                reading = self.reading(commit.sha)
                given = self.given(commit.sha, reading)
            except WorldError as error:
                return Before(newer, commit, None, why=str(error))
            found = fed(reading, self.history.forge, index, given)
            if found.state in ("token", "unknown"):
                return Before(newer, commit, found, reading, found.why)
            newer = commit
        return Before(newer, None, None)
