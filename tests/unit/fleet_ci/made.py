"""What CI files are made for: a fleet by hand, and repositories on disk."""

from pathlib import Path
from typing import Any

from trustpub.cli import main
from trustpub.fleet_ci.making import PLACES, made
from trustpub.fleet_ci.model import File, Known, Project, System, Wanted
from trustpub.fleet_ci.names import label
from trustpub.model import Forge

FLEET = """defaults:
  publishers:
    - index: pypi
      environment: {name: pypi, reviewers: {teams: [core]}, admins_can_bypass: false}
  tags:
    - pattern: "v*"
      created_by: {teams: [core]}
  github: {workflow: release.yml}
projects:
  - {project: reader, github: {repository: octo-org/reader}}
  - {project: app, github: {repository: octo-org/app}}
"""
REMOTE = "git@github.com:octo-org/fleet.git"
QUERY = "  - {query: {organization: octo-org}}\n"


def project(forge: Forge, path: str) -> Project:
    """A project of a fleet."""
    github = path if forge == "github" else ""
    return Project(f"{forge}:{path}", f"{forge}_-{path.replace('/', '_.')}", (forge,), github)


KNOWN = Known(
    "release/fleet.yaml",
    ("release/fleet.yaml", "libs/*/release.yaml"),
    (project("github", "octo-org/reader"), project("gitlab", "group/sub/app")),
    ("github", "gitlab"),
)


def wanted(on: System, **more: Any) -> Wanted:
    """What somebody asks for."""
    asked = {"branch": "main", "repository": "https://github.com/octo-org/fleet", **more}
    return Wanted(on, f"trustpub fleet ci --on {on} {KNOWN.fleet}", **asked)


def files(on: System, known: Known = KNOWN, **more: Any) -> tuple[File, ...]:
    """The files of a CI system."""
    return made(known, wanted(on, **more), PLACES[on](label(KNOWN.fleet)))


def text(on: System, known: Known = KNOWN, **more: Any) -> str:
    """The text of the first of them."""
    return files(on, known, **more)[0].text


def repository(folder: Path, fleet: str = FLEET, remote: bool = True) -> Path:
    """A folder that git knows, with a fleet file."""
    git = folder / ".git"
    (git / "refs/remotes/origin").mkdir(parents=True)
    if remote:
        (git / "config").write_text(
            '[remote "origin"]\n\turl = git@github.com:octo-org/fleet.git\n'
        )
        (git / "refs/remotes/origin/HEAD").write_text("ref: refs/remotes/origin/trunk\n")
    (folder / "fleet.yaml").write_text(fleet)
    return folder


def ci(*words: str) -> int:
    """The command."""
    return main(["fleet", "ci", *words])
