"""What the tests have in common: files in memory, and readings of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from trustpub.forges.gitlab.pipeline import read
from trustpub.workflows.entries import entries
from trustpub.workflows.model import Reading, Trial, Truth, Upload, UploadJob

PIPELINE = ".gitlab-ci.yml"
UPLOAD = "  script: [twine upload dist/*]\n"


@dataclass(frozen=True)
class Files:
    """A Snapshot of texts."""

    texts: Mapping[str, str]

    def files(self, folder: str) -> tuple[str, ...]:
        """Not asked for."""
        return tuple(path for path in self.walk() if path.rpartition("/")[0] == folder)

    def walk(self) -> tuple[str, ...]:
        """All paths."""
        return tuple(sorted(self.texts))

    def read(self, path: str) -> bytes | None:
        """One text."""
        text = self.texts.get(path)
        return None if text is None else text.encode()


def reading(text: str, others: Mapping[str, str] | None = None) -> Reading:
    """A pipeline, and the files beside it."""
    return read(Files({PIPELINE: text, **(others or {})}))


def uploads(text: str, others: Mapping[str, str] | None = None) -> tuple[Upload, ...]:
    """The entries of a pipeline that has no problem and leaves nothing open."""
    found = reading(text, others)
    assert ((), ()) == (found.problems, found.unknown)
    return entries(found.jobs)


def upload(text: str, others: Mapping[str, str] | None = None) -> Upload:
    """The only entry."""
    (found,) = uploads(text, others)
    return found


def job(text: str, others: Mapping[str, str] | None = None) -> UploadJob:
    """The only job that uploads."""
    (found,) = reading(text, others).jobs
    return found


def reach(text: str, trial: Trial) -> Truth:
    """Whether a run comes to the only upload."""
    (step,) = job(text).uploads
    return step.reach(trial)
