"""`trustpub probe [FILE]`: hold the OIDC token of this CI job against a release config."""

import argparse
import os
import sys

from ..documents import ProbeDocument
from ..probing import text
from ..probing.probe import Asked, Report, probe
from ..render import machine
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import check_file, file_argument, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    file_argument(command)
    format_argument(command, "text", "json")
    command.add_argument(
        "--index", choices=("pypi", "testpypi"), help="default: the only one that is declared"
    )
    command.add_argument(
        "--exchange", action="store_true", help="ask the index for a token, and forget it"
    )
    command.add_argument(
        "--create-project",
        action="store_true",
        help="with --exchange: even where that may create the project",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 fits (and exchanged), 1 differs or refused, 2 no job or config, 3 could not look."""
    if args.create_project and not args.exchange:
        print("trustpub probe: --create-project says nothing without --exchange", file=sys.stderr)
        return NOT_STARTED
    checked = check_file(args.file)
    if checked.config is None or checked.errors:
        report = Report(problems=checked.errors or checked.problems, started=False)
    else:
        asked = Asked(args.index, args.exchange, args.create_project)
        report = probe(checked.config, asked, os.environ)
    if args.format == "json":
        say(machine.render(document(args.file, report)))
    else:
        say(text.lines(report, on_terminal()))
    return exit_code(report)


def document(file: str, report: Report) -> ProbeDocument:
    """The report for machines."""
    told = {k: v for k, v in vars(report).items() if k != "started"}
    return ProbeDocument(file=file, **told)


def exit_code(report: Report) -> int:
    """What is not known weighs more than what is wrong: it is no complete answer."""
    if not report.started:
        return NOT_STARTED
    if report.unknown:
        return NOT_SEEN
    return FOUND if report.problems else CLEAN
