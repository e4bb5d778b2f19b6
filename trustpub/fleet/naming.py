"""What a project of a fleet is called: by people, and as a stack of the engine."""

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..indexes.pypi.normal import normal_name
from .words import is_text

if TYPE_CHECKING:
    from .entries import Entry

LONGEST = 100
"""Characters of a stack's name (pulumi, filestate ValidateStackName: `[A-Za-z0-9_.-]{1,100}`)."""
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")
SIGNS = {"_": "__", "/": "_.", ":": "_-", "#": "_0", "@": "_1"}
HASH = 24
"""Hexadecimal digits that tell long names apart."""
ODD = re.compile(r"[^\x21-\x7e]")
PUBLIC = "https://gitlab.com"


def entry_name(document: Mapping[str, Any], otherwise: str) -> str:
    """`github:owner/repo`, with `#project` where the project is not called as the repository is.

    It depends on the project alone, so that no other project changes it; case and the ways of
    writing a project's name make no difference. On both forges, GitHub's name counts.
    """
    for forge in ("github", "gitlab"):
        section = document.get(forge)
        if isinstance(section, dict) and is_text(section.get("repository")):
            path = section["repository"].casefold()
            return ODD.sub("?", f"{forge}{server(section)}:{path}{part(document, path)}")
    return otherwise


def server(section: Mapping[str, Any]) -> str:
    """`@git.example.org` for a GitLab that is not GitLab.com."""
    issuer = section.get("issuer", PUBLIC)
    if not is_text(issuer) or issuer.rstrip("/").casefold() == PUBLIC:
        return ""
    return f"@{issuer.rstrip('/').casefold().removeprefix('https://')}"


def part(document: Mapping[str, Any], path: str) -> str:
    """`#project` where the repository's name does not say it."""
    project = document.get("project")
    if not is_text(project) or normal_name(str(project)) == normal_name(path.rpartition("/")[2]):
        return ""
    return f"#{normal_name(str(project))}"


def stack_name(entry: "Entry | str") -> str:
    """The stack of an entry: its name in letters, digits, `-`, `_` and `.`; no two are alike.

    No capitals, for a backend may keep stacks as files where case makes no difference.
    """
    name = entry if isinstance(entry, str) else entry.name
    encoded = "".join(one if one in PLAIN else sign(one) for one in name)
    if len(encoded) <= LONGEST:
        return encoded
    mark = hashlib.sha256(name.encode()).hexdigest()[:HASH]
    # "_h" is no sign of the encoding, so no short name ends like this.
    return f"{encoded[: LONGEST - HASH - 2].rstrip('_')}_h{mark}"


def sign(character: str) -> str:
    """A character that a stack's name may not have, behind `_`."""
    known = SIGNS.get(character)
    return known or "".join(f"_x{byte:02x}" for byte in character.encode())
