"""A fleet file, and the files that it names, read; the only part of a fleet that touches them."""

from collections.abc import Callable
from pathlib import Path

from ..model import Problem
from ..source import LIMITS, broken
from ..yaml_nodes import Fault, Limits
from .building import build
from .entries import Fleet
from .model import Query, Sheet
from .parsing import FLEET_LIMITS, parse
from .seeking import Seeker
from .shape import is_one, parts_of
from .world import Answer, World


def read_fleet(path: str, ask: Callable[[Query], Answer] | None = None) -> Fleet:
    """Every project of a fleet file, merged and judged, and every problem of it at once.

    `ask` answers queries; without it they are told as unknown.
    """
    seeker = Seeker(path)
    if seeker.leads_out:
        fault = Fault("is a link that leads out of the checkout", "name the file that it leads to")
        return Fleet(problems=broken(path, fault).problems, read=False)
    sheet, problems = opened(path, FLEET_LIMITS)
    if sheet is None:
        return Fleet(problems=problems, read=False)
    world = World(seeker.matching, opened, same, ask, astray=seeker.astray)
    fleet = build(parts_of(sheet), world)
    return fleet._replace(read=isinstance(sheet.document, dict) and not is_one(sheet.document))


def opened(path: str, limits: Limits = LIMITS) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """A file as it was read; one that cannot be read is a problem like any other."""
    try:
        return parse(Path(path).read_bytes(), path, limits)
    except FileNotFoundError:
        fault = Fault("there is no such file", "check its path")
    except OSError as error:
        fault = Fault(f"cannot be read: {error.strerror}", "check its path and permissions")
    return None, broken(path, fault).problems


def same(path: str) -> object:
    """What every way to one file has in common."""
    try:
        found = Path(path).stat()
    except OSError:  # it went away just now, which reading it will tell
        return path
    return found.st_dev, found.st_ino
