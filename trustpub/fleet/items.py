"""One item of `projects:` -> what it names, or what is wrong with it."""

from collections.abc import Iterator
from typing import Any

from ..model import Problem
from ..reading import kind_of
from .model import QUERY, SHAPE, Item, Key, Query, Sheet, problem
from .words import is_text, names

FORMS = "write the path of a release config, or a mapping"
ASKED = ("organization", "group", "topic", "name", "has_publishing_workflow")


def read_item(sheet: Sheet, number: int, value: Any) -> Iterator[Item | Problem]:
    """The item, where nothing is wrong with it; else every problem of it."""
    keys: tuple[Key, ...] = ("projects", number)
    if is_text(value):
        yield Item(number, "files", value, (), keys)
    elif isinstance(value, dict):
        yield from read_mapping(sheet, number, value)
    else:
        yield problem(SHAPE, sheet, keys, f"is {kind_of(value)}", FORMS)


def read_mapping(sheet: Sheet, number: int, value: dict[str, Any]) -> Iterator[Item | Problem]:
    """A config written here, or files or a query with a profile."""
    keys: tuple[Key, ...] = ("projects", number)
    profiles = names(value.get("profile"))
    if profiles is None:
        found, fix = f"is {kind_of(value['profile'])}", "write the name of a profile, or a list"
        yield problem(SHAPE, sheet, (*keys, "profile"), found, fix)
        return
    kind = next((one for one in ("files", "query") if one in value), None)
    if kind is None:
        own = {key: inner for key, inner in value.items() if key != "profile"}
        yield Item(number, "inline", own, profiles, keys)
        return
    beside = [key for key in value if key not in (kind, "profile")]
    for key in beside:
        fix = "put it into a profile or under `overrides:`"
        yield problem(SHAPE, sheet, (*keys, key), f"{key!r} stands beside `{kind}`", fix)
    if not beside:
        read = files_item if kind == "files" else query_item
        yield from read(sheet, number, value[kind], profiles)


def files_item(
    sheet: Sheet, number: int, value: Any, profiles: tuple[str, ...]
) -> Iterator[Item | Problem]:
    """`files: PATTERN`."""
    keys: tuple[Key, ...] = ("projects", number, "files")
    if is_text(value):
        yield Item(number, "files", value, profiles, keys)
    else:
        yield problem(SHAPE, sheet, keys, f"is {kind_of(value)}", "write a path or a pattern")


def query_item(
    sheet: Sheet, number: int, value: Any, profiles: tuple[str, ...]
) -> Iterator[Item | Problem]:
    """`query:` with what a forge is asked for."""
    keys: tuple[Key, ...] = ("projects", number, "query")
    wrong = list(query_faults(value))
    for key, found, fix in wrong:
        yield problem(QUERY, sheet, (*keys, *key), found, fix)
    if not wrong:
        query = Query(
            value.get("organization"),
            value.get("group"),
            names(value.get("topic")) or (),
            value.get("name", "*"),
            value.get("has_publishing_workflow", False),
        )
        yield Item(number, "query", query, profiles, keys)


def query_faults(value: Any) -> Iterator[tuple[tuple[Key, ...], str, str]]:
    """What keeps a query from being asked: key, what stands there, what to do."""
    if not isinstance(value, dict):
        yield (), f"is {kind_of(value)}", "write a mapping with `organization:` or `group:`"
        return
    for key in value:
        if key not in ASKED:
            yield (key,), f"there is no field {key!r}", f"known here: {', '.join(ASKED)}"
    if ("organization" in value) == ("group" in value):
        fix = "write `organization:` for GitHub, or `group:` for GitLab"
        yield (), "does not name one organization or one group", fix
    yield from wrong_values(value)


def wrong_values(value: dict[str, Any]) -> Iterator[tuple[tuple[Key, ...], str, str]]:
    """Fields of a query with a value of another type, or one that the forge cannot be asked."""
    for key in ("organization", "group", "name"):
        if key in value and not is_text(value[key]):
            yield (key,), f"is {kind_of(value[key])}", "write text"
    if names(value.get("topic")) is None:
        yield ("topic",), f"is {kind_of(value['topic'])}", "write a topic, or a list of them"
    publishing = value.get("has_publishing_workflow", False)
    if not isinstance(publishing, bool):
        yield ("has_publishing_workflow",), f"is {kind_of(publishing)}", "write true or false"
    elif publishing and "group" in value:
        found = "GitLab's list of projects does not tell"
        yield ("has_publishing_workflow",), found, "take it out, or name the projects"
