"""`trustpub plan [FILE]`: show what a release config declares, without asking anybody."""

import argparse
import os

from ..documents import PlanDocument
from ..plan import make_plan
from ..render import machine, text
from . import CLEAN, NOT_STARTED
from .files import check_file, file_argument, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    file_argument(command)
    format_argument(command, "text", "json")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 with a plan, 2 where errors in the config forbid one."""
    checked = check_file(args.file)
    good = checked.config is not None and not checked.errors
    plan = make_plan(checked.config, os.environ) if good and checked.config else None
    if args.format == "json":
        document = PlanDocument(file=args.file, problems=checked.problems, plan=plan)
        say(machine.render(document))
        return CLEAN if plan else NOT_STARTED
    if plan:
        say(text.plan(plan, on_terminal()))
    if checked.problems:
        say(text.problems(checked.problems, args.file, on_terminal()))
    return CLEAN if plan else NOT_STARTED
