"""`trustpub fleet check|list|show|ci`: a fleet file and the projects it stands for."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED, fleet_ci
from .files import format_argument, on_terminal, say

if TYPE_CHECKING:
    from ..fleet.entries import Fleet
    from ..fleet.model import Query
    from ..fleet.world import Answer

DEFAULT = "fleet.yaml"
STEPS = {
    "check": "judge every project of a fleet file, and all of them together",
    "list": "list the projects of a fleet file, one a line",
    "show": "print the whole release config of one project",
    "ci": "write what rolls the fleet out on GitHub Actions, GitLab CI or Kubernetes",
}


def configure(command: argparse.ArgumentParser) -> None:
    """Its steps and their arguments."""
    steps = command.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, words in STEPS.items():
        step = steps.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        step.add_argument("file", nargs="?", default=DEFAULT, help=f"default: {DEFAULT}")
        step.add_argument("--online", action="store_true", help="ask the forges what queries name")
        if name == "ci":
            fleet_ci.configure(step)
        elif name == "show":
            step.add_argument("name", metavar="NAME", help="as `trustpub fleet list` calls it")
            step.add_argument(
                "--origin", action="store_true", help="say of each value where it comes from"
            )
        else:
            formats = ("text", "json", "sarif", "github") if name == "check" else ("text", "json")
            format_argument(step, *formats)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 clean (notes aside), 1 errors or warnings, 2 no fleet, 3 queries were not answered."""
    from ..fleet.reading import read_fleet

    if args.step == "ci":
        return fleet_ci.run(args)
    fleet = read_fleet(args.file, asking() if args.online else None)
    return {"check": check, "list": listed, "show": show}[args.step](args, fleet)


def asking() -> "Callable[[Query], Answer]":
    """Who answers queries: the forges, each asked only where a query is for it."""
    from ..fleet.asking import Asking

    return Asking(os.environ)


def check(args: argparse.Namespace, fleet: "Fleet") -> int:
    """All that is wrong."""
    from ..render.fleet import render_check

    say(render_check(args.file, fleet, args.format, on_terminal()))
    return code(fleet)


def listed(args: argparse.Namespace, fleet: "Fleet") -> int:
    """One line a project; what is left out, and why, on standard error."""
    from ..render.fleet import render_list

    say(render_list(args.file, fleet, args.format))
    complain(fleet)
    return code(fleet)


def show(args: argparse.Namespace, fleet: "Fleet") -> int:
    """The config of one project, as `trustpub check` takes it."""
    from ..render.fleet import render_config, render_origins

    name = args.name.casefold()
    found = next((one for one in fleet.entries if one.name == name), None)
    if found is None:
        complain(fleet)
        print(missing(args, fleet), file=sys.stderr)
        return NOT_STARTED
    say(render_origins(found) if args.origin else render_config(found))
    return CLEAN


def missing(args: argparse.Namespace, fleet: "Fleet") -> str:
    """Why there is nothing to show."""
    import difflib

    if any(one.name == args.name.casefold() for one in fleet.refused):
        return f"{args.file}: {args.name} has errors; mend what `trustpub fleet check` names"
    near = difflib.get_close_matches(args.name, [one.name for one in fleet.entries], n=1)
    advice = f"did you mean {near[0]}?" if near else "`trustpub fleet list` tells all names"
    return f"{args.file}: there is no project {args.name!r}; {advice}"


def complain(fleet: "Fleet") -> None:
    """Say on standard error what is left out, and why."""
    from ..render import text

    for one in fleet.errors:
        print(text.problem(one, sys.stderr.isatty()), file=sys.stderr)
    for each in fleet.unknown:
        print(f"not seen: {each.what}: {each.why}", file=sys.stderr)


def code(fleet: "Fleet") -> int:
    """What a fleet comes to."""
    if not fleet.read:
        return NOT_STARTED
    if any(one.severity != "note" for one in fleet.problems):
        return FOUND
    return NOT_SEEN if fleet.unknown else CLEAN
