"""The Pulumi Kubernetes Operator: a Stack resource for each project, and their program. Pure.

What the fields mean: operator 2.9.0, operator/api/pulumi/shared/stack_types.go.
"""

import json
import posixpath

from .. import __version__
from ..rollout.setting import DELAY, RETRIES
from ..writing.actions import ENGINE
from ..writing.page import page
from .backends import backend
from .model import File, FleetCiError, Known, Project, Wanted
from .names import resource_names
from .running import TOKENS, plain

SECRET = "trustpub-fleet"
POLL = 300
"""Seconds between two looks at the branch; each Stack looks by itself."""


def resources(known: Known, wanted: Wanted) -> tuple[File, ...]:
    """The resources, and the project folder that they run."""
    if known.unasked:
        what = "the operator needs a Stack for each project, and queries hide some"
        raise FleetCiError(f"{what}; add --online to ask for them")
    if wanted.shards or wanted.app or wanted.schedule:
        what = "--shards, --github-app and --schedule mean nothing to the operator"
        raise FleetCiError(f"{what}; leave them out: it has a Stack for each project")
    names = resource_names(one.stack for one in known.projects)
    fleet = posixpath.relpath(known.fleet, wanted.folder)
    values = {
        "known": known,
        "wanted": wanted,
        "names": names,
        "fleet": json.dumps(fleet),
        "project_tokens": tokens_of,
        "others": (*backend(wanted.backend).secrets, *backend(wanted.backend).variables),
        "plain": plain(known, wanted),
        "secret": SECRET,
        "delay": DELAY,
        "retries": RETRIES,
        "every": wanted.every or POLL,
        "engine": ENGINE,
        "version": __version__,
    }
    return tuple(
        File(posixpath.join(wanted.folder, name), page(f"fleet-operator-{template}", **values))
        for name, template in PARTS.items()
    )


PARTS = {
    "stacks.yaml": "stacks.yaml",
    "Pulumi.yaml": "project.yaml",
    "__main__.py": "main.py",
    "requirements.txt": "requirements.txt",
}
"""File -> its template."""


def tokens_of(project: Project) -> tuple[str, ...]:
    """The tokens that a project's run needs."""
    return tuple(TOKENS[forge] for forge in project.forges)
