"""`trustpub render --preview`: what shows each change of one release config in its request."""

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking import Checked

if TYPE_CHECKING:
    from ..patching.rendering import Rendered
    from ..preview_ci.model import Asked
    from ..workflows.folder import Folder

OPTIONS = ("requirements", "image")
FLEET = "is a fleet: `trustpub fleet ci {} --on ... --preview` makes its files"


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    words = "the files that show each change in its pull or merge request, in place of these"
    command.add_argument("--preview", action="store_true", help=words)
    words = "with --preview: a requirements file with hashes, which trustpub is installed from"
    command.add_argument("--requirements", metavar="FILE", help=words)
    words = "with --preview: the container image of the jobs on GitLab, with its digest"
    command.add_argument("--image", metavar="IMAGE", help=words)


def misused(args: argparse.Namespace) -> str:
    """An option that would be dropped in silence; empty where there is none."""
    given = [name for name in OPTIONS if getattr(args, name)]
    return f"--{given[0]} is for --preview alone; leave it out" if given else ""


def of_fleet(found: Checked) -> bool:
    """Whether what was read is a fleet."""
    from ..preview.sides import is_fleet

    return is_fleet(found.source.document)


def ready(args: argparse.Namespace, found: Checked, folder: "Folder") -> "tuple[Rendered, ...]":
    """The files; FleetCiError where they cannot be made."""
    from ..preview_ci.rendering import rendered

    assert found.config is not None
    wanted = asked(args, found, folder.root.resolve())
    if args.format == "text" and not args.check:
        tell(found, wanted)
    return rendered(found.config.forges(), wanted, folder)


def asked(args: argparse.Namespace, found: Checked, root: Path) -> "Asked":
    """The options as a value."""
    from ..fleet_ci.locked import locked
    from ..fleet_ci.model import FleetCiError
    from ..preview_ci.judging import asked
    from ..preview_ci.model import SYSTEMS

    assert found.config is not None
    file = Path(found.source.file).resolve()
    if not file.is_relative_to(root):
        raise FleetCiError(f"{found.source.file} is outside of the repository; move it inside")
    path = file.relative_to(root).as_posix()
    options = {name: getattr(args, name) for name in OPTIONS}
    if args.requirements:
        options["requirements"] = locked(args.requirements, root)
    systems = tuple(SYSTEMS[forge] for forge in found.config.forges())
    return asked(systems, path, shlex.join(["trustpub", "render", path]), options)


def tell(found: Checked, wanted: "Asked") -> None:
    """What has to be made besides, and what to beware of; standard output has files alone."""
    from ..preview_ci.needing import to_make, warnings

    assert found.config is not None
    for forge in found.config.forges():
        for line in to_make(forge, wanted):
            print(f"to make  {line}", file=sys.stderr)
        for line in warnings(forge, wanted):
            print(f"trustpub render: warning: {line}", file=sys.stderr)
