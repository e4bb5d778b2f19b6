"""`trustpub preview --out DIR`: the previews of requests as files, for the artifact of a job."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .preview_show import complain, document

if TYPE_CHECKING:
    from ..preview.model import Preview

ALL = 2**40
"""No limit: what a comment leaves out is in the file."""


def folder(path: str) -> bool:
    """Whether there is a folder to write to, which is made where it is missing."""
    try:
        if os.path.islink(path):
            raise OSError(0, "is a link")
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        complain(f"--out {path}: {error.strerror}; name a folder")
        return False
    return True


def keep(path: str, number: int, found: "Preview | str") -> bool:
    """`request-N.json` and `request-N.md`; whether they were written."""
    from ..preview import markdown

    text = markdown.failed(found) if isinstance(found, str) else markdown.render(found, ALL)
    texts = {f"request-{number}.json": document(found), f"request-{number}.md": text}
    try:
        for name, content in texts.items():
            write(Path(path), name, content)
    except OSError as error:
        complain(f"request {number} cannot be written to {path}: {error.strerror}")
        return False
    return True


def write(where: Path, name: str, text: str) -> None:
    """A plain file, whole or not at all; nothing else that has its name is written to."""
    target = where / name
    if where.is_symlink() or target.is_symlink() or (target.exists() and not target.is_file()):
        raise OSError(0, f"{name} is there already, and is no plain file")
    handle, draft = tempfile.mkstemp(dir=where, prefix=".request-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text.rstrip("\n") + "\n")
    os.chmod(draft, 0o644)
    os.replace(draft, target)
