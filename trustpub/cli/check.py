"""`trustpub check [FILE]`: judge a release config offline."""

import argparse

from ..checking import Checked
from ..model import Problem
from . import CLEAN, FOUND, NOT_STARTED
from .files import check_file, file_argument, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    file_argument(command)
    format_argument(command, "text", "json")
    command.add_argument("--dist", metavar="DIR", help="judge the built files in DIR too")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 clean (notes aside), 1 errors or warnings, 2 no config could be read."""
    checked = check_file(args.file)
    problems = checked.problems + dist_problems(args.dist, checked)
    if args.format == "json":
        from ..documents import CheckDocument, CheckSchema
        from ..render import machine

        document = CheckDocument(schema=CheckSchema(), file=args.file, problems=problems)
        say(machine.render(document))
    else:
        from ..render import text

        say(text.problems(problems, args.file, on_terminal()))
    if checked.config is None:
        return NOT_STARTED
    return FOUND if any(p.severity != "note" for p in problems) else CLEAN


def dist_problems(directory: str | None, checked: Checked) -> tuple[Problem, ...]:
    """What is wrong with the built files; nothing is imported where none are named."""
    if directory is None:
        return ()
    from .. import dists

    return dists.dist_problems(directory, checked.config.project if checked.config else None)
