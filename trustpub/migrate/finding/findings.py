"""Mentions as they are found: each place and use once, with all indexes of the uploads it feeds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...workflows.model import UploadIndex, UploadJob
from ..model import Mention
from .consumers import Consumer

Use = Literal["upload", "elsewhere", "unclear"]
Indexes = frozenset[UploadIndex]
Feeds = Mapping[str, Indexes]
"""Name -> indexes of the uploads that it feeds; GitHub's names in capitals."""
USES: Mapping[Consumer, Use] = {"carries": "unclear", "other": "elsewhere", "unclear": "unclear"}
NONE: Indexes = frozenset()
OWN_INDEX: Indexes = frozenset({"other"})


@dataclass
class Findings:
    """What was found so far."""

    found: dict[tuple[str, int, str, Use], Indexes] = field(default_factory=dict)

    def add(self, file: str, line: int, name: str, use: Use, indexes: Indexes = NONE) -> None:
        """One place, or more indexes for it; an index of one's own is something else."""
        for here, some in parted(use, indexes):
            key = (file, line, name, here)
            self.found[key] = self.found.get(key, Indexes()) | some

    def fed(self, file: str, line: int, name: str, consumer: Consumer, feeds: Feeds) -> None:
        """A place whose command hands a name on, or does something else with it."""
        if name in feeds and consumer != "other":
            self.add(file, line, name, "upload", feeds[name])
        else:
            self.add(file, line, name, USES[consumer])

    def mentions(self) -> tuple[Mention, ...]:
        """All, by file, line and name; where an upload is sure, that it is unclear says no more."""
        rows = (
            Mention(file=file, line=line, name=name, use=use, indexes=tuple(sorted(indexes)))
            for (file, line, name, use), indexes in self.found.items()
            if use != "unclear" or (file, line, name, "upload") not in self.found
        )
        return tuple(sorted(rows, key=lambda one: (one.file, one.line, one.name, one.use)))


def parted(use: Use, indexes: Indexes) -> Iterable[tuple[Use, Indexes]]:
    """An upload to an index of one's own apart from those to PyPI."""
    if use != "upload" or "other" not in indexes:
        return ((use, indexes),)
    rest = indexes - OWN_INDEX
    return (("elsewhere", OWN_INDEX), *((("upload", rest),) if rest else ()))


def feeds_of(jobs: Iterable[UploadJob], capitals: bool) -> dict[str, Indexes]:
    """The names that feed the uploads of some jobs."""
    found: dict[str, Indexes] = {}
    for job in jobs:
        for step in job.uploads:
            for token in step.tokens:
                for name in token.secrets:
                    key = name.upper() if capitals else name
                    found[key] = found.get(key, Indexes()) | {step.index}
    return found


def told_by_reading(findings: Findings, job: UploadJob) -> None:
    """The credentials of a job's own uploads, where each is set."""
    for step in job.uploads:
        for token in step.tokens:
            for name in token.secrets:
                key = name.upper() if job.forge == "github" else name
                mark = token.mark
                findings.add(mark.file, mark.line, key, "upload", Indexes({step.index}))
