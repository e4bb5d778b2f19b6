"""`trustpub migrate status|next|apply|confirm`: from tokens to trusted publishing, step by step."""

import argparse
import os

from . import NOT_SEEN, NOT_STARTED, migrate_apply, migrate_confirm
from .migrating import (
    answer,
    barred,
    common,
    complain,
    ended,
    gathered,
    line,
    now,
    opened,
    refuse,
    tell,
    with_journal,
)

STEPS = {
    "status": "show where each project stands; reads only",
    "next": "show what comes next, and who has to do it; reads only",
    "apply": "do what trustpub itself can do now: propose, and remove what is proved needless",
    "confirm": "write down what nobody but a person can know",
}


def configure(command: argparse.ArgumentParser) -> None:
    """Its steps and their arguments."""
    steps = command.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, words in STEPS.items():
        step = steps.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        if name == "confirm":
            migrate_confirm.configure(step)
        common(step, formats=name != "confirm")
        if name == "apply":
            migrate_apply.configure(step)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 all done, 1 something is to do, 2 not started, 3 something was not seen."""
    if args.step == "apply":
        return migrate_apply.run(args)
    if args.step == "confirm":
        return migrate_confirm.run(args)
    return show(args)


def show(args: argparse.Namespace) -> int:
    """Where everything stands."""
    run = with_journal(args, gathered(args))
    if barred(run):
        return refuse(args, run)
    from ..migrate.looking.look import look_at
    from ..migrate.looking.run import reported
    from ..migrate.telling.report import code

    complain(run)
    look = opened()
    try:
        looked = look_at(look, run.projects)
    except KeyboardInterrupt:
        tell("stopped; nothing was changed")
        return NOT_SEEN
    report = reported(run, looked, os.environ, now().date())
    line("")
    answer(args, run, report, only_next=args.step == "next")
    ended(look)
    return NOT_STARTED if run.errors else code(report)
