"""What is known and what is wanted -> the files. Pure."""

from collections.abc import Callable, Mapping

from .github import workflow
from .gitlab import pipeline
from .model import File, Known, System, Wanted
from .operator import resources

PLACES: Mapping[System, Callable[[str], str]] = {
    "github-actions": lambda label: f".github/workflows/trustpub-{label}.yml",
    "gitlab-ci": lambda label: ".gitlab-ci.yml",
    "kubernetes-operator": lambda label: f"trustpub-operator/{label}",
}
"""Where the files go, where nobody says; for the operator it is a folder."""


def made(known: Known, wanted: Wanted, path: str) -> tuple[File, ...]:
    """All files of a CI system."""
    if wanted.on == "github-actions":
        return (workflow(known, wanted, path),)
    if wanted.on == "gitlab-ci":
        return (pipeline(known, wanted, path),)
    return resources(known, wanted._replace(folder=path))
