"""Does a run come to the upload of a publisher?"""

from collections.abc import Iterable

from ..forges.base import DeclaredPublisher, environments
from ..publishers import declared_publishers
from ..tree import Mark
from ..workflows.model import Trial, Truth, UploadJob
from .linking import steps
from .model import Case, Link


def reaches(link: Link, trial: Trial) -> Truth:
    """Whether such a run comes to one of the uploads."""
    return strongest(job_reaches(link, job, trial) for job in link.jobs)


def job_reaches(link: Link, job: UploadJob, trial: Trial) -> Truth:
    """Whether such a run comes to an upload of one job."""
    return strongest(step.reach(trial) for step in steps(job, link.index))


def strongest(answers: Iterable[Truth]) -> Truth:
    """Of several answers the one that counts where any run is too many."""
    found = set(answers)
    return "yes" if "yes" in found else "unknown" if "unknown" in found else "no"


def never(link: Link, trials: Iterable[Trial]) -> bool:
    """Whether it is certain of each run that it does not."""
    return all(reaches(link, trial) == "no" for trial in trials)


def sharing(case: Case, link: Link) -> list[DeclaredPublisher]:
    """The publishers of the same environment: its ref patterns are those of all of them."""
    if case.config is None:
        return [link.publisher]
    forge = link.publisher.identity.forge
    same = str.casefold if forge == "github" else str
    groups = environments(declared_publishers(case.config, forge), same)
    return groups[same(link.environment)]


def allowed(case: Case, link: Link, kind: str) -> tuple[str, ...]:
    """The patterns of tags or branches that may come to the environment."""
    return tuple(p for one in sharing(case, link) for p in getattr(one, kind))


def called_from_afar(case: Case, job: UploadJob) -> bool:
    """Whether a job runs in calls alone, and none of them is in the repository: then who knows."""
    file = case.file(job.file)
    only_called = job.reusable == "callee" and set(file.events if file else ()) == {"workflow_call"}
    return only_called and set(job.tops) <= {job.file}


def trigger_mark(case: Case, link: Link, event: str = "push") -> Mark:
    """Where the file says what starts it."""
    file = case.file(link.file)
    events = file.events if file else {}
    return events.get(event) or next(iter(events.values()), link.jobs[0].mark)
