"""`trustpub doctor [FILE]`: why a release was refused, and what to change."""

import argparse
import json
import os
import sys
import time
from pathlib import Path

from ..doctor.model import Evidence, Outcome
from ..doctor.redact import holds_token
from ..documents import DoctorDocument
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import check_file, file_argument, format_argument, on_terminal, say

STDIN = "-"
NO_ARGUMENT = "takes only '-': a token is read from standard input, never from the command line"


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    file_argument(command)
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--claims", metavar="FILE", help="the claims of a token, as JSON")
    source.add_argument("--token", metavar="-", type=dash, help="a token on standard input")
    source.add_argument("--log", metavar="FILE", help="the log of a job; -: standard input")
    command.add_argument("--owner-id", metavar="NUMBER", help="of the GitHub account on PyPI")
    format_argument(command, "text", "json")
    command.set_defaults(run=run)


def dash(value: str) -> str:
    """Only `-`."""
    if value != STDIN:
        raise argparse.ArgumentTypeError(NO_ARGUMENT)
    return value


def run(args: argparse.Namespace) -> int:
    """0 nothing wrong found, 1 findings, 2 no config or evidence, 3 could not tell."""
    if any(holds_token(word) for word in (args.file, args.claims or "", args.log or "")):
        return refuse("a token is no argument: --token - reads it from standard input")
    checked = check_file(args.file)
    good = checked.config is not None and not checked.errors
    outcome = Outcome()
    if good and checked.config:
        from ..doctor.diagnose import diagnose

        evidence = evidence_of(args)
        if isinstance(evidence, str):
            return refuse(evidence)
        outcome = diagnose(checked.config, evidence, os.environ, args.owner_id)
    document = DoctorDocument(
        file=args.file,
        problems=checked.problems,
        unknown=outcome.unknown,
        publishers=outcome.publishers,
        diagnoses=outcome.diagnoses,
    )
    show(document, outcome, args.format, good)
    return code(outcome) if good else NOT_STARTED


def code(outcome: Outcome) -> int:
    """Findings count more than what stayed unknown."""
    if outcome.findings:
        return FOUND
    return NOT_SEEN if outcome.unknown else CLEAN


def show(document: DoctorDocument, outcome: Outcome, form: str, good: bool) -> None:
    """Print the answer."""
    from ..doctor import text as doctor_text
    from ..render import machine, text

    if form == "json":
        say(machine.render(document))
    elif good:
        say(doctor_text.render(outcome, on_terminal()))
    else:
        say(text.problems(document.problems, document.file, on_terminal()))


def refuse(why: str) -> int:
    """What keeps it from starting."""
    print(f"trustpub doctor: {why}", file=sys.stderr)
    return NOT_STARTED


def evidence_of(args: argparse.Namespace) -> Evidence | str:
    """What was given, read; or why it cannot be read."""
    from ..doctor.logs import read_log
    from ..doctor.token import read_token

    if args.token:
        return read_token(read(STDIN), time.time())
    try:
        given = read(args.claims or args.log)
    except OSError as error:
        return f"{args.claims or args.log}: cannot be read: {error.strerror}"
    return read_claims(given, args.claims) if args.claims else read_log(given)


def read(path: str) -> str:
    """A file or standard input as text, whatever it holds."""
    raw = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    return raw.decode("utf-8-sig", "replace")


def read_claims(given: str, path: str) -> Evidence | str:
    """Claims as JSON; without an issuer they are not a whole token's."""
    try:
        claims = json.loads(given)
    except (ValueError, RecursionError):
        return f"{path}: is no JSON"
    if not isinstance(claims, dict):
        return f"{path}: is no JSON object"
    return Evidence("claims", claims, partial="iss" not in claims)
