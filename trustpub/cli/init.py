"""`trustpub init [DIR]`: what a repository needs for its first `pulumi up`."""

import argparse
import sys
from pathlib import Path

from ..start_files import lacking, start_files
from ..starting import Start, observe
from . import CLEAN, NOT_STARTED
from .files import say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("directory", nargs="?", default=".", help="default: here")
    command.add_argument("--project", help="name on the package index; default: found out")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when every file is there now, 2 when nothing could be found out. Overwrites nothing."""
    folder = Path(args.directory)
    start = observe(folder, args.project)
    if isinstance(start, str):
        print(f"trustpub init: {start}", file=sys.stderr)
        return NOT_STARTED
    try:
        for name, text in start_files(start).items():
            say(write(folder / name, text))
    except OSError as error:
        print(f"trustpub init: {error.filename}: {error.strerror}", file=sys.stderr)
        return NOT_STARTED
    say(advice(start))
    return CLEAN


def write(path: Path, text: str) -> list[str]:
    """Write a file unless it is there; say which, and what one that was there still needs."""
    if not path.exists():
        path.write_text(text, "utf-8")
        return [f"written  {path}"]
    needed = lacking(path.name, path.read_text("utf-8", "replace")) if path.is_file() else None
    kept = [f"kept     {path}{', to which these lines are to be added:' if needed else ''}"]
    return kept + [f"           {line}" for line in (needed or "").splitlines()]


def advice(start: Start) -> list[str]:
    """What comes next, and what was guessed."""
    guessed = [f"guessed  {text}" for text in start.guesses]
    return [*guessed, "next     read release.yaml, then: trustpub check && pulumi up"]
