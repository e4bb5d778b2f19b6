"""A requirements file with hashes: what is installed is what was looked at."""

import re
from pathlib import Path

from .. import __version__
from .model import FleetCiError

OURS = re.compile(r"^\s*trustpub\s*==\s*(\S+)", re.M | re.I)
HOW = "make one with: uv pip compile --generate-hashes"


def locked(file: str, root: Path) -> str:
    """Its path in the repository; FleetCiError where pip would not take it, or not this version."""
    path = Path(file).resolve()
    if not path.is_relative_to(root):
        raise FleetCiError(f"--requirements {file} is outside of the repository; move it inside")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise FleetCiError(f"--requirements {file} cannot be read; {HOW}") from None
    if "--hash=sha256:" not in text:
        raise FleetCiError(f"--requirements {file} has no hashes; {HOW}")
    version = OURS.search(text)
    if not version or version[1].rstrip("\\").strip() != __version__:
        found = f"--requirements {file} does not say trustpub=={__version__}"
        raise FleetCiError(f"{found}, which writes this; {HOW}")
    return path.relative_to(root).as_posix()
