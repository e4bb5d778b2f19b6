"""Config and repository -> its files as they should be, each with what became of it."""

from typing import NamedTuple

from ..config import Config
from ..model import Problem, Unknown
from ..tree import read_tree
from ..workflows.model import Snapshot
from ..writing import Written, files
from .diff import new_file, unified
from .model import RenderedFile, State
from .patch import Patched, patched
from .trying import Judge


class Rendered(NamedTuple):
    """A file, and what else is to be told of it."""

    file: RenderedFile
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()


def rendered(config: Config, snapshot: Snapshot) -> tuple[Rendered, ...]:
    """All files of a config."""
    return tuple(of_file(config, one, snapshot) for one in files(config))


def of_file(config: Config, one: Written, snapshot: Snapshot) -> Rendered:
    """One file: new, or what is there with the smallest patch."""
    from ..workflows.listing import unreadable

    try:
        content = snapshot.read(one.path)
    except OSError as error:
        return refused(one, (unreadable(one.path, error.strerror or "it fails"),))
    if content is None:
        diff = new_file(one.path, one.text)
        return Rendered(
            RenderedFile(path=one.path, forge=one.forge, state="new", text=one.text, diff=diff)
        )
    faults = read_tree(content, one.path, merge=one.forge == "gitlab").problems
    return refused(one, faults) if faults else existing(config, one, content.decode(), snapshot)


def refused(one: Written, faults: tuple[Problem, ...]) -> Rendered:
    """A file that cannot be read is left alone."""
    file = RenderedFile(path=one.path, forge=one.forge, state="unreadable", text=None, diff="")
    return Rendered(file, faults)


def existing(config: Config, one: Written, text: str, snapshot: Snapshot) -> Rendered:
    """What became of a file that is there."""
    judge = Judge(config, snapshot, one.path)
    found = patched(judge, text)
    if found.faults:
        return refused(one, found.faults)
    verdict = judge.of(found.text)
    file = RenderedFile(
        path=one.path,
        forge=one.forge,
        state=state(found, text, verdict.blind),
        text=found.text,
        diff=unified(one.path, text, found.text),
        mended=found.mended,
        left=found.left,
    )
    return Rendered(file, (), tuple(dict.fromkeys(verdict.unseen())))


def state(found: Patched, text: str, blind: bool) -> State:
    """Whether the file agrees with the config."""
    if found.text != text or found.left:
        return "differs"
    return "unknown" if blind else "agrees"
