"""Profiles -> the layers that stand behind a project, the farthest first."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model import Problem
from .merging import over
from .model import PROFILE, UNUSED, Item, Key, Layer, problem
from .shape import Parts, Profile


class Lines:
    """The layers behind the projects of each choice of profiles, merged once."""

    def __init__(self, parts: Parts) -> None:
        self.profiles = parts.profiles
        self.first = (parts.defaults,) if isinstance(parts.defaults, Layer) else ()
        self.known: dict[tuple[str, ...], tuple[tuple[Layer, ...], Any]] = {}

    def behind(self, chosen: tuple[str, ...]) -> tuple[tuple[Layer, ...], Any]:
        """The layers, and what they come to."""
        if chosen not in self.known:
            named = line(chosen, self.profiles)
            layers = (*self.first, *(self.profiles[name].layer for name in named))
            merged: Any = {}
            for one in layers:
                merged = over(merged, one.document)
            self.known[chosen] = layers, merged
        return self.known[chosen]


def line(chosen: Iterable[str], profiles: Mapping[str, Profile]) -> tuple[str, ...]:
    """The names of profiles with all that they extend, each once, the farthest first."""
    found: dict[str, None] = {}
    queue = [(name, False) for name in reversed(tuple(chosen))]
    while queue:
        name, opened = queue.pop()
        if opened:
            found.setdefault(name)
        elif name not in found:
            queue.append((name, True))
            queue += [(base, False) for base in reversed(profiles[name].extends)]
    return tuple(found)


def faults(parts: Parts) -> tuple[frozenset[str], list[Problem]]:
    """The names of profiles that cannot be used, and all that is wrong with profiles."""
    found = {name: list(own_faults(parts, name)) for name in parts.profiles}
    told = [one for problems in found.values() for one in problems]
    unread = {name for name, one in parts.profiles.items() if one.broken}
    broken = unread.union(name for name, problems in found.items() if problems)
    return frozenset(broken), [*told, *unused(parts, unread)]


def own_faults(parts: Parts, name: str) -> Iterator[Problem]:
    """A base that is not there, or one that comes back to the profile."""
    keys: tuple[Key, ...] = ("profiles", name, "extends")
    for base in parts.profiles[name].extends:
        if base not in parts.profiles:
            yield missing(parts, keys, base)
    round_trip = circle(parts.profiles, name)
    if round_trip:
        found = f"goes round: {' -> '.join(round_trip)}"
        yield problem(PROFILE, parts.sheet, keys, found, "take one of these out")


def circle(profiles: Mapping[str, Profile], name: str) -> tuple[str, ...]:
    """The way from a profile back to itself; empty where there is none."""
    queue: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    while queue:
        way = queue.pop(0)
        for base in profiles[way[-1]].extends if way[-1] in profiles else ():
            if base == name:
                return (*way, base)
            if base not in seen:
                seen.add(base)
                queue.append((*way, base))
    return ()


def missing(parts: Parts, keys: tuple[Key, ...], name: str) -> Problem:
    """A profile that is named and not there."""
    known = ", ".join(parts.profiles) or "none"
    found = f"there is no profile {name!r}"
    return problem(PROFILE, parts.sheet, keys, found, f"known here: {known}")


def usable(parts: Parts, item: Item, broken: frozenset[str]) -> Problem | bool:
    """Whether the profiles of an item can be used; a name that is none is a problem."""
    for name in item.profiles:
        if name not in parts.profiles:
            return missing(parts, ("projects", item.number, "profile"), name)
    return not broken.intersection(reached(parts, item.profiles))


def reached(parts: Parts, chosen: Iterable[str]) -> set[str]:
    """Profiles with all that they build on, as far as these are there."""
    queue, found = list(chosen), set[str]()
    while queue:
        name = queue.pop()
        if name not in found and name in parts.profiles:
            found.add(name)
            queue += parts.profiles[name].extends
    return found


def unused(parts: Parts, unread: set[str]) -> Iterator[Problem]:
    """A profile that no project has was not judged."""
    used = reached(parts, (name for item in parts.items for name in item.profiles))
    for name in parts.profiles:
        if name not in used | unread:
            found = "no project has this profile, so it was not judged"
            yield problem(
                UNUSED, parts.sheet, ("profiles", name), found, "use it or take it out", "warning"
            )
