"""A requirements file with hashes: what is installed is what was looked at."""

import re
from pathlib import Path

from .. import __version__
from .model import FleetCiError

OURS = re.compile(
    r"^\s*(?:trustpub\s*==\s*|(?:trustpub\s*@\s*)?(?:\S*/)?trustpub-(?=\S+\.whl))([^\s;\\-]+)",
    re.M | re.I,
)
"""By its version from an index, or a wheel of it in a folder or at an address."""
HOW = (
    "make one with: uv pip compile --generate-hashes, from a line `trustpub=={version}` or"
    " `./vendor/trustpub-{version}-py3-none-any.whl`"
)


def locked(file: str, root: Path) -> str:
    """Its path in the repository; FleetCiError where pip would not take it, or not this version."""
    path, how = Path(file).resolve(), HOW.format(version=__version__)
    if not path.is_relative_to(root):
        raise FleetCiError(f"--requirements {file} is outside of the repository; move it inside")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise FleetCiError(f"--requirements {file} cannot be read; {how}") from None
    if "--hash=sha256:" not in text:
        raise FleetCiError(f"--requirements {file} has no hashes; {how}")
    version = OURS.search(text)
    if not version or version[1] != __version__:
        found = f"--requirements {file} does not say trustpub=={__version__}"
        raise FleetCiError(f"{found}, which writes this; {how}")
    return path.relative_to(root).as_posix()
