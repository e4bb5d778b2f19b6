"""The files of a repository as they would be without tokens, and what would still feed uploads.

The patched files are read again as a whole: nothing counts as swapped that only seems to be.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...config import Config
from ...model import Forge, Index, Problem
from ...patching.rendering import Rendered, of_file
from ...patching.unasked import signed
from ...publishers import declared_publishers
from ...workflows.listing import pipelines_of, read_repository
from ...workflows.memory import Memory
from ...workflows.model import Reading, Snapshot
from ...writing import Written, files
from ..finding.mentions_implicit import CREDENTIALS, implicit
from ..proving.feeding import Fed, fed

LINE = re.compile(r"[ ]*(?:- )?")
MOST = 20
"""Lines that are added to one file at most."""
ELSEWHERE = "name that file as the workflow in the release config, or take its upload out"
UNSET = "unset it before the upload"
BY_HAND = "take the token out of it by hand"
UNCLEAR = "see to it that no token is used there, and write it so that this can be seen"
Texts = frozenset[tuple[str, bytes]]


class Patched(NamedTuple):
    """A file as it shall be."""

    one: Written
    rendered: Rendered
    text: str | None
    before: str | None

    @property
    def told(self) -> tuple[Problem, ...]:
        """What a person has to see to."""
        return (*self.rendered.file.left, *self.rendered.problems)

    @property
    def wrong(self) -> bool:
        """Whether the file is not right even with its patch."""
        return any(one.severity == "error" for one in self.told)


@dataclass(frozen=True)
class Repository:
    """The files of a repository on one forge, and what its release config wants of them."""

    config: Config
    forge: Forge
    snapshot: Snapshot
    given: frozenset[str] | None
    """Names of GitLab's variables that reach the project; None: not known, so it may be any."""
    readings: dict[Texts | None, Reading] = field(default_factory=dict, compare=False, repr=False)
    """What was read already, by the texts that stand in place of those of the snapshot."""

    def patched(self) -> tuple[Patched, ...]:
        """Every file of the config, as far as it can be patched."""
        found = []
        for one in files(self.config):
            if one.forge == self.forge:
                rendered = of_file(self.config, one, self.snapshot)
                content = self.snapshot.read(one.path)
                before = None if content is None else content.decode("utf-8", "replace")
                text = rendered.file.text
                better = text and self.unset(one.path, self.signed(one.path, text))
                found.append(Patched(one, rendered, better, before))
        return tuple(found)

    def signed(self, path: str, text: str) -> str:
        """With uploads that lose their tokens as they are rendered, where that can be."""
        snapshot = self.over({path: text})
        lines = {line for file, line in self.taken(snapshot) if file == path}
        if self.forge == "gitlab" and self.snapshot.read(path) != text.encode():
            steps = [step for job in self.reading(snapshot).jobs for step in job.uploads]
            lines |= {step.mark.line for step in steps if step.mark.file == path}
        return signed(self.config, path, text, self.snapshot, lines) if lines else text

    def unset(self, path: str, text: str) -> str:
        """With a line before each upload that unsets the variables it would take unasked.

        GitLab docs, "CI/CD variables", precedence: no file can set a project's variable anew.
        """
        for _ in range(MOST if self.forge == "gitlab" else 0):
            taken = self.taken(self.over({path: text}))
            line = min((line for file, line in taken if file == path), default=None)
            if line is None:
                return text
            lines = text.splitlines(keepends=True)
            start = LINE.match(lines[line - 1])
            names = " ".join(sorted(taken[path, line]))
            lines.insert(line - 1, f"{start[0] if start else ''}unset {names}\n")
            better = "".join(lines)
            lost = self.uploading(path, better) != self.uploading(path, text)
            if lost or (path, line + 1) in self.taken(self.over({path: better})):
                return text
            text = better
        return text

    def uploading(self, path: str, text: str) -> set[tuple[str, str]]:
        """Jobs and indexes of what would be uploaded: a line at the wrong place changes them."""
        reading = self.reading(self.over({path: text}))
        return {(job.job, step.index) for job in reading.jobs for step in job.uploads}

    def over(self, texts: Mapping[str, str]) -> Memory:
        """The repository with some files as they would be."""
        return Memory({path: text.encode() for path, text in texts.items()}, self.snapshot)

    def taken(self, snapshot: Snapshot) -> dict[tuple[str, int], set[str]]:
        """File and line of uploads -> the variables they take from their environment unasked."""
        if self.forge != "gitlab":
            return {}
        reading = self.reading(snapshot)
        found: dict[tuple[str, int], set[str]] = {}
        for (file, line, name), _ in implicit(reading.jobs, snapshot):
            if name in CREDENTIALS and (self.given is None or name in self.given):
                found.setdefault((file, line), set()).add(name)
        return found

    def reading(self, snapshot: Snapshot) -> Reading:
        """What the files of this forge say; `snapshot`: the one of the repository, or over it."""
        texts = frozenset(snapshot.contents.items()) if isinstance(snapshot, Memory) else None
        if texts not in self.readings:
            pipelines = pipelines_of(self.config) if self.forge == "gitlab" else ()
            self.readings[texts] = read_repository(snapshot, pipelines)
        return self.readings[texts]

    def fed(self, snapshot: Snapshot) -> dict[Index, Fed]:
        """What feeds the uploads to each declared index."""
        reading = self.reading(snapshot)
        declared = declared_publishers(self.config, self.forge)
        return {one.index: fed(reading, self.forge, one.index) for one in declared}

    def held(self, patched: Iterable[Patched]) -> list[str]:
        """Why uploads would still go by a token, were all patches taken; lines are as they are."""
        texts = {one.one.path: one.text for one in patched if one.text is not None}
        after, then = self.over(texts), self.fed(self.snapshot)
        still = {index: one for index, one in self.fed(after).items() if one.state != "swapped"}
        alike = [(i, then[i] if then[i].state == one.state else one) for i, one in still.items()]
        found = [sentence(index, one, one.file in texts) for index, one in alike]
        if found or not self.taken(after):
            return found
        return [
            f"{file}:{line}: the upload takes {', '.join(sorted(names))} where it is set; {UNSET}"
            for (file, line), names in (self.taken(self.snapshot) or self.taken(after)).items()
        ]


def sentence(index: Index, now: Fed, own: bool) -> str:
    """Why a token still feeds an upload, or may, and what to do about it."""
    if now.state == "none":
        return f"no file uploads to {index}; write an upload for it"
    if now.state == "unknown":
        return f"{now.why}; {UNCLEAR}"
    return f"{now.why}; {BY_HAND if own else ELSEWHERE}"
