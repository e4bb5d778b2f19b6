"""How sentences name things from files that others wrote: one line, of limited length."""

from ..indexes.pypi.sites import SITES
from ..model import Index
from ..source import PLAIN_KEY
from ..tree import Mark
from ..workflows.model import UploadJob

LONGEST = 60


def quoted(text: str | None) -> str:
    """A value as a person can see it: control characters escaped, long ones cut."""
    text = text or ""
    return repr(text) if len(text) <= LONGEST else f"{text[:LONGEST]!r}..."


def job_field(forge: str, job: str) -> str:
    """`jobs.publish`; on GitLab the job's name alone."""
    name = job if PLAIN_KEY.fullmatch(job) else quoted(job)
    return f"jobs.{name}" if forge == "github" else name


def title(index: str) -> str:
    """What an index calls itself."""
    sites: dict[str, Index] = {"pypi": "pypi", "testpypi": "testpypi"}
    return SITES[sites[index]].title if index in sites else "an index of its own"


def place(mark: Mark) -> str:
    """`.github/workflows/release.yml:12`."""
    return f"{mark.file}:{mark.line}"


def listed(names: list[str], most: int = 3) -> str:
    """`a, b, c and 2 more`."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def environment_mark(job: UploadJob) -> Mark:
    """Where a job says its environment, or else the job."""
    return job.environment_mark or job.mark
