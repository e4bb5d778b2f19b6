"""A change as one short text: the same text, the same change. Pure."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from .model import ProjectChange


def digest(projects: Iterable[ProjectChange], unseen: Sequence[tuple[str, str]] = ()) -> str:
    """Of what becomes of which settings; where that is written, and who accepts it, is left out.

    `unseen`: queries with all that is said of what they name, and submodules, where that changes.
    """
    told: list[object] = []
    for one in sorted(projects, key=lambda project: project.name):
        things = [each.model_dump(mode="json") for each in one.things if each.kind != "config"]
        if things or one.was or one.what != "changed":
            told.append([one.name, one.was, one.what, things])
    told += [["unseen", sorted(unseen)]] if unseen else []
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"sha256:{sha256(text.encode()).hexdigest()}"
