"""What two runs left on the forges, and whether it is the same. Pure."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

NUMBERED = ("deployment-policy", "ruleset")
"""The log knows them by numbers that the forge gives; they are called by their names here."""
VARYING = ("id", "node_id", "created_at", "updated_at", "_links")


def left(events: Iterable[Mapping[str, Any]], kinds: Collection[str] = ()) -> dict[str, str]:
    """Name -> value of everything that an event log says is there, without the forge's numbers."""
    found: dict[str, str] = {}
    for event in events:
        if event["kind"] != "change" or (kinds and event["what"] not in kinds):
            continue
        found.pop(name(event), None)
        if event["after"] is not None:
            found[name(event)] = json.dumps(plain(event["after"]), sort_keys=True)
    return found


def name(event: Mapping[str, Any]) -> str:
    """`ruleset octo-org/lib-1 release tags v*`."""
    key = str(event["key"])
    if event["what"] in NUMBERED:
        value = event["after"] or event["before"]
        key = f"{key.rpartition('/')[0]} {value['name']}"
    return f"{event['what']} {key}"


def plain(value: Any) -> Any:
    """A value without what the forge makes up."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if key not in VARYING}
    return [plain(one) for one in value] if isinstance(value, list) else value


def unlike(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Lines for a few of the differences; none when they are alike."""
    found = [key for key in sorted({*one, *other}) if one.get(key) != other.get(key)]
    shown = [
        f"  NOT the same: {key}: {one.get(key, 'absent')} / {other.get(key, 'absent')}\n"
        for key in found[:3]
    ]
    return shown + ([f"  ... and {len(found) - 3} more\n"] if len(found) > 3 else [])
