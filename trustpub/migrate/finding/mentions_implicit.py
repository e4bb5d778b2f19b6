"""Variables that tools read on GitLab without being named: a variable of a project is in each job.

GitLab docs, "CI/CD variables": a job's environment has all variables of its project and groups.
"""

from collections.abc import Iterable, Iterator, Mapping

from ...forges.gitlab.pipeline.files import Files
from ...forges.gitlab.pipeline.job import Job
from ...forges.gitlab.pipeline.made import Made
from ...forges.gitlab.pipeline.pipelines import Pipeline, children
from ...forges.gitlab.pipeline.script import environment, looked, script, variables
from ...forges.gitlab.pipeline.variables import unresolved
from ...uploads.scripts import HINT
from ...workflows.model import Snapshot, UploadJob
from ..names import known
from .findings import Indexes
from .program_uploads import CREDENTIALS, by_programs

__all__ = ["CREDENTIALS", "behind_programs", "implicit"]
MOST_ROWS = 20
"""Copies of one job that are looked at."""
UNNAMED = {name: f"${name}" for name in CREDENTIALS}
Place = tuple[str, int, str]
"""File, line, name."""


def implicit(jobs: Iterable[UploadJob], snapshot: Snapshot) -> Iterator[tuple[Place, Indexes]]:
    """The variables that the uploads of some jobs would take, were they set."""
    wanted = {(top, job.job) for job in jobs if job.reusable != "caller" for top in job.tops}
    found: dict[Place, Indexes] = {}
    files = Files(snapshot)
    for top in dict.fromkeys(top for top, _ in wanted):
        for made in configurations(files, top):
            for name, job in made.jobs.items():
                if (top, name) in wanted:
                    for place, indexes in of_job(job, snapshot):
                        found[place] = found.get(place, Indexes()) | indexes
    yield from found.items()


def configurations(files: Files, top: str) -> Iterator[Made]:
    """Every configuration of a pipeline and of its children."""
    try:
        for pipeline in list(children(Pipeline(files, top, top))):
            yield from pipeline.all_made
    except RecursionError:
        return


def of_job(job: Job, snapshot: Snapshot) -> Iterator[tuple[Place, Indexes]]:
    """What the tools of one job take from its environment."""
    for row in job.rows[:MOST_ROWS]:
        written = environment(job, variables(job, (), row))
        over = {name: f"${name}" for name in written if known(name)}
        for env in ({**UNNAMED, **written}, {**written, **UNNAMED, **over} if over else None):
            if env is not None:
                yield from of_copy(job, env, {*UNNAMED, *over}, snapshot)


def of_copy(
    job: Job, env: Mapping[str, str], wanted: set[str], snapshot: Snapshot
) -> Iterator[tuple[Place, Indexes]]:
    """What uploads take from one environment.

    GitLab docs, "CI/CD variables", precedence: a project's variable goes before one of the file.
    """
    for one in (script(job.script), script(job.after)):
        if not one.text:
            continue
        seen = looked(one, dict(env), snapshot)
        for upload in seen.uploads:
            mark = one.mark(upload.line)
            names = {name for text in upload.credentials for name in unresolved(text)}
            for name in names & wanted:
                yield (mark.file, mark.line, name), Indexes({upload.index})


def behind_programs(tops: Iterable[str], snapshot: Snapshot) -> Iterator[tuple[Place, Indexes]]:
    """The variables that programs of the repository may upload with, where jobs run these."""
    files = Files(snapshot)
    for top in tops:
        for made in configurations(files, top):
            for job in made.jobs.values():
                yield from of_programs(job, snapshot)


def of_programs(job: Job, snapshot: Snapshot) -> Iterator[tuple[Place, Indexes]]:
    """The same of one job: commands that nobody can see through, and that say they publish."""
    for one in (script(job.script), script(job.after)):
        if not HINT.search(one.text):
            continue
        env = environment(job, variables(job, (), ()))
        for gap in looked(one, env, snapshot).opaque:
            mark = one.mark(gap.line)
            for name in by_programs(one.text, gap.words, snapshot):
                yield (mark.file, mark.line, name), Indexes({"unknown"})
