"""Rules: the job stands in the file that the index looks at."""

from collections.abc import Iterator

from ..workflows.model import UploadJob
from .model import Case, Finding, Rule
from .words import quoted


def workflow_reusable(case: Case) -> Iterator[Finding]:
    """The publishing job stands in the publisher's own workflow, not in one that it calls.

    PyPI compares `job_workflow_ref`, the called file (warehouse, oidc/models/github.py), and is
    about to take `workflow_ref`, the file that calls (warehouse #20083); documented as
    unsupported in warehouse #11096.
    """
    for link in case.links:
        for job in link.jobs:
            if job.forge != "github" or job.reusable != "callee":
                continue
            if job.file != link.file:
                found = f"stands in a file that {link.file} calls, and PyPI looks at this file"
                fix = f"move the job into {link.file}: PyPI takes no called workflows"
                yield Finding(job.mark, found, fix, job=job.job)
            elif not runs_itself(case, job):
                found = f"{quoted(link.file)} only runs when it is called, which PyPI takes by "
                fix = "move the job into the file that calls, and name that file"
                found += "accident today, and is about to stop"
                yield Finding(job.mark, found, fix, "warning", job.job)


def runs_itself(case: Case, job: UploadJob) -> bool:
    """Whether a file that can be called has events of its own as well."""
    file = case.file(job.file)
    return file is not None and bool(set(file.events) - {"workflow_call"})


def pipeline_included(case: Case) -> Iterator[Finding]:
    """The publisher's pipeline is the top-level file, not one that it includes.

    `ci_config_ref_uri` names the file of the project's setting, `.gitlab-ci.yml` by default,
    wherever the job stands (GitLab docs, "ID token authentication", token payload).
    """
    for link in case.links:
        for job in link.jobs:
            if job.forge == "gitlab" and link.file != DEFAULT and DEFAULT in job.tops:
                found = f"is included by {DEFAULT}, which is what GitLab's token then names"
                fix = f"write `pipeline: {DEFAULT}`, unless the project's settings name this file"
                yield Finding(link.publisher.workflow_field, found, fix, "warning")


DEFAULT = ".gitlab-ci.yml"
REUSABLE_RULES: tuple[Rule, ...] = (workflow_reusable, pipeline_included)
