"""Texts of files as GraphQL shows them. Pure."""

from collections.abc import Mapping
from typing import Any

CONFIG = "release.yaml"
"""The file of a config, and its name among what was not seen."""


def workflow_texts(tree: Any) -> dict[str, str] | None:
    """File name -> text; nothing where there is no such folder; None where one is not whole."""
    found: dict[str, str] = {}
    for entry in (tree or {}).get("entries") or []:
        if entry["name"].endswith((".yml", ".yaml")):
            blob = entry.get("object") or {}
            if blob.get("text") is None or blob.get("isTruncated"):
                return None
            found[entry["name"]] = blob["text"]
    return found


def config_text(blob: Any) -> tuple[str | None, str | None]:
    """The text of a config, or why there is one that cannot be read; a folder is no config.

    GitHub GraphQL, `Blob`: the text is null where it is binary, and cut where it is long.
    """
    if not isinstance(blob, Mapping) or "text" not in blob:
        return None, None
    size = f"{blob.get('byteSize')} bytes"
    if blob.get("isBinary") or blob["text"] is None:
        return None, f"GitHub shows no text of it: it is binary ({size})"
    if blob.get("isTruncated"):
        return None, f"GitHub shows only the start of it: it is too long ({size})"
    return str(blob["text"]), None
