"""How a rollout ended, by the sandbox's event log: what is there, and what was done twice."""

import json
import re
from collections import Counter
from typing import Any

from .shapes import GITHUB, GITLAB, Document
from .worlds import Events, changes, held, key

GIVEN = re.compile(r"id|node_id|(created|updated)_at|url|.*_url|_links")
"""What a forge gives by itself."""


def repository(config: Document) -> str:
    """Where a config's project is."""
    return str(
        next(config[forge]["repository"] for forge in ("github", "gitlab") if forge in config)
    )


def ends(events: Events, fleet: list[Document]) -> dict[str, Any]:
    """What is there of each repository, under the name of the first one of its shape."""
    there = [(*one, after) for one, after in held(events).items()]
    return {
        config["project"]: {
            f"{what} {where.removeprefix(place)}": named(without(after), config)
            for what, where, after in there
            if where.startswith(f"{place}/")
        }
        for config in fleet
        for place in [repository(config)]
    }


def named(value: Any, config: Document) -> Any:
    """The same with a name that all repositories share."""
    text = json.dumps(value, sort_keys=True)
    return json.loads(
        text.replace(repository(config), "REPOSITORY").replace(config["project"], "P")
    )


def without(value: Any) -> Any:
    """A value without what the forge gives."""
    if isinstance(value, dict):
        return {k: without(one) for k, one in value.items() if not GIVEN.fullmatch(k)}
    return [without(one) for one in value] if isinstance(value, list) else value


def first(config: Document) -> str:
    """The project that a faultless run has of the same shape."""
    shapes, letter = (GITHUB, "r") if "github" in config else (GITLAB, "q")
    return f"{letter}{int(config['project'][1:]) % len(shapes):03}"


def unlike(got: dict[str, Any], wanted: dict[str, Any], fleet: list[Document]) -> list[str]:
    """The projects whose end is another than without faults; that of one of its shape."""
    return [c["project"] for c in fleet if got[c["project"]] != wanted[first(c)]]


STARTS_OVER = "protected-tag"
"""The GitLab provider takes a protection away and makes it again by itself where its POST failed:
terraform-provider-gitlab, resource_gitlab_tag_protection.go."""


def twice(events: Events) -> list[Any]:
    """What was made while it was there already, or was taken away: neither may be."""
    there: set[Any] = set()
    wrong = []
    for event in changes(events):
        name = key(event)
        if event["action"] == "created" and name in there:
            wrong.append(("twice", name))
        if event["action"] == "deleted":
            there.discard(name)
            wrong += [("gone", name)] if event["what"] != STARTS_OVER else []
        else:
            there.add(name)
    return wrong


def again(events: Events) -> tuple[int, list[Any]]:
    """How many PUTs said once more what was done already, and those that said something else.

    A PUT whose answer was lost has to be sent again: whether it was done, nobody can see.
    """
    sent = [e for e in events if e["kind"] == "request" and e["method"] in ("PUT", "PATCH")]
    said = {(e["path"], json.dumps(e["body"])) for e in sent}
    done = [e for e in sent if e["status"] == 200 or "after the deed" in e.get("fault", "")]
    others = [path for path, count in Counter(path for path, _ in said).items() if count > 1]
    return len(done) - len({e["path"] for e in done}), others
