"""What a fixer looks at: the text as spots, and the case that the finding is of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..chain.linking import KNOWN
from ..chain.model import Finding, Link
from ..forges.base import DeclaredPublisher
from ..model import Forge
from ..tree import Mark
from ..workflows.model import UploadJob
from .blocks import drop
from .edits import Edits
from .judging import Verdict, linked
from .spots import Page, Spot, Step, shared

AFTER: dict[Forge, tuple[str, ...]] = {
    "github": ("name", "needs", "if", "runs-on", "environment"),
    "gitlab": ("stage", "extends", "image", "needs", "environment", "id_tokens"),
}
"""Keys of a job behind which new ones are written."""


@dataclass(frozen=True)
class Scene:
    """One text of a file, and what is known of it."""

    page: Page
    verdict: Verdict
    publishers: tuple[DeclaredPublisher, ...]
    """Those that the file serves."""

    @property
    def forge(self) -> Forge:
        """Whose file it is."""
        return self.publishers[0].identity.forge

    @property
    def after(self) -> tuple[str, ...]:
        """The keys of a job behind which new ones are written."""
        return AFTER[self.forge]

    @cached_property
    def jobs(self) -> Spot | None:
        """The mapping that holds the jobs."""
        return self.page.root.get("jobs") if self.forge == "github" else self.page.root

    def job(self, name: str | None) -> Spot | None:
        """A job that stands in this file, unless others take its block in too."""
        upload = self.upload(name)
        spot = self.jobs.get(name) if self.jobs and name is not None else None
        here = upload is None or upload.file == self.verdict.path
        return spot if here and spot and spot.kind == "map" and not spot.shared else None

    def upload(self, name: str | None) -> UploadJob | None:
        """What the reader knows of a job."""
        return next((job for job in self.verdict.jobs if job.job == name), None)

    def links(self, name: str | None) -> tuple[Link, ...]:
        """The publishers that a job may be meant by."""
        return tuple(
            link
            for link in self.verdict.links
            if any(job.job == name for group in linked(link) for job in group)
        )

    def trail(self, at: Mark | str) -> tuple[Step, ...]:
        """The way to a place of the file; empty where an edit there would reach other places."""
        if isinstance(at, str) or at.file != self.verdict.path:
            return ()
        found = self.page.trail(at)
        return () if shared(found) else found

    def within(self, trail: tuple[Step, ...], name: str | None) -> bool:
        """Whether a place stands in a job."""
        job = self.job(name)
        return job is not None and any(step.value is job for step in trail)

    def served(self, name: str | None) -> bool:
        """Whether all that a job uploads to PyPI and TestPyPI has a publisher of the file."""
        job = self.upload(name)
        indexes = {step.index for step in job.uploads} & set(KNOWN) if job else set()
        return bool(indexes) and indexes <= {link.index for link in self.links(name)}


Fixer = Callable[[Scene, Finding], Iterator[Edits | None]]
"""A finding -> edits to try in turn, the best first; None is none."""


def take_out(scene: Scene, trail: tuple[Step, ...], names: set[str]) -> Edits | None:
    """Entries out of the mapping that a trail ends in; with all its entries goes the mapping."""
    owner = trail[-1].owner
    present = {key.value for key, _ in owner.entries}
    if present - names:
        return drop(scene.page, owner, names & present)
    if len(trail) < 2 or trail[-2].key is None:
        return None
    return drop(scene.page, trail[-2].owner, {trail[-2].key.value})
