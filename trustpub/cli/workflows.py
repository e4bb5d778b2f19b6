"""`trustpub workflows [DIR]`: list every upload of a repository's workflows and pipelines."""

import argparse
from pathlib import Path

from ..documents import WorkflowsDocument
from ..workflows.entries import entries
from ..workflows.listing import no_folder, pipelines_of, read_repository
from ..workflows.model import Reading
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import DEFAULT, check_file, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("folder", nargs="?", default=".", metavar="DIR", help="default: .")
    format_argument(command, "text", "json")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 all is listed, 1 a file cannot be read, 2 no such folder, 3 something stayed unknown."""
    there = Path(args.folder).is_dir()
    reading = read(args.folder) if there else Reading(problems=(no_folder(args.folder),))
    show(args, reading)
    if not there:
        return NOT_STARTED
    if reading.problems:
        return FOUND
    return NOT_SEEN if reading.unknown else CLEAN


def read(folder: str) -> Reading:
    """The files of both forges, with the pipelines that a valid config names."""
    from ..workflows.folder import Folder

    config = check_file(str(Path(folder) / DEFAULT)).config
    return read_repository(Folder(Path(folder)), pipelines_of(config))


def show(args: argparse.Namespace, reading: Reading) -> None:
    """Print the answer."""
    found = entries(reading.jobs)
    if args.format == "json":
        from ..render import machine

        document = WorkflowsDocument(
            problems=reading.problems,
            unknown=reading.unknown,
            folder=args.folder,
            uploads=found,
        )
        say(machine.render(document))
    else:
        from ..render.uploads import uploads

        told = (found, reading.problems, reading.unknown, args.folder, on_terminal())
        say(uploads(*told))
