"""What the event log of a sandbox says of removals, and of the uploads before them."""

from collections.abc import Iterator, Mapping
from typing import Any

from .model import Key, Planted, Work
from .worlds import World

WHATS = {
    "instance": "instance-variable",
    "group": "group-variable",
    "repository": "variable",
    "schedule": "schedule-variable",
}


def names(
    planted: Mapping[Key, Planted], schedules: Mapping[str, Any]
) -> dict[tuple[str, ...], Key]:
    """How the log calls each secret and variable: API, what it is, its key."""
    return {told(key, schedules): key for key in planted}


def told(key: Key, schedules: Mapping[str, Any]) -> tuple[str, ...]:
    """One of them."""
    if key.forge == "gitlab":
        where = f"{key.holder}/" if key.holder else ""
        if key.level == "schedule":
            return (
                key.forge,
                WHATS["schedule"],
                f"{where}schedule {schedules.get(key.holder)}/{key.name}",
            )
        scope = f"@{key.scope}" if key.level != "instance" else ""
        return key.forge, WHATS[key.level], f"{where}{key.name}{scope}"
    parts = [key.holder, key.part, "" if key.store == "actions" else key.store, key.name]
    return key.forge, key.kind, "/".join(filter(None, parts))


def removals(events: list[Any], known: Mapping[tuple[str, ...], Key]) -> Iterator[tuple[int, Key]]:
    """Each removal of something that was planted, by its number."""
    for event in events:
        if event["kind"] == "change" and event["action"] == "deleted":
            key = known.get((event["api"], event["what"], event["key"]))
            if key:
                yield event["seq"], key


def proofs(events: list[Any]) -> dict[tuple[str, str], int]:
    """Index and project -> the first upload by a publisher, with provenance."""
    found: dict[tuple[str, str], int] = {}
    for event in events:
        file = event["after"] if event["kind"] == "change" and event["what"] == "file" else None
        if file and file["publisher"] and file["provenance"]:
            found.setdefault((event["api"], file["project"]), event["seq"])
    return found


def unproved(world: World, events: list[Any], known: Mapping[tuple[str, ...], Key]) -> list[str]:
    """Removals before each project that the token fed had published without it."""
    first = proofs(events)
    return [
        f"{key} was removed before {work.project} was proved on {index}"
        for seq, key in removals(events, known)
        for work in world.works
        if world.planted[key].reaches(work)
        for index in fed(work, key)
        if first.get((index, work.project), seq) >= seq
    ]


def fed(work: Work, key: Key) -> list[str]:
    """The indexes that a token fed; what fed none still needs PyPI's proof."""
    same = [i for i, name in work.feeds.items() if name.casefold() == key.name.casefold()]
    if not same and "test" in key.name.casefold():
        return ["testpypi"]
    return same or ["pypi"]


def asked_twice(events: list[Any]) -> list[str]:
    """Removals that were asked for a second time, or found nothing."""
    asked = [
        f"{event['api']} {event['path']}?{event['query']}"
        for event in events
        if event["kind"] == "request" and event["method"] == "DELETE" and not branch(event)
    ]
    refused = [
        f"{event['path']} answered {event['status']}"
        for event in events
        if event["kind"] == "request" and event["method"] == "DELETE" and event["status"] >= 300
    ]
    return [one for one in set(asked) if asked.count(one) > 1] + refused


def branch(event: Any) -> bool:
    """Whether a request is about a branch."""
    return "/git/refs/" in event["path"] or "/repository/branches/" in event["path"]
