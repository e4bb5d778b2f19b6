"""Reading the config that a command is about, and writing its answer."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from ..checking import Checked, check
from ..source import broken
from ..yaml_nodes import Fault

DEFAULT = "release.yaml"


def file_argument(command: argparse.ArgumentParser) -> None:
    """`[FILE]`: the release config."""
    command.add_argument("file", nargs="?", default=DEFAULT, help=f"default: {DEFAULT}")


def format_argument(command: argparse.ArgumentParser, *formats: str) -> None:
    """`--format text|json`: the first is the default."""
    command.add_argument("--format", choices=formats, default=formats[0])


def check_file(path: str) -> Checked:
    """Read and judge a file; a file that cannot be read is a problem like any other."""
    try:
        return check(Path(path).read_bytes(), path)
    except FileNotFoundError:
        source = broken(path, Fault("there is no such file", "name one, or run `trustpub init`"))
    except OSError as error:
        found = f"cannot be read: {error.strerror}"
        source = broken(path, Fault(found, "check its path and permissions"))
    return Checked(source, None, source.problems)


def say(lines: str | Iterable[str]) -> None:
    """Print an answer on standard output; where nobody reads it, the command goes on without."""
    for line in [lines] if isinstance(lines, str) else lines:
        try:
            print(line)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def on_terminal() -> bool:
    """Whether standard output takes colours."""
    return sys.stdout.isatty()
