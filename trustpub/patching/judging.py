"""A file's text, held against the config: what the chain finds that this file could mend."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..chain.judge import CHAIN_RULES, problem
from ..chain.model import Case, Finding, Link
from ..chain.unseen import hides, of_link
from ..forges.base import rule_id
from ..model import Problem, Unknown
from ..workflows.model import UploadJob

Key = tuple[str, str | None, str]
UNDECLARED = "workflow-undeclared"
OF_THE_FILE = ("workflow-id-token-for-all",)
"""Rules whose findings are about no job, but about the file that the publishers' jobs are in."""


class Found(NamedTuple):
    """A finding with the rule it is of."""

    rule: str
    finding: Finding

    @property
    def key(self) -> Key:
        """The same in a file that was patched elsewhere: lines and wording may differ."""
        at = self.finding.at
        return self.rule, self.finding.job, at if isinstance(at, str) else at.file


@dataclass(frozen=True)
class Verdict:
    """One text of the file, judged."""

    path: str
    text: str
    case: Case
    faults: tuple[Problem, ...]
    """Why the file cannot be read."""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The publishers that the file serves."""
        return tuple(link for link in self.case.links if link.file == self.path)

    @cached_property
    def jobs(self) -> tuple[UploadJob, ...]:
        """The jobs that are, or may be, meant by these publishers, and those that call them."""
        groups = (group for one in self.links for group in linked(one))
        own = {id(job): job for group in groups for job in group}
        called = {job.file for job in own.values() if job.reusable == "callee"}
        callers = [
            job
            for job in self.case.reading.jobs
            if job.reusable == "caller" and job.file == self.path and job.calls in called
        ]
        return (*own.values(), *callers)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Errors and warnings about the file's publishers."""
        listed = [
            Found(rule_id(rule), finding)
            for rule in CHAIN_RULES
            for finding in rule(self.case)
            if finding.severity != "note"
        ]
        return tuple(dict.fromkeys(one for one in listed if self.concerns(one)))

    def concerns(self, one: Found) -> bool:
        """Whether a finding is about the file, or a job that its runs come to."""
        at, job = one.finding.at, one.finding.job
        if isinstance(at, str):
            return at in {link.publisher.workflow_field for link in self.links}
        if one.rule == UNDECLARED or one.rule in OF_THE_FILE:
            return at.file == self.path
        others = {one.file for one in self.case.reading.files} - {self.path}
        named = [own for own in self.jobs if own.job == job]
        return any(at.file == own.file or at.file not in others for own in named)

    @cached_property
    def counts(self) -> Counter[Key]:
        """How often each finding is there."""
        return Counter(one.key for one in self.found)

    def of(self, *severities: str) -> int:
        """How many findings there are of some severities."""
        return sum(one.finding.severity in severities for one in self.found)

    def problem(self, one: Found) -> Problem:
        """A finding as a problem."""
        return problem(self.case, one.rule, one.finding)

    def unseen(self) -> Iterator[Unknown]:
        """What the files do not tell of the publishers."""
        for link in self.links:
            yield from of_link(self.case, link)
            if hides(self.case, link):
                yield from (one for one in self.case.reading.unknown if link.file in told(one))

    @property
    def blind(self) -> bool:
        """Whether an upload of a publisher may be where nothing could be seen."""
        return any(hides(self.case, link) or list(of_link(self.case, link)) for link in self.links)


def told(one: Unknown) -> str:
    """All that is said of something unknown."""
    return f"{one.what} {one.why}"


def linked(link: Link) -> tuple[tuple[UploadJob, ...], ...]:
    """The jobs of a link, by how they belong to it."""
    return link.own, link.astray, link.crossed, link.hidden
