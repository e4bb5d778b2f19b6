"""What git did to the requests of a repository: the sandbox's forges hear of no push themselves.

`POST /_sandbox/requests` with `repository`, `number`, and what is to be so: `head` (the newest
commit), `branch`, `base`, `source` (the fork that it comes from; null: one that is gone) and
`state` (`open`, `closed`, `merged`, or `gone` for one that was deleted).
"""

from typing import Any

from .history import Pull

LONG_AGO = "2026-01-01T00:00:00Z"


def pushed(state: Any, body: dict[str, Any]) -> int:
    """Make or change a request as git and people did; how many there are now."""
    github = hasattr(state, "repos")
    places = state.repos if github else state.projects
    place = next(one for key, one in places.items() if key.casefold() == name_of(body))
    rows: list[Pull] = place.pulls if github else place.requests
    number, stand = int(body["number"]), body.get("state", "open")
    one = next((each for each in rows if each.number == number), None)
    if stand == "gone":
        rows[:] = [each for each in rows if each.number != number]
        return len(rows)
    if one is None:
        who = next(iter(state.users))
        one = Pull(number, f"Change {number}", None, f"change-{number}", "main", who, LONG_AGO)
        rows.append(one)
    one.last, one.head = body.get("head", one.last), body.get("branch", one.head)
    one.base, one.source = body.get("base", one.base), body.get("source", one.source)
    one.state = state_of(stand, github)
    one.merged_at = LONG_AGO if stand == "merged" else None
    for branch in {one.base} - set(place.branches):
        place.branches.append(branch)
    return len(rows)


def name_of(body: dict[str, Any]) -> str:
    """The repository that is meant."""
    return str(body["repository"]).casefold()


def state_of(stand: str, github: bool) -> str:
    """A state in the forge's words."""
    if github:
        return "open" if stand == "open" else "closed"
    return "opened" if stand == "open" else stand
