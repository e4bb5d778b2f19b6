"""Rules: what others start does not come to the upload."""

from collections.abc import Iterator

from ..model import Severity
from ..tree import Mark
from ..workflows.model import Trial, UploadJob
from .linking import KNOWN
from .model import Case, Finding, Rule

FORKS: dict[str, tuple[Severity, str]] = {
    "pull_request_target": (
        "error",
        "a pull request of anybody comes to the upload, and PyPI refuses the token of such a run",
    ),
    "workflow_run": (
        "warning",
        "a run of another workflow comes to the upload, those for pull requests of forks included",
    ),
    **{
        event: ("warning", f"anybody can cause the event `{event}`, and it comes to the upload")
        for event in (
            *("discussion", "discussion_comment", "fork", "issue_comment", "issues"),
            *("pull_request_review", "pull_request_review_comment", "watch"),
        )
    },
}
"""Event -> how bad, and why: warehouse, oidc/models/github.py check of event_name; GitHub docs,
"Events that trigger workflows"."""


def workflow_fork_event(case: Case) -> Iterator[Finding]:
    """Runs that a fork can cause do not come to the upload."""
    for job in case.uploaders:
        for event, mark in events(case, job).items() if job.forge == "github" else ():
            if event in FORKS and comes(job, event):
                weight, found = FORKS[event]
                fix = f"remove `{event}`, or keep it from this job: "
                fix += f"`if: github.event_name != '{event}'`"
                yield Finding(mark, found, fix, weight, job.job)


def events(case: Case, job: UploadJob) -> dict[str, Mark]:
    """The events that start the runs in which a job is."""
    files = [file for path in dict.fromkeys(job.tops) if (file := case.file(path))]
    return {event: mark for file in files for event, mark in file.events.items()}


def comes(job: UploadJob, event: str) -> bool:
    """Whether a run of an event may come to an upload of a job."""
    trial = Trial("other", "main", event=event)
    return any(step.reach(trial) != "no" for step in job.uploads if step.index in KNOWN)


EVENT_RULES: tuple[Rule, ...] = (workflow_fork_event,)
