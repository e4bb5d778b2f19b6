"""Answers on disk: one small file for each index and project, nothing secret in it."""

import os
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from pydantic import ValidationError

from ..indexes.pypi.sites import Site
from .answer import Answer


def looks_folder(environ: Mapping[str, str]) -> Path:
    """Where answers are kept; a relative XDG_CACHE_HOME is to be ignored (XDG base directories)."""
    base = Path(environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "trustpub" / "looks"


def place(folder: Path, where: Site, project: str) -> Path:
    """One file for each index and project; an index at another address is another index."""
    site = sha256(where.url.encode()).hexdigest()[:8]
    return folder / f"{where.index}-{site}" / f"{quote(project, safe='')}.json"


def recall(folder: Path, where: Site, project: str) -> Answer | None:
    """The kept answer; a file that is missing, broken or of another version is none."""
    try:
        answer = Answer.model_validate_json(place(folder, where, project).read_bytes())
    except (OSError, ValidationError):
        return None
    return answer if (answer.site, answer.project) == (where.url, project) else None


def keep(folder: Path, where: Site, answer: Answer) -> list[str]:
    """Write an answer whole or not at all; why it could not be kept spoils no look."""
    path = place(folder, where, answer.project)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(answer.model_dump_json())
        Path(name).replace(path)
    except OSError as error:
        return [f"{folder} cannot be written: {error.strerror}"]
    return []
