"""`trustpub check [FILE]`: judge a release config offline, and with --repo the whole chain."""

import argparse
from dataclasses import replace
from pathlib import Path

from ..checking import Checked
from ..model import Problem
from ..reading import in_order
from ..render.checked import Judged, render
from . import CLEAN, FOUND, NOT_SEEN, NOT_STARTED
from .files import DEFAULT, check_file, format_argument, on_terminal, say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    where = f"default: {DEFAULT}, with --repo that of DIR"
    command.add_argument("file", nargs="?", help=where)
    format_argument(command, "text", "json", "sarif", "github")
    command.add_argument("--dist", metavar="DIR", help="judge the built files in DIR too")
    command.add_argument(
        "--repo", metavar="DIR", help="hold the workflows and pipelines in DIR against the config"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 clean (notes aside), 1 errors or warnings, 2 no config or folder, 3 not all was seen."""
    file = args.file or (DEFAULT if args.repo is None else str(Path(args.repo) / DEFAULT))
    checked = check_file(file)
    started = checked.config is not None
    judged = Judged(file, checked.problems)
    if args.repo is not None:
        judged, folder = with_chain(args.repo, checked, judged)
        started = started and folder
    judged = replace(judged, own=judged.own + dist_problems(args.dist, checked))
    say(render(judged, args.format, on_terminal()))
    if not started:
        return NOT_STARTED
    if any(one.severity != "note" for one in judged.own + judged.chain):
        return FOUND
    return NOT_SEEN if judged.blind else CLEAN


def with_chain(repo: str, checked: Checked, judged: Judged) -> tuple[Judged, bool]:
    """With the chain, and whether there is such a folder; imported only where one is named."""
    from ..chain.judge import judge_chain
    from ..workflows.folder import Folder
    from ..workflows.listing import no_folder, read_for

    root = Path(repo)
    if not root.is_dir():
        return replace(judged, own=(*judged.own, no_folder(repo))), False
    chain = judge_chain(checked.config, read_for(checked.config, Folder(root)))
    placed = [checked.source.place(one) for one in chain.problems if one.file is None]
    answer = replace(
        judged,
        own=in_order((*judged.own, *placed)),
        repo=repo,
        chain=tuple(one for one in chain.problems if one.file is not None),
        unknown=chain.unknown,
        blind=chain.blind,
    )
    return answer, True


def dist_problems(directory: str | None, checked: Checked) -> tuple[Problem, ...]:
    """What is wrong with the built files; nothing is imported where none are named."""
    if directory is None:
        return ()
    from .. import dists

    return dists.dist_problems(directory, checked.config.project if checked.config else None)
