"""A CI/CD variable as a row: how it is made, what is wrong with it, what is shown of it."""

import re

from .errors import message
from .model import Container, Row
from .params import Field, declared
from .state import GitLabState

TYPES = ("env_var", "file")
EDITABLE = (
    Field("value"),
    Field("protected", bool),
    Field("masked", bool),
    Field("raw", bool),
    Field("variable_type", values=TYPES),
    Field("environment_scope"),
    Field("description"),
)
CREATE = (
    Field("key", required=True),
    Field("value", required=True),
    Field("masked_and_hidden", bool),
    *EDITABLE[1:],
)
SEED = (*CREATE, Field("hidden", bool))
# Source: app/models/concerns/ci/maskable.rb.
MASKABLE, MASKABLE_RAW = r"[A-Za-z0-9_+=/@:.~-]{8,}", r"\S{8,}"


def made(given: Row, with_scope: bool) -> Row:
    """A row with the defaults; `masked_and_hidden` sets both."""
    both = bool(given.get("masked_and_hidden") or given.get("hidden"))
    return {
        "variable_type": given.get("variable_type") or "env_var",
        "key": given["key"],
        "value": given.get("value") or "",
        "hidden": both,
        "protected": bool(given.get("protected")),
        "masked": both or bool(given.get("masked")),
        "raw": bool(given.get("raw")),
        "environment_scope": (given.get("environment_scope") or "*") if with_scope else "*",
        "description": given.get("description"),
    }


def seeded(state: GitLabState, entry: Row) -> Row:
    """A variable that was there before; written as in POST, or with `hidden`."""
    row = made(declared({"value": "", **entry}, SEED), True)
    errors = problems(row)
    if errors:
        raise ValueError(f"gitlab: variable {row['key']!r}: {errors}")
    return {**row, "id": state.next_id("variable")}


def problems(row: Row) -> dict[str, list[str]]:
    """What the model refuses."""
    found: dict[str, list[str]] = {}
    if not re.fullmatch(r"[a-zA-Z0-9_]+", row["key"]):
        found["key"] = ["can contain only letters, digits and '_'."]
    elif len(row["key"]) > 255:
        found["key"] = ["is too long (maximum is 255 characters)"]
    like = MASKABLE_RAW if row["raw"] else MASKABLE
    if row["masked"] and not re.fullmatch(like, row["value"] or ""):
        found["value"] = ["is invalid"]
    return found


def refused(errors: dict[str, list[str]]) -> None:
    """400 when there are any."""
    if errors:
        raise message(400, errors)


def taken(holder: Container, row: Row) -> dict[str, list[str]]:
    """Key and scope together are unique."""
    same = [
        (r["key"], r["environment_scope"]) for r in holder.variables if r["id"] != row.get("id")
    ]
    if (row["key"], row["environment_scope"]) in same:
        return {"key": [f"({row['key']}) has already been taken"]}
    return {}


def show(row: Row) -> Row:
    """The answer; a hidden value reads as null."""
    shown = {k: v for k, v in row.items() if k != "id"}
    return {**shown, "value": None} if row["hidden"] else shown


def valueless(row: Row | None) -> Row | None:
    """A row that may be written down."""
    return row and {k: v for k, v in row.items() if k not in ("value", "id")}


def updates(params: Row) -> Row:
    """What an update may change; null clears nothing but the description."""
    given = declared(params, EDITABLE)
    return {k: v for k, v in given.items() if v is not None or k == "description"}
