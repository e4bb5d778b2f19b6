"""GitHub: the publishers of one workflow file -> its text."""

from urllib.parse import quote

from ..forges.base import DeclaredPublisher
from .actions import ACTIONS, PYTHON, RUNNER, tool
from .github_refs import by_hand, condition, filters, looked_at
from .jobs import Job, publish_jobs
from .page import page
from .scalars import literal


def workflow(publishers: tuple[DeclaredPublisher, ...]) -> str:
    """The whole file."""
    jobs = publish_jobs(publishers)
    texts = [build_job(jobs), *(publish_job(job, publishers) for job in jobs)]
    return page(
        "github-workflow.yml",
        titles=list(dict.fromkeys(job.site.title for job in jobs)),
        filters=filters(publishers),
        by_hand=by_hand(publishers),
        jobs=texts,
    )


def build_job(jobs: tuple[Job, ...]) -> str:
    """The job that builds once; where jobs are for different refs, it says which may run."""
    return page(
        "github-build.yml",
        runner=RUNNER,
        python=PYTHON,
        actions=ACTIONS,
        tools=[tool("build"), tool("twine")],
        looked_at=looked_at(jobs),
    )


def publish_job(job: Job, publishers: tuple[DeclaredPublisher, ...]) -> str:
    """The job of one publisher; `publishers` are all of its file."""
    return page(
        "github-publish.yml",
        job=job,
        condition=condition(job, publishers),
        runner=RUNNER,
        environment=literal(job.publisher.environment.name),
        page_url=page_url(job),
        actions=ACTIONS,
    )


def page_url(job: Job) -> str:
    """Where a person sees what was published."""
    return f"{job.site.url}/project/{quote(job.publisher.project, safe='')}/"
