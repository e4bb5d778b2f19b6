"""`trustpub rollout plan|apply|resume|status FILE`: a fleet, one stack a repository."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..rollout.model import Choice
from . import NOT_STARTED, rollout_checklist, rollout_run, rollout_status
from .files import say
from .rollout_options import PARALLEL, TAKE_LOCKS, chosen, not_reviewed, positive, reviewed
from .rollout_shown import document, tell

if TYPE_CHECKING:
    from ..rollout.history import Journal

STEPS = {
    "plan": "preview what would be done, repository by repository; writes nothing",
    "apply": "bring every repository to what the fleet declares; those that agree are not asked",
    "resume": "go on with the last run where it stopped, with what it was about",
    "status": "show where each repository stands, from the journal alone",
    "checklist": "list the publishers that people have to register, wave by wave",
}
OWN = {"status": rollout_status, "checklist": rollout_checklist}
"""The steps that start nothing, and have arguments of their own."""
FILE = "fleet.yaml"


def configure(command: argparse.ArgumentParser) -> None:
    """Its steps and their arguments."""
    steps = command.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, words in STEPS.items():
        step = steps.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        step.add_argument("file", nargs="?", default=FILE, help=f"a fleet; default: {FILE}")
        if name in OWN:
            OWN[name].configure(step)
        else:
            step.add_argument("--format", choices=("text", "json"), default="text")
        if name in ("plan", "apply"):
            chosen(step)
        if name not in OWN:
            step.add_argument("--parallel", type=positive, default=2, metavar="N", help=PARALLEL)
            rollout_checklist.people(step)
        if name in ("apply", "resume"):
            step.add_argument("--yes", action="store_true", help="do not ask")
            step.add_argument("--take-locks", action="store_true", help=TAKE_LOCKS)
        if name == "apply":
            reviewed(step)
        else:
            not_reviewed(step)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 all agrees, 1 failures or (plan) changes, 2 not started, 3 not all was looked at."""
    from ..rollout.journal import RolloutError
    from ..rollout.setting import journal_of

    if args.step in OWN:
        return int(OWN[args.step].run(args))
    folder = Path(args.file).parent
    journal = journal_of(folder)
    if journal.problems:
        for problem in journal.problems:
            print(problem.sentence(), file=sys.stderr)
        return NOT_STARTED
    odd = misused(args) if args.step == "apply" else ""
    if odd:
        print(f"trustpub rollout: {odd}", file=sys.stderr)
        return NOT_STARTED
    choice, since = choice_of(args, journal)
    if choice is None:
        print(
            "trustpub rollout: nothing to resume: there was no run; apply begins one",
            file=sys.stderr,
        )
        if args.format == "json":
            say(document(args, (), {}))
        return NOT_STARTED
    try:
        return rollout_run.run(args, journal, choice, since)
    except KeyboardInterrupt:
        tell("stopped before anything was begun")
        return NOT_STARTED
    except RolloutError as error:
        print(f"trustpub rollout: {error}", file=sys.stderr)
        return NOT_STARTED


def misused(args: argparse.Namespace) -> str:
    """What is wrong with the options of an apply, taken together."""
    if args.take_locks and not args.only:
        return "--take-locks wants --only: say whose locks"
    if args.base is not None and not (args.reviewed or "").startswith("sha256:"):
        return "--base wants --reviewed with the digest of `trustpub preview`, sha256:..."
    return ""


def choice_of(args: argparse.Namespace, journal: "Journal") -> tuple[Choice | None, str]:
    """As typed; of a run that is resumed, as it was begun, and the run itself."""
    if args.step != "resume":
        return Choice(
            only=tuple(args.only),
            shard=args.shard,
            canary=args.canary,
            stop_after=args.stop_after,
            full=args.full,
            github_points=args.github_points,
            reviewed=(args.step == "apply" and args.reviewed) or "",
        ), ""
    runs = [line for line in journal.history.runs if line.what == "run"]
    return (runs[-1].choice or Choice(), runs[-1].run) if runs else (None, "")
