"""A Reading -> what feeds the uploads to one index: a token, or nothing that lasts."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ...model import Forge, Index, Unknown
from ...workflows.model import Reading, Step, UploadJob

HARMLESS = ("template includes are not read",)
"""Why something was not read that publishes nothing: templates come with GitLab itself, and none
of them uploads to PyPI (gitlab, lib/gitlab/ci/templates)."""


class Fed(NamedTuple):
    """What feeds the uploads to one index."""

    state: Literal["swapped", "token", "none", "unknown"]
    file: str
    names: tuple[str, ...]
    """Names of secrets and variables that feed them, sorted."""
    why: str


class Given(NamedTuple):
    """A variable that is kept, and that an upload takes from its environment unasked (GitLab)."""

    name: str
    indexes: frozenset[str]
    where: str
    """Of the upload: `.gitlab-ci.yml:7`."""


def fed(reading: Reading, forge: Forge, index: Index, given: Iterable[Given] = ()) -> Fed:
    """A token anywhere is told first; then whatever could hide one."""
    steps = [(job, step) for job, step in uploads(reading, forge) if step.index == index]
    file = next((job.file for job, _ in steps), "")
    by_token = [(job, step) for job, step in steps if has_token(step)]
    if by_token:
        job, step = by_token[0]
        why = f"{job.file}:{step.line}: a token feeds the upload by {step.tool}"
        return Fed("token", job.file, names(step for _, step in by_token), why)
    taken = [one for one in given if one.indexes & {index, "unknown"}]
    if steps and taken:
        why = f"{taken[0].where}: the variable {taken[0].name} feeds the upload, named or not"
        return Fed("token", file, tuple(sorted({one.name for one in taken})), why)
    why = hidden(reading, forge, index)
    if why:
        veiled = [step for _, step in uploads(reading, forge) if step.index == "unknown"]
        return Fed("unknown", file, names(veiled), why)
    return Fed("swapped" if steps else "none", file, (), "")


def uploads(reading: Reading, forge: Forge) -> Iterable[tuple[UploadJob, Step]]:
    """Every upload of every job, those that come in by calls too."""
    return ((job, step) for job in reading.jobs if job.forge == forge for step in job.uploads)


def has_token(step: Step) -> bool:
    """Whether a long-lived credential feeds an upload: tools prefer it to OIDC."""
    return step.auth == "token" or bool(step.tokens)


def names(steps: Iterable[Step]) -> tuple[str, ...]:
    """Names of what feeds uploads, sorted."""
    return tuple(sorted({name for one in steps for token in one.tokens for name in token.secrets}))


def hidden(reading: Reading, forge: Forge, index: Index) -> str:
    """What could hide an upload to an index that a token feeds; empty where nothing does."""
    for job, step in uploads(reading, forge):
        if step.index in (index, "unknown") and (step.auth == "unknown" or veiled(step)):
            what = "where" if veiled(step) else "with what"
            return f"{job.file}:{step.line}: {what} it uploads is not in the files"
    known = open_addresses(reading, forge)
    for one in reading.unknown:
        if one.why not in HARMLESS and not one.what.startswith(known):
            return f"{one.what}: {one.why}"
    read = {one.file for one in reading.files}
    for problem in reading.problems:
        if problem.severity == "error" and problem.file not in read:
            return problem.sentence()
    return ""


def veiled(step: Step) -> bool:
    """Whether a token goes to an index that the files do not name."""
    return step.index == "unknown" and has_token(step)


def open_addresses(reading: Reading, forge: Forge) -> tuple[str, ...]:
    """Places whose only secret is the address: what goes there goes without a token."""
    free = [
        (job, step)
        for job, step in uploads(reading, forge)
        if step.index == "unknown" and step.auth == "oidc" and not step.tokens
    ]
    github = (f"{job.file}:{step.line} job {job.job!r}: the index " for job, step in free)
    gitlab = (f"{step.mark.file}:{step.mark.line} index " for _, step in free)
    return (*github, *gitlab)


def unknown_of(repository: str, index: Index, why: str) -> Unknown:
    """Something about the uploads to an index that could not be seen."""
    return Unknown(what=f"{repository}: what feeds the uploads to {index}", why=why)
