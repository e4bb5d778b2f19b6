"""Rows of a protection -> who they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .crowd import Crowd
from .levels import ROLES, widest

Row = Mapping[str, Any]
KNOWN = {
    "id",
    "access_level",
    "access_level_description",
    "user_id",
    "group_id",
    "deploy_key_id",
    "group_inheritance_type",
    "required_approvals",
}
"""GitLab REST, "Protected tags" and "Protected environments". Anything else that is set, such as a
custom role, makes a row that is about somebody else."""
ODD = (KeyError, TypeError, ValueError, AttributeError)
"""What reading an answer of another form ends in."""


def kind_of(row: Row) -> str:
    """`user`, `group`, `key`, `role`, or `other` for what no word of ours is about."""
    if any(value for key, value in row.items() if key not in KNOWN):
        return "other"
    for key, kind in (("user_id", "user"), ("group_id", "group"), ("deploy_key_id", "key")):
        if row.get(key) is not None:
            return kind
    return "role" if row["access_level"] in ROLES else "other"


@dataclass
class Creators:
    """Who may create a protected tag."""

    levels: list[int] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    unseen: dict[str, str] = field(default_factory=dict)

    def beyond(self) -> dict[str, Any]:
        """What has no word: more or less than one level, keys, custom roles."""
        several = {} if len(self.levels) == 1 else {"levels": [ROLES[n] for n in self.levels]}
        found = {"deploy_keys": self.keys, "others": self.others}
        return {**several, **{key: value for key, value in found.items() if value}}

    @property
    def access(self) -> str:
        """The level that lets most people in: each row is enough for itself."""
        return ROLES[widest(self.levels)]


def creators(crowd: Crowd, rows: Iterable[Row]) -> Creators:
    """Everybody whom the rows of a protected tag let in."""
    found = Creators()
    for row in rows:
        match kind_of(row):
            case "user":
                named(found.users, found.unseen, "users", *crowd.user(row["user_id"]))
            case "group":
                named(found.groups, found.unseen, "groups", *crowd.group(row["group_id"]))
            case "key":
                found.keys.append(row["deploy_key_id"])
            case "role":
                found.levels.append(row["access_level"])
            case _:
                found.others.append(dict(row))
    return found


def named(into: list[str], unseen: dict[str, str], key: str, name: str | None, why: Any) -> None:
    """A name into its list; without one the list was not seen in full."""
    if name is None:
        unseen[key] = str(why)
    else:
        into.append(name)


@dataclass
class Actors:
    """Deployers or approvals of a protected environment."""

    words: list[dict[str, Any]] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    why: str | None = None
    """Why some of them have no name."""


def actors(crowd: Crowd, rows: Iterable[Row], approvals: bool) -> Actors:
    """The rows of one list, in their order."""
    found = Actors()
    for row in rows:
        word, why = actor(crowd, row)
        if why:
            found.why = why
        elif word is None:
            found.others.append(dict(row))
        else:
            count = {"required": int(row["required_approvals"])} if approvals else {}
            found.words.append({**word, **count})
    return found


def actor(crowd: Crowd, row: Row) -> tuple[dict[str, Any] | None, str | None]:
    """One row in a word of ours, or None; and why somebody has no name."""
    kind, inheritance = kind_of(row), row.get("group_inheritance_type") or 0
    if kind == "user":
        name, why = crowd.user(row["user_id"])
        return ({"user": name}, None) if name else (None, why)
    if kind == "group" and inheritance in (0, 1):
        path, why = crowd.group(row["group_id"])
        more = {"inherited": True} if inheritance else {}
        return ({"group": path, **more}, None) if path else (None, why)
    if kind == "role" and row["access_level"]:
        return {"access": ROLES[row["access_level"]]}, None
    return None, None
