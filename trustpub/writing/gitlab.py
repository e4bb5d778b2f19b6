"""GitLab: the publishers of one pipeline file -> its text."""

from ..forges.base import DeclaredPublisher
from .actions import IMAGES, NEWEST, tool
from .github import page_url
from .gitlab_refs import all_conditions, conditions, waits_for_person
from .jobs import Job, publish_jobs
from .page import page

SIGSTORE_TRUSTS = "https://gitlab.com"
"""The one GitLab whose tokens Sigstore takes: pypi-attestations' policy for GitLab names it."""


def pipeline(publishers: tuple[DeclaredPublisher, ...]) -> str:
    """The whole file."""
    jobs = publish_jobs(publishers)
    texts = [build_job(jobs)]
    if any(attested(job) for job in jobs):
        texts.append(attest_job(tuple(job for job in jobs if attested(job))))
    texts += [publish_job(job) for job in jobs]
    return page("gitlab-pipeline.yml", titles=titles(jobs), jobs=texts)


def titles(jobs: tuple[Job, ...]) -> list[str]:
    """The indexes of a file, as their pages call them."""
    return list(dict.fromkeys(job.site.title for job in jobs))


def build_job(jobs: tuple[Job, ...]) -> str:
    """The job that builds once, in every pipeline that publishes."""
    return page(
        "gitlab-build.yml",
        image=IMAGES["build"],
        conditions=all_conditions(job.publisher for job in jobs),
        tools=[tool("build"), tool("twine")],
    )


def attest_job(jobs: tuple[Job, ...]) -> str:
    """The job that signs: it holds a token for Sigstore and none for an index."""
    return page(
        "gitlab-attest.yml",
        image=IMAGES["publish"],
        conditions=all_conditions(job.publisher for job in jobs),
        uv=tool("uv"),
        signer=tool("pypi-attestations"),
        newest=NEWEST,
    )


def publish_job(job: Job) -> str:
    """The job of one publisher."""
    return page(
        "gitlab-publish.yml",
        job=job,
        image=IMAGES["publish"],
        attested=attested(job),
        page_url=page_url(job),
        conditions=conditions(job.publisher),
        by_hand=waits_for_person(job.publisher),
        uv=tool("uv"),
    )


def attested(job: Job) -> bool:
    """Whether its files can have attestations."""
    return job.publisher.identity.issuer == SIGSTORE_TRUSTS
