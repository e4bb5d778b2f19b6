"""The parts of a fleet file, and what is wrong with their shape."""

import difflib
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from ..config import Config
from ..model import Problem
from ..reading import kind_of
from .items import read_item
from .model import SHAPE, Item, Key, Layer, Sheet, problem
from .words import is_text, names

PARTS = ("defaults", "profiles", "projects", "overrides")
OF_PROJECTS = "it is of a project: put it into `defaults`, a profile, a project or an override"
NOTHING = "write `projects:` and a list of release configs below it"
ONE = "is the config of one project"
NAMED = "a fleet names it: `projects: [{}]`"
OF_ONE = ("project", "publishers")
"""What a release config has, and no fleet."""


class Profile(NamedTuple):
    """A named partial config."""

    layer: Layer
    extends: tuple[str, ...] = ()
    broken: bool = False
    """Whether a part of it could not be read."""


class Override(NamedTuple):
    """A partial config for the projects whose names a pattern matches."""

    match: str
    layer: Layer


class Parts(NamedTuple):
    """All that a fleet file says."""

    sheet: Sheet
    defaults: Layer | Problem | None = None
    """A problem where they are there and cannot be read."""
    profiles: Mapping[str, Profile] = {}
    items: tuple[Item, ...] = ()
    overrides: tuple[Override, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """Whether all that is about every project could be read."""

    @property
    def lost(self) -> list[int]:
        """Numbers of items that are none."""
        document = self.sheet.document
        listed = document.get("projects") if isinstance(document, dict) else None
        known = {item.number for item in self.items}
        count = len(listed) if isinstance(listed, list) else 0
        return [number for number in range(count) if number not in known]


def parts_of(sheet: Sheet) -> Parts:
    """Every part that has its shape, and a problem for every one that has not."""
    document = sheet.document
    if not isinstance(document, dict):
        problems = [problem(SHAPE, sheet, (), "is no mapping", NOTHING)]
        return Parts(sheet, problems=tuple(problems), whole=False)
    if is_one(document):
        named = NAMED.format(PurePath(sheet.file).name)
        return Parts(sheet, problems=(problem(SHAPE, sheet, (), ONE, named),), whole=False)
    problems = [unknown(sheet, (), key, PARTS) for key in document if key not in PARTS]
    defaults = defaults_of(sheet)
    problems += [defaults] if isinstance(defaults, Problem) else []
    overrides = gathered(problems, overrides_of(sheet))
    whole = not problems
    profiles = dict(gathered(problems, profiles_of(sheet)))
    items = tuple(gathered(problems, items_of(sheet)))
    return Parts(sheet, defaults, profiles, items, tuple(overrides), tuple(problems), whole)


def is_one(document: Any) -> bool:
    """Whether it is a release config and no fleet: a part of one, and nothing of the other."""
    if not isinstance(document, dict):
        return False
    has_any = any(key in document for key in OF_ONE)
    return has_any and not any(part in document for part in PARTS)


def gathered(problems: list[Problem], found: Iterator[Any]) -> list[Any]:
    """What was found; the problems among it go to the others."""
    parts = list(found)
    problems += [one for one in parts if isinstance(one, Problem)]
    return [one for one in parts if not isinstance(one, Problem)]


def defaults_of(sheet: Sheet) -> Layer | Problem | None:
    """`defaults:`; empty is none."""
    value = sheet.document.get("defaults")
    return None if value is None else partial("defaults", sheet, ("defaults",), value)


def profiles_of(sheet: Sheet) -> Iterator[tuple[str, Profile] | Problem]:
    """`profiles:` by name; an empty one changes nothing."""
    profiles = sheet.document.get("profiles")
    if profiles is not None and not isinstance(profiles, dict):
        yield wrong(sheet, ("profiles",), profiles, "a mapping of names to partial configs")
        return
    for name, value in (profiles or {}).items():
        keys: tuple[Key, ...] = ("profiles", name)
        if not isinstance(name, str):
            yield wrong(sheet, keys, name, "a profile's name as text")
            continue
        layer = partial(f"profile {name}", sheet, keys, {} if value is None else value, "extends")
        bases = None if isinstance(layer, Problem) else names((value or {}).get("extends"))
        if isinstance(layer, Problem):
            yield layer
            layer = Layer("", sheet, keys, {})
        elif bases is None:
            said = value["extends"]
            yield wrong(sheet, (*keys, "extends"), said, "the name of a profile, or a list of such")
        yield name, Profile(layer, bases or (), broken=bases is None)


def items_of(sheet: Sheet) -> Iterator[Item | Problem]:
    """`projects:`, item by item."""
    listed = sheet.document.get("projects")
    if not isinstance(listed, list) or not listed:
        keys: tuple[Key, ...] = ("projects",) if "projects" in sheet.document else ()
        yield problem(SHAPE, sheet, keys, "there is no list of projects", NOTHING)
        return
    for number, value in enumerate(listed):
        yield from read_item(sheet, number, value)


def overrides_of(sheet: Sheet) -> Iterator[Override | Problem]:
    """`overrides:`, each with its `match`."""
    listed = sheet.document.get("overrides")
    if listed is not None and not isinstance(listed, list):
        yield wrong(sheet, ("overrides",), listed, "a list of mappings, each with `match:`")
        return
    for number, value in enumerate(listed or ()):
        keys: tuple[Key, ...] = ("overrides", number)
        layer = partial("override", sheet, keys, value, "match")
        if isinstance(layer, Problem):
            yield layer
        elif not is_text(value.get("match")):
            yield problem(
                SHAPE,
                sheet,
                keys,
                "has no `match`",
                "write a pattern of names: `github:octo-org/*`",
            )
        else:
            yield Override(value["match"], layer)


def partial(
    label: str, sheet: Sheet, keys: tuple[Key, ...], value: Any, own: str = ""
) -> Layer | Problem:
    """A partial config without the key that is the fleet file's own."""
    if not isinstance(value, dict):
        return wrong(sheet, keys, value, "a mapping with fields of a release config")
    return Layer(label, sheet, keys, {k: v for k, v in value.items() if k != own})


def wrong(sheet: Sheet, keys: tuple[Key, ...], value: Any, expected: str) -> Problem:
    """A value of another type."""
    return problem(SHAPE, sheet, keys, f"is {kind_of(value)}", f"write {expected}")


def unknown(sheet: Sheet, keys: tuple[Key, ...], key: Any, known: tuple[str, ...]) -> Problem:
    """A field that a fleet file does not have."""
    near = difflib.get_close_matches(str(key), known, n=1)
    if not near and not keys and key in Config.model_fields:
        return problem(SHAPE, sheet, (key,), f"there is no field {key!r}", OF_PROJECTS)
    advice = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
    return problem(SHAPE, sheet, (*keys, key), f"there is no field {key!r}", advice)
