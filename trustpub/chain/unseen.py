"""What could not be seen, and whether a declared publisher's upload may be behind it."""

import re
from collections.abc import Iterator

from ..model import Unknown
from ..workflows.model import Trial
from .linking import indexes, steps
from .model import Case, Link
from .reaching import reaches
from .unprotected import called, unprotected
from .words import place


def unseen(case: Case) -> tuple[Unknown, ...]:
    """What the files do not tell of declared publishers; each of these matters."""
    found = [one for link in case.links for one in of_link(case, link)]
    return tuple(dict.fromkeys(found))


def of_link(case: Case, link: Link) -> Iterator[Unknown]:
    """What is not known of one publisher."""
    what = f"{link.publisher.field} in {link.file}"
    for job in link.hidden:
        if link.index in indexes(job):
            at = place(job.environment_mark or job.mark)
            yield Unknown(what=what, why=f"{at}: the environment of the job is not in the files")
        else:
            at = place(steps(job, "unknown")[0].mark)
            yield Unknown(what=what, why=f"{at}: where it uploads to is not in the files")
    for job in link.jobs:
        if job.id_token == "unknown":
            why = f"{place(job.mark)}: whether the job may have an ID token is not in the files"
            yield Unknown(what=what, why=why)
        if any("$" in text for texts in (job.audiences or {}).values() for text in texts):
            at = place(job.id_token_mark or job.mark)
            yield Unknown(what=what, why=f"{at}: the audience of the token is a variable")
    for trial in doubtful(case, link)[:1]:
        why = f"{place(link.jobs[0].mark)}: whether {called(trial)} comes to the upload depends on "
        yield Unknown(what=what, why=f"{why}a variable that is not in the files")


def doubtful(case: Case, link: Link) -> list[Trial]:
    """Runs on GitLab for unprotected tags that may come to the upload, where none surely does.

    Not those for branches: a condition on `$CI_DEFAULT_BRANCH` is one that nobody can tell.
    """
    if link.publisher.identity.forge != "gitlab" or link.publisher.environment.deployers:
        return []
    tags = [trial for trial in unprotected(case, link) if trial.trigger == "tags" and link.jobs]
    answers = [(trial, reaches(link, trial)) for trial in tags]
    sure = any(answer == "yes" for _, answer in answers)
    return [] if sure else [trial for trial, answer in answers if answer == "unknown"]


def hides(case: Case, link: Link) -> bool:
    """Whether what the reader could not see may be the upload of a publisher without one."""
    lost = link.readable and not (link.own or link.astray or link.crossed)
    return lost and veiled(case, link)


def veiled(case: Case, link: Link) -> bool:
    """Whether something could not be seen in the file, or in one that may belong to its runs."""
    forge = link.publisher.identity.forge
    return any(belongs(case, forge, link.file, one) for one in case.reading.unknown)


def belongs(case: Case, forge: str, file: str, one: Unknown) -> bool:
    """On GitLab all that is read belongs to a pipeline; on GitHub a file that can be called may."""
    if file in f"{one.what} {one.why}":
        return True
    at = re.split(r":\d", one.what, maxsplit=1)[0]
    other = case.file(at)
    if forge == "gitlab":
        return not at.startswith(".github/")
    return other is not None and "workflow_call" in other.events
