"""`trustpub fleet ci --preview`: what shows each change of a fleet in its request."""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import NOT_STARTED
from .files import say
from .fleet_ci_files import done

if TYPE_CHECKING:
    from pathlib import Path

    from ..model import Forge
    from ..preview_ci.model import Asked

FORGES: dict[str, "Forge"] = {"github-actions": "github", "gitlab-ci": "gitlab"}
"""The operator sees no requests."""


def run(args: argparse.Namespace, root: "Path", fleet: str, options: Iterable[str]) -> int:
    """0 written or the same, 1 differs, 2 not done; FleetCiError for what makes no sense."""
    from ..fleet_ci.judging import command
    from ..preview_ci.making import made

    if args.on not in FORGES:
        print("trustpub fleet ci: --preview is for github-actions and gitlab-ci", file=sys.stderr)
        return NOT_STARTED
    wanted = asked(args, root, fleet, [*options, "private", "online"])
    files = made(FORGES[args.on], wanted)
    code = done(args, root, files, f"{command(args.on, fleet, {})} --preview")
    tell(FORGES[args.on], wanted, args.check)
    return code


def asked(args: argparse.Namespace, root: "Path", fleet: str, names: Iterable[str]) -> "Asked":
    """The options as a value."""
    from ..fleet_ci.judging import command
    from ..fleet_ci.locked import locked
    from ..preview_ci.judging import asked

    options = {name: getattr(args, name.replace("-", "_")) for name in names}
    if args.requirements:
        options["requirements"] = locked(args.requirements, root)
    return asked((args.on,), fleet, command(args.on, fleet, {}), options)


def tell(forge: "Forge", wanted: "Asked", check: bool) -> None:
    """What has to be made beside files that were written, and what to beware of."""
    from ..preview_ci.needing import to_make, warnings

    if not check:
        say(f"to make  {line}" for line in to_make(forge, wanted))
    for line in warnings(forge, wanted):
        print(f"trustpub fleet ci: warning: {line}", file=sys.stderr)
