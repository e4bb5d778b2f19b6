"""Everything that a rendered file takes from elsewhere, pinned: the one table of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """An action at one commit; the version is the tag that leads to it."""

    name: str
    commit: str
    version: str

    def uses(self) -> str:
        """What stands behind `uses:`."""
        return f"{self.name}@{self.commit} # {self.version}"


ACTIONS = {
    "checkout": Action("actions/checkout", "3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "setup_python": Action(
        "actions/setup-python", "5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"
    ),
    "upload_artifact": Action(
        "actions/upload-artifact", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"
    ),
    "download_artifact": Action(
        "actions/download-artifact", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"
    ),
    "cache_restore": Action(
        "actions/cache/restore", "27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"
    ),
    "cache_save": Action(
        "actions/cache/save", "27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"
    ),
    "app_token": Action(
        "actions/create-github-app-token", "1b10c78c7865c340bc4f6099eb2f838309f1e8c3", "v3.1.1"
    ),
    "pulumi": Action("pulumi/actions", "8e5e406f4007fca908480587cb9893c07090f58d", "v7.0.0"),
    "publish": Action(
        "pypa/gh-action-pypi-publish", "cef221092ed1bacb1cc03d23a2d87d1d172e277b", "v1.14.0"
    ),
}
"""Tags of the actions' own repositories, resolved to commits."""

RUNNER = "ubuntu-24.04"
PYTHON = "3.13"
ENGINE = "3.259.0"
"""Pulumi's, for files that roll out a fleet."""

IMAGES = {
    "build": "python:3.13.14"
    "@sha256:36f5673ec01bd1001d7cbb8f12215101aa4ee5d70ddbbb72e01b2930d7c12f19",
    "publish": "python:3.13.14-slim"
    "@sha256:9662417aace5ae7b8e2609cce472b72a8958e134ba372808abe9cc1a0c0125e6",
}
"""Docker's official images by digest. Building wants git, which the slim one lacks."""

TOOLS = {"build": "1.6.1", "twine": "7.0.0", "uv": "0.13.9", "pypi-attestations": "0.0.30"}
NEWEST = "2026-11-01"
"""No dependency of pypi-attestations from after this day: a lock without a lock file."""


def tool(name: str) -> str:
    """A tool at its version, as pip and uv want it."""
    return f"{name}=={TOOLS[name]}"
