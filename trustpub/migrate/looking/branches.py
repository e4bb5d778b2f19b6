"""Branches beside the default one that releases come from: what their files refer to.

GitHub runs the workflow of the commit that was pushed or tagged (docs, "Triggering a workflow"),
GitLab the pipeline of it: a release of `1.x` takes the tokens that the files of `1.x` name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...errors import WorldError
from ...model import Forge, Unknown
from ...observing.client import Client
from ...patterns import matches
from ...publishers import declared_publishers
from ...workflows.listing import Careful, pipelines_of, read_repository
from ...workflows.model import Reading
from ..finding.findings import Findings
from ..finding.mentions_github import github
from ..finding.mentions_gitlab import gitlab
from ..finding.references import EVERY
from ..finding.run_files import Files, Once
from ..model import Mention
from ..proving.history import Earlier
from .files import Branch, OneForge
from .model import Project

RELEASES = re.compile(
    r"v?\d+(?:[._-](?:\d+|x))*"
    r"|(?:releases?|stable|maint(?:enance)?|support|lts|hotfix(?:es)?|backports?)(?:[/_.-].*)?"
    r"|.*[/_.-](?:releases?|stable|maint(?:enance)?|lts)"
    r"|main|master|trunk|dev(?:elop(?:ment)?)?|next|nightly|prod(?:uction)?|publish|deploy",
    re.IGNORECASE,
)
"""How branches are called that releases come from: `1.x`, `v2`, `release/1.0`, `a-stable`."""


class Found(NamedTuple):
    """What the files of other branches refer to, as `1.x:.github/workflows/release.yml`."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[Unknown, ...] = ()


class Other(NamedTuple):
    """A branch, and its newest commit."""

    name: str
    commit: str


def of_branches(client: Client, project: Project, default: Branch) -> Found:
    """What all of them refer to; what could not be read is said."""
    try:
        others = tuple(branches(client, project, default))
    except WorldError as error:
        return Found((), (Unknown(what=f"branches of {project.repository}", why=str(error)),))
    found, unknown = [], []
    blobs: dict[tuple[str, str], bytes | None] = {}
    for one in others:
        client.expect(2)
        files = Earlier(client, default.root, one.commit, project.forge == "github", blobs=blobs)
        try:
            found += [told(one, each) for each in of_files(files, project)]
        except WorldError as error:
            what = f"files of {project.repository} on {one.name}"
            unknown.append(Unknown(what=what, why=str(error)))
    return Found(tuple(found), tuple(unknown))


def branches(client: Client, project: Project, default: Branch) -> Iterator[Other]:
    """Those that are protected, that a publisher's triggers name, or that are called so.

    GitHub REST, "List branches"; GitLab REST, "List repository branches".
    """
    where = "/branches" if project.forge == "github" else "/repository/branches"
    key = "sha" if project.forge == "github" else "id"
    patterns = {
        pattern
        for one in declared_publishers(project.config, project.forge)
        for pattern in one.branches
    }
    path = f"{default.root}{where}?per_page=100"
    for row in client.pages(path, "name", "commit", "protected", there=True):
        one = Other(str(row["name"]), str(row["commit"][key]))
        wanted = row["protected"] or releases(one.name, patterns, project.forge)
        if wanted and one.name != default.name and one.commit != default.commit:
            yield one


def releases(name: str, patterns: Iterable[str], forge: Forge) -> bool:
    """Whether a branch is called like one that releases come from."""
    return bool(RELEASES.fullmatch(name)) or any(matches(one, name, forge) for one in patterns)


def of_files(files: Earlier, project: Project) -> tuple[Mention, ...]:
    """What the workflows or pipelines of one branch refer to."""
    pipelines = pipelines_of(project.config)
    snapshot = OneForge(files, project.forge, pipelines)
    findings, read = Findings(), Files(Careful(Once(snapshot)))
    reading = read_repository(snapshot, () if project.forge == "github" else pipelines)
    (github if project.forge == "github" else gitlab)(reading, read, findings)
    for name in broken(reading):
        findings.add(name, 1, EVERY, "unclear")
    return findings.mentions()


def broken(reading: Reading) -> set[str]:
    """Files that are there and cannot be read as what they are: any name could be in them."""
    read = {one.file for one in reading.files}
    files = {one.file for one in reading.problems if one.severity == "error" and one.file}
    return files - read


def told(branch: Other, one: Mention) -> Mention:
    """A mention with its branch, as git writes it."""
    return one.model_copy(update={"file": f"{branch.name}:{one.file}"})
