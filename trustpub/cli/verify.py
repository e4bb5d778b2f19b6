"""`trustpub verify [FILE]`: hold a release config against what the forges store now."""

import argparse
import os
import sys

from ..checking import Checked
from ..model import Problem
from ..plan import make_plan
from ..render import text
from ..resolving import credentials_in_address, placed, token_missing
from ..verifying.model import Verified
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import check_file, file_argument, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    file_argument(command)
    format_argument(command, "text", "json")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 as declared (notes aside), 1 differences, 2 no valid config, 3 something was not seen."""
    checked = check_file(args.file)
    if checked.config is None or checked.errors:
        answer(args, checked, Verified(), checked.problems)
        return NOT_STARTED
    from ..verifying.problems import problems
    from ..verifying.verify import verify

    barred = unaskable(checked)
    try:
        verified = verify(make_plan(checked.config, os.environ), os.environ, waiting)
    except KeyboardInterrupt:
        print("\nstopped: nothing was changed; run it again to see all", file=sys.stderr)
        return NOT_SEEN
    told = problems(verified.differences, checked)
    answer(args, checked, verified, (*checked.problems, *barred, *told))
    return code(verified)


def unaskable(checked: Checked) -> tuple[Problem, ...]:
    """Why a forge is not asked, as the other commands say it."""
    from ..forges.base import problems_of

    assert checked.config is not None
    names = ("GITHUB_BASE_URL", "GITLAB_BASE_URL", "GITHUB_TOKEN", "GITLAB_TOKEN")
    known = {name: os.environ[name] for name in names if name in os.environ}
    rules = (credentials_in_address, token_missing)
    return placed(checked, problems_of(rules, checked.config, known))


def waiting(seconds: float) -> None:
    """Say why nothing seems to happen."""
    print(f"waiting {seconds:.0f} s for the forge's limit", file=sys.stderr)


def code(verified: Verified) -> int:
    """A difference weighs more than what was not seen."""
    if verified.serious:
        return FOUND
    return NOT_SEEN if verified.unseen else CLEAN


def answer(
    args: argparse.Namespace,
    checked: Checked,
    verified: Verified,
    problems: tuple[Problem, ...],
) -> None:
    """Print it."""
    if args.format == "json":
        say(document(args.file, verified, problems))
        return
    told = [one for one in problems if not one.id.startswith("stored-")]
    if told:
        say(text.problems(told, args.file, on_terminal()))
    if checked.config is not None and not checked.errors:
        from ..verifying.telling import lines

        say(lines(verified, args.file, on_terminal()))


def document(file: str, verified: Verified, problems: tuple[Problem, ...]) -> str:
    """As JSON."""
    from ..documents import VerifyDocument
    from ..render import machine
    from ..verifying.problems import unknowns

    return machine.render(
        VerifyDocument(
            file=file,
            problems=problems,
            unknown=tuple(unknowns(verified.unseen)),
            differences=verified.differences,
            resources=verified.resources,
            able=verified.able,
            looks=verified.looks,
        )
    )
