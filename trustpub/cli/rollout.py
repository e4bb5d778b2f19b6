"""`trustpub rollout plan|apply|resume|status FILE`: a fleet, one stack a repository."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..rollout.model import Choice
from . import NOT_STARTED, rollout_checklist, rollout_run, rollout_status
from .files import say
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
    command.set_defaults(run=run)


POINTS = "GitHub's points a minute (a read 1, a write 5); default: 900 over all shards; 0: no limit"
PARALLEL = "repositories at once; default: 2"
TAKE_LOCKS = "whoever holds a stack is surely gone: take the lock away; apply wants --only with it"


def chosen(step: argparse.ArgumentParser) -> None:
    """Which repositories, and how."""
    step.add_argument(
        "--only",
        nargs="+",
        action="extend",
        default=[],
        metavar="PATTERN",
        help="names of repositories, `*` for any text",
    )
    step.add_argument("--shard", type=shard, default=(1, 1), metavar="I/N", help="the I-th of N")
    step.add_argument("--canary", type=count, default=0, metavar="N", help="first, and alone")
    step.add_argument(
        "--stop-after",
        type=share,
        default=0.5,
        metavar="SHARE",
        help="of a wave that may fail: 0.1 or 10%%; default: 0.5",
    )
    step.add_argument("--github-points", type=points, metavar="N", help=POINTS)
    step.add_argument("--full", action="store_true", help="the unchanged ones too, looked at anew")


def positive(text: str) -> int:
    """1 to 64."""
    number = count(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("write a number from 1 to 64")
    return number


def count(text: str) -> int:
    """A whole number from 0."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise argparse.ArgumentTypeError("write a whole number")
    return int(text)


def shard(text: str) -> tuple[int, int]:
    """`2/8`."""
    first, _, second = text.partition("/")
    number, total = count(first), count(second)
    if not 1 <= number <= total:
        raise argparse.ArgumentTypeError("write I/N with I from 1 to N")
    return number, total


def points(text: str) -> tuple[float, float]:
    """`900` a minute, or `900/60`: so many in so many seconds."""
    most, _, seconds = text.partition("/")
    found = float(count(most)), float(count(seconds or "60"))
    if not 0 < found[1] <= 3600:
        raise argparse.ArgumentTypeError("write N, or N/SECONDS with 1 to 3600 seconds")
    return found


def share(text: str) -> float:
    """`0.1` or `10%`."""
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("write a share from 0 to 1, or a percentage")
    return value


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
    if args.step == "apply" and args.take_locks and not args.only:
        print("trustpub rollout: --take-locks wants --only: say whose locks", file=sys.stderr)
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
        ), ""
    runs = [line for line in journal.history.runs if line.what == "run"]
    return (runs[-1].choice or Choice(), runs[-1].run) if runs else (None, "")
