"""What differs between the parts of two configs, setting by setting. Pure."""

import json
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from ..config import Config
from .model import Setting, Thing, What
from .pairing import Both, Pair
from .things import Part, environment_part, publisher_part, sections, tag_part
from .views import View

ORDERED = ("approvals",)
"""Lists whose order the engine keeps (observing.compare)."""
NAMES = (
    *("reviewers.users", "reviewers.teams", "created_by.users", "created_by.teams"),
    *("created_by.groups", "deployers", "approvals"),
)
"""Settings in which letter case means nothing to either forge."""


def things(pair: Pair) -> tuple[Thing, ...]:
    """All that changes; a config that is written otherwise to the same effect says so."""
    found = [one for both in parts(pair) for one in of_part(*both)]
    before, after = (view.config if view else None for view in (pair.base, pair.head))
    if before and after:
        found += words(before, after)
    if before and after and not found and before != after:
        found.append(thing("changed", Part("config", None, after.project, {})))
    return tuple(found)


def parts(pair: Pair) -> Iterator[Both[Part]]:
    """Every part with what stood for it before."""
    yield from keyed(sections, pair, lambda one: (one.kind, one.forge))
    for before, after in pair.publishers:
        was, now = (publisher_part(one) if one else None for one in (before, after))
        yield was, now
    for kind in (environments, tags):
        yield from keyed(kind, pair, lambda one: (one.forge, same_name(one)))


def environments(view: View) -> Iterator[Part]:
    """Those of every forge."""
    yield from map(environment_part, view.environments.values())


def tags(view: View) -> Iterator[Part]:
    """Tag rules of every forge."""
    yield from map(tag_part, view.tags)


def same_name(one: Part) -> str:
    """GitHub does not tell names of environments apart by case."""
    folded = one.kind == "environment" and one.forge == "github"
    return one.name.casefold() if folded else one.name


def keyed(made: Any, pair: Pair, key: Any) -> Iterator[Both[Part]]:
    """Parts found again by a key: those that are there after, then those that are gone."""
    before: dict[Hashable, Part] = {key(one): one for one in made(pair.base)} if pair.base else {}
    after: dict[Hashable, Part] = {key(one): one for one in made(pair.head)} if pair.head else {}
    yield from ((before.get(name), one) for name, one in after.items())
    yield from ((one, None) for name, one in before.items() if name not in after)


def of_part(before: Part | None, after: Part | None) -> Iterator[Thing]:
    """One part, where it changes; what says nothing is left out of what is made or deleted."""
    if before and after:
        found = tuple(changed(before, after))
        if found:
            yield thing("changed", after, found)
    elif after:
        now = (Setting(name=n, before=None, after=v) for n, v in said(after))
        yield thing("made", after, now)
    elif before:
        was = (Setting(name=n, before=v, after=None) for n, v in said(before) if v)
        yield thing("deleted", before, was)


def said(part: Part) -> list[tuple[str, Any]]:
    """The settings that say something."""
    nothing: tuple[Any, ...] = (
        None,
        [],
        "",
        part.name,
        *([] if part.kind == "environment" else [False]),
    )
    return [(name, value) for name, value in part.settings.items() if value not in nothing]


def changed(before: Part, after: Part) -> Iterator[Setting]:
    """The settings that differ."""
    for name in dict.fromkeys((*before.settings, *after.settings)):
        was, now = before.settings.get(name), after.settings.get(name)
        if comparable(name, was) != comparable(name, now):
            yield Setting(name=name, before=was, after=now)


def comparable(name: str, value: Any) -> object:
    """A value as its forge sees it."""
    if isinstance(value, list):
        texts = [json.dumps(one, sort_keys=True) for one in value]
        folded = [text.casefold() if name in NAMES else text for text in texts]
        return folded if name in ORDERED else sorted(set(folded))
    return value.casefold() if name in NAMES and isinstance(value, str) else value


def thing(what: What, part: Part, settings: Iterable[Setting] = ()) -> Thing:
    """A part that changes."""
    return Thing(
        what=what, kind=part.kind, forge=part.forge, name=part.name, settings=tuple(settings)
    )


def words(before: Config, after: Config) -> Iterator[Thing]:
    """What is accepted, where that changes."""
    was, now = (
        [one.model_dump(mode="json", exclude_none=True) for one in c.accept]
        for c in (before, after)
    )
    if was != now:
        settings = [Setting(name="accept", before=was, after=now)]
        yield thing("changed", Part("config", None, after.project, {}), settings)
