"""`trustpub render [FILE]`: the workflows and pipelines that a release config asks for."""

import argparse
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from ..checking import Checked
from ..fleet_ci.model import FleetCiError
from ..model import Problem
from ..patching.model import RenderedFile
from ..patching.rendering import Rendered, rendered
from ..patching.showing import checked, remarks, texts, written
from ..workflows.folder import Folder
from ..workflows.listing import no_folder, unreadable
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED, render_preview
from .files import DEFAULT, check_file, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("file", nargs="?", help=f"default: {DEFAULT} in DIR")
    command.add_argument("--repo", metavar="DIR", default=".", help="the repository; default: .")
    format_argument(command, "text", "json")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="tell whether the files agree")
    what.add_argument("--write", action="store_true", help="create and patch the files")
    render_preview.configure(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 all agrees, 1 something differs, 2 no config or folder, 3 not everything was seen."""
    root = Path(args.repo)
    found = check_file(args.file or str(root / DEFAULT))
    if found.config is None or found.errors or not root.is_dir():
        refused = () if root.is_dir() else (no_folder(args.repo),)
        show(args, found, (), refused)
        if args.preview and render_preview.of_fleet(found):
            name = found.source.file
            print(f"trustpub render: {name} {render_preview.FLEET.format(name)}", file=sys.stderr)
        return NOT_STARTED
    folder = Folder(root)
    try:
        every = files(args, found, folder)
    except FleetCiError as error:
        print(f"trustpub render: {error}", file=sys.stderr)
        return NOT_STARTED
    ready = tuple(placed(inside(one, folder), found) for one in every)
    faults = tuple(write_all(ready, folder)) if args.write else ()
    show(args, found, ready, faults)
    return code(ready, args.write, bool(faults))


def files(args: argparse.Namespace, found: Checked, folder: Folder) -> Iterable[Rendered]:
    """What was asked for: the files that release, or those that show changes of the config."""
    if args.preview:
        return render_preview.ready(args, found, folder)
    misused = render_preview.misused(args)
    if misused:
        raise FleetCiError(misused)
    assert found.config is not None
    return rendered(found.config, folder)


def code(ready: Iterable[Rendered], wrote: bool, failed: bool) -> int:
    """What is left to do, once new files and patches are written where that was asked for."""
    states = {state_after(one.file, wrote) for one in ready}
    if failed or states - {"agrees", "unknown"}:
        return FOUND
    return NOT_SEEN if "unknown" in states else CLEAN


def state_after(one: RenderedFile, wrote: bool) -> str:
    """The state of a file, after it was written."""
    done = wrote and (one.state == "new" or (one.state == "differs" and not one.left))
    return "agrees" if done else one.state


def inside(one: Rendered, folder: Folder) -> Rendered:
    """A path that is no place for a file in the repository is refused."""
    place = folder.inside(one.file.path)
    if one.file.state != "new" or (place is not None and not taken(place, folder.root)):
        return one
    fault = unreadable(one.file.path, "it is no path of a file in the repository")
    file = one.file.model_copy(update={"state": "unreadable", "text": None, "diff": ""})
    return Rendered(file, (fault.model_copy(update={"fix": "name another file in the config"}),))


def taken(place: Path, root: Path) -> bool:
    """Whether something that is no file stands there, or on the way."""
    above = [one for one in place.parents if one.is_relative_to(root.resolve())]
    return place.exists() or any(one.exists() and not one.is_dir() for one in above)


def placed(one: Rendered, found: Checked) -> Rendered:
    """Problems without a file are about the config."""
    fields = {
        name: tuple(p if p.file else found.source.place(p) for p in problems)
        for name, problems in (("mended", one.file.mended), ("left", one.file.left))
    }
    return one._replace(file=one.file.model_copy(update=fields))


def show(
    args: argparse.Namespace,
    found: Checked,
    ready: tuple[Rendered, ...],
    faults: tuple[Problem, ...],
) -> None:
    """The answer on standard output; in text, remarks beside it on standard error."""
    files = tuple(one.file for one in ready)
    problems = (*faults, *(problem for one in ready for problem in one.problems))
    unknown = tuple(dict.fromkeys(each for one in ready for each in one.unknown))
    if args.format == "json":
        from ..documents import RenderDocument
        from ..render import machine

        document = RenderDocument(
            problems=(*found.problems, *problems),
            unknown=unknown,
            files=files,
        )
        say(machine.render(document))
        return
    shown = checked if args.check else written
    say(shown(files, on_terminal()) if args.check or args.write else texts(files))
    told = () if args.check or args.write else files
    for line in remarks(told, (*found.problems, *problems), unknown, False):
        print(line, file=sys.stderr)


def write_all(ready: Iterable[Rendered], folder: Folder) -> Iterable[Problem]:
    """Create and patch; what could not be written is told."""
    for one in ready:
        place = folder.inside(one.file.path)
        if one.file.diff and one.file.text is not None and place is not None:
            try:
                write(place, one.file.text.encode())
            except OSError as error:
                found = f"cannot be written: {error.strerror}"
                yield unreadable(one.file.path, "").model_copy(update={"found": found})


def write(place: Path, content: bytes) -> None:
    """In one step: nobody ever sees half of it, and the mode of a file that was there stays."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        with open(draft, "xb") as file:
            file.write(content)
        if place.exists():
            draft.chmod(stat.S_IMODE(place.stat().st_mode))
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
