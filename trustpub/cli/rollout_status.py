"""`trustpub rollout status [FILE]`: where a fleet stands, by its journals; nobody is asked."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from . import NOT_SEEN, NOT_STARTED
from .files import say
from .rollout_shown import document

if TYPE_CHECKING:
    from ..rollout.telling.journals import Part
    from ..rollout.telling.standing import Declared, Standing


def configure(step: argparse.ArgumentParser) -> None:
    """Its own arguments."""
    step.add_argument("--format", choices=("text", "json", "html"), default="text")
    step.add_argument(
        "--journal",
        nargs="+",
        action="extend",
        default=[],
        metavar="JOURNAL",
        help="journals to read as one, such as those of all shards; default: the one beside FILE",
    )
    step.add_argument("--out", metavar="PATH", help="write it there, not to standard output")


def run(args: argparse.Namespace) -> int:
    """0 all ended well, 1 failures, 2 a journal is broken, 3 something is not known."""
    from ..rollout.telling.standing import standing

    parts = journals(args)
    if parts is None:
        return NOT_STARTED
    found = standing(parts, declared(args.file))
    return (found.code if found.runs else NOT_SEEN) if answer(args, found) else NOT_STARTED


def journals(args: argparse.Namespace) -> "list[Part] | None":
    """The journals; None where one is broken, which is told."""
    from ..rollout.setting import journal_at, journal_of
    from ..rollout.telling.journals import Part

    named = list(dict.fromkeys(args.journal))
    read = [(file, journal_at(Path(file))) for file in named]
    read = read or [("", journal_of(Path(args.file).parent))]
    problems = [problem for _, one in read for problem in one.problems]
    for problem in problems:
        print(problem.sentence(), file=sys.stderr)
    return None if problems else [Part(file, one.history) for file, one in read]


def declared(file: str) -> "Declared":
    """What the fleet file names; its queries are not asked."""
    from ..fleet.reading import read_fleet
    from ..model import Unknown
    from ..rollout.telling.standing import Declared

    if not Path(file).exists():
        return Declared(notes=(f"there is no {file}: whether others were never run is not known",))
    fleet = read_fleet(file)
    if not fleet.read:
        why = fleet.errors[0].sentence() if fleet.errors else "it is no fleet"
        return Declared(unseen=(Unknown(what=f"who is in {file}", why=why),))
    names = (*(one.name for one in fleet.entries), *(one.name for one in fleet.refused))
    notes = tuple(f"not asked: {one.what}: {one.why}" for one in fleet.unknown)
    return Declared(names, whole=not fleet.unknown, notes=notes)


def answer(args: argparse.Namespace, found: "Standing") -> bool:
    """On standard output or in a file; whether that was possible."""
    text = rendered(args, found)
    if args.out is None:
        say(text)
        return True
    try:
        Path(args.out).write_text(f"{text}\n", "utf-8")
    except OSError as error:
        print(f"{args.out}: cannot be written: {error.strerror}; check its path", file=sys.stderr)
        return False
    return True


def rendered(args: argparse.Namespace, found: "Standing") -> str:
    """In the wanted format; each renderer is imported when used."""
    now = datetime.now(UTC)
    if args.format == "html":
        from ..rollout.telling.page import page

        return page(found, args.file, now)
    if args.format == "json":
        return document(
            args,
            found.results,
            found.counts(),
            at=found.at,
            never_run=found.never,
            gone=found.gone,
            runs=found.runs,
            notes=found.notes,
            unknown=found.unseen,
        )
    from ..rollout.telling.standing import lines

    return "\n".join(lines(found, now))
