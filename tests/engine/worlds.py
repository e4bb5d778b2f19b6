"""Reading event logs: what is there now, and what was missing for how long."""

from typing import Any

Events = list[dict[str, Any]]
Key = tuple[str, str]


def changes(events: Events, *what: str) -> Events:
    """The state changes, of some kinds only."""
    return [e for e in events if e["kind"] == "change" and (not what or e["what"] in what)]


def key(event: dict[str, Any]) -> Key:
    """Kind and readable key: objects that the forge numbers go by their names."""
    numbered = event["what"] in ("deployment-policy", "ruleset")
    name = (event["after"] or event["before"])["name"] if numbered else None
    where = event["key"].rpartition("/")[0]
    return event["what"], f"{where}/{name}" if numbered else event["key"]


def held(events: Events) -> dict[Key, Any]:
    """What the log says is there now, of everything it touched; None: gone."""
    return {key(e): e["after"] for e in changes(events)}


def net(events: Events) -> dict[Key, tuple[Any, Any]]:
    """First and last value of everything that is not as it was before the log began."""
    first: dict[Key, Any] = {}
    for event in changes(events):
        first.setdefault(key(event), event["before"])
    now = held(events)
    return {k: (first[k], now[k]) for k in now if first[k] != now[k]}


def gaps(events: Events, what: str) -> list[Events]:
    """For each protection that went and came back: the requests sent while it was missing."""
    found, missing = [], {}
    for event in events:
        if event["kind"] == "request":
            for requests in missing.values():
                requests.append(event)
        elif event["what"] == what and event["action"] == "deleted":
            missing[event["key"]] = []
        elif event["what"] == what and event["action"] == "created" and event["key"] in missing:
            found.append(missing.pop(event["key"]))
    return found
