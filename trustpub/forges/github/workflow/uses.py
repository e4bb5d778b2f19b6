"""What a job takes from outside by `uses:`, and whether a hash names it."""

import re
from collections.abc import Iterator
from posixpath import normpath
from typing import NamedTuple

from ....tree import Node
from ....workflows.model import Use
from .shape import scalar

COMMIT = re.compile(r"[0-9a-fA-F]{40}")
DIGEST = re.compile(r"docker://.+@sha256:[0-9a-fA-F]{64}")
IMAGE = re.compile(r"docker://ghcr\.io/([^:@]+)[:@]?(.*)", re.IGNORECASE)
"""An action's own image: pypa/gh-action-pypi-publish puts one there for each version."""


class Action(NamedTuple):
    """`owner/repository/path@ref`, its name in lower case: GitHub ignores the case of names."""

    name: str
    ref: str


def action(text: str) -> Action:
    """The name and the version of a `uses:`."""
    image = IMAGE.fullmatch(text.strip())
    name, _, ref = text.strip().partition("@")
    if image:
        name, ref = image.groups()
    return Action(name.strip("/").lower(), ref)


def is_local(text: str) -> bool:
    """Whether it stands in the same repository, at the same commit.

    `$/` is the workflow's own repository: GitHub changelog of 2026-07-30.
    """
    return text.startswith(("./", ".\\", "$/")) or text.strip() == "."


def path_of(text: str) -> str:
    """The path of a local `uses:` in the repository."""
    return normpath(text.strip().replace("\\", "/").removeprefix("$/"))


def is_pinned(text: str) -> bool:
    """Whether a full commit or a digest names it; a path of the repository needs none."""
    text = text.strip()
    if is_local(text) or DIGEST.fullmatch(text):
        return True
    return not text.startswith("docker://") and bool(COMMIT.fullmatch(action(text).ref))


def use(owner: Node) -> Iterator[Use]:
    """The `uses:` of a step or a job."""
    text = scalar(owner.get("uses"))
    if text:
        yield Use(text, is_pinned(text), owner.keys["uses"])
