"""The publish jobs of one file: their ids, and who waits for whom."""

import re
from dataclasses import dataclass

from ..forges.base import DeclaredPublisher
from ..indexes.pypi.sites import SITES, Site
from .refs import meet, within


@dataclass(frozen=True)
class After:
    """A TestPyPI job that comes first, in runs that have it."""

    job: str
    always: bool
    """Whether every run of the later job has it."""


@dataclass(frozen=True)
class Job:
    """One publish job."""

    id: str
    publisher: DeclaredPublisher
    after: tuple[After, ...]

    @property
    def site(self) -> Site:
        """Where it publishes to."""
        return SITES[self.publisher.index]


def publish_jobs(publishers: tuple[DeclaredPublisher, ...]) -> tuple[Job, ...]:
    """The jobs of one file, TestPyPI's before PyPI's."""
    ordered = sorted(publishers, key=lambda publisher: publisher.index != "testpypi")
    ids = job_ids(ordered)
    return tuple(
        Job(name, publisher, after(publisher, list(zip(ids, ordered, strict=True))))
        for name, publisher in zip(ids, ordered, strict=True)
    )


def after(
    publisher: DeclaredPublisher, jobs: list[tuple[str, DeclaredPublisher]]
) -> tuple[After, ...]:
    """The TestPyPI jobs that a PyPI job waits for: those of the same runs."""
    if publisher.index == "testpypi":
        return ()
    return tuple(
        After(name, within(publisher, other))
        for name, other in jobs
        if other.index == "testpypi" and meet(publisher, other)
    )


def job_ids(publishers: list[DeclaredPublisher]) -> list[str]:
    """`publish-pypi`; where a file has several for one index, with their environments."""
    indexes = [publisher.index for publisher in publishers]
    ids: list[str] = []
    for publisher in publishers:
        name = f"publish-{publisher.index}"
        environment = slug(publisher.environment.name)
        if indexes.count(publisher.index) > 1 and environment not in ("", publisher.index):
            name = f"{name}-{environment}"
        ids.append(unused(name, ids))
    return ids


def unused(name: str, taken: list[str]) -> str:
    """The name, or the first of name-2, name-3 ... that is free."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def slug(text: str) -> str:
    """What a job id may hold of a text, on both forges: small ASCII letters, digits, `-`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
