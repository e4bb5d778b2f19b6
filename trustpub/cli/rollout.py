"""`trustpub rollout plan|apply|resume|status FILE`: a fleet, one stack a repository."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..rollout.model import Choice
from . import NOT_SEEN, NOT_STARTED, rollout_run
from .files import say
from .rollout_shown import document, tell

if TYPE_CHECKING:
    from ..rollout.history import Journal

STEPS = {
    "plan": "preview what would be done, repository by repository; writes nothing",
    "apply": "bring every repository to what the fleet declares; those that agree are not asked",
    "resume": "go on with the last run where it stopped, with what it was about",
    "status": "show where each repository stands, from the journal alone",
}
FILE = "fleet.yaml"


def configure(command: argparse.ArgumentParser) -> None:
    """Its steps and their arguments."""
    steps = command.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, words in STEPS.items():
        step = steps.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        step.add_argument("file", nargs="?", default=FILE, help=f"a fleet; default: {FILE}")
        step.add_argument("--format", choices=("text", "json"), default="text")
        if name in ("plan", "apply"):
            chosen(step)
        if name != "status":
            step.add_argument("--parallel", type=positive, default=2, metavar="N", help=PARALLEL)
        if name in ("apply", "resume"):
            step.add_argument("--yes", action="store_true", help="do not ask")
    command.set_defaults(run=run)


PARALLEL = "repositories at once; default: 2"


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

    folder = Path(args.file).parent
    journal = journal_of(folder)
    if journal.problems:
        for problem in journal.problems:
            print(problem.sentence(), file=sys.stderr)
        return NOT_STARTED
    if args.step == "status":
        return status(args, journal)
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
        ), ""
    runs = [line for line in journal.history.runs if line.what == "run"]
    return (runs[-1].choice or Choice(), runs[-1].run) if runs else (None, "")


def status(args: argparse.Namespace, journal: "Journal") -> int:
    """Where everything stands; nobody is asked."""
    from ..rollout.standing import lines, standing

    found = standing(journal.history)
    if args.format == "json":
        say(document(args, found.results, found.counts(), at=found.at))
    else:
        say(lines(found, datetime.now(UTC)))
    return found.code if found.run else NOT_SEEN
