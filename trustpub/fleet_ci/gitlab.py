"""GitLab CI: a pipeline with rows of shards, one of each row at a time. Pure."""

from .. import __version__
from ..writing.actions import ENGINE, IMAGES
from ..writing.page import page
from .branches import elsewhere
from .engine import ARCHIVES, FROM
from .github import beside, extra
from .model import JOURNAL, File, FleetCiError, Known, Wanted
from .names import label
from .running import needed, plain, secrets, settings
from .sharding import lanes, points, shards

MOST_PATTERNS = 50
"""GitLab docs, CI/CD YAML, `rules:changes`: with more, the pipeline is refused."""


PREVIEW = ".gitlab/trustpub-preview.yml"
"""What `--preview` writes, in the same repository (GitLab docs, CI/CD YAML, `include:rules`)."""


def pipeline(known: Known, wanted: Wanted, path: str) -> File:
    """The whole file."""
    if wanted.app:
        raise FleetCiError("--github-app is for github-actions alone; leave it out")
    if wanted.schedule:
        what = "a pipeline's schedule is set in the project, under Build > Pipeline schedules"
        raise FleetCiError(f"{what}; leave --schedule out: a scheduled pipeline does --full")
    count = shards(known, wanted)
    rows = lanes(count, wanted.at_once)
    changes = (*known.watched, *extra(wanted), path)
    text = page(
        "fleet-gitlab.yml",
        known=known,
        wanted=wanted,
        label=label(known.fleet),
        changes=changes if len(changes) <= MOST_PATTERNS else (),
        count=count,
        rows=rows,
        each=count // rows,
        points=points(rows),
        secrets=secrets(known, wanted),
        settings=settings(wanted),
        plain=plain(known, wanted),
        needed=needed(known, wanted),
        journal=beside(known.fleet, JOURNAL),
        elsewhere=elsewhere(wanted.branch),
        preview=PREVIEW,
        image=IMAGES["build"],
        engine=ENGINE,
        archives=ARCHIVES,
        release=FROM,
        version=__version__,
    )
    return File(path, text)
