"""`trustpub moved OLD NEW`: a state in which a repository has its new name."""

import argparse
import json
import sys

from ..moving import rename
from ..plural import plural
from . import CLEAN, FOUND, NOT_STARTED
from .files import say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("old", help="full name that the repository had")
    command.add_argument("new", help="full name that it has now")
    command.epilog = "pulumi stack export | trustpub moved OLD NEW | pulumi stack import"
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 renamed, 1 nothing of that name in the state (which is printed as it was), 2 no state."""
    try:
        state = json.load(sys.stdin)
        if not isinstance(state, dict):
            raise ValueError("this is not what `pulumi stack export` prints")
        renamed, names = rename(state, args.old, args.new)
    except ValueError as error:
        print(f"trustpub moved: standard input: {error}", file=sys.stderr)
        return NOT_STARTED
    say(json.dumps(renamed, indent=4))
    if not names:
        print(f"trustpub moved: nothing here is called {args.old}", file=sys.stderr)
        return FOUND
    print(f"trustpub moved: renamed {plural(len(names), 'resource')}", file=sys.stderr)
    return CLEAN
