"""The files of `trustpub fleet ci`: written, or compared with what is there."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from . import CLEAN, FOUND
from .files import say

if TYPE_CHECKING:
    from ..fleet_ci.model import File

ALONE = "a request has one preview: move it away, or do without this one"


def done(args: argparse.Namespace, root: Path, files: "tuple[File, ...]", command: str) -> int:
    """Written, or compared."""
    from ..fleet_ci.writing import ELSEWHERE, differing, write

    if not args.check:
        say(write(root, files, command, ALONE if args.preview else ELSEWHERE))
        return CLEAN
    told = list(differing(root, files))
    say(told or [f"{file.path}: is as the fleet asks for" for file in files])
    return FOUND if told else CLEAN
