"""GraphQL connections: `first` is a must, `after` a cursor, as in GitHub's public schema."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .call import Call
from .gql_parse import GraphQLError
from .gql_types import Typed
from .model import Json

MOST = 100
"""GitHub docs, "Rate limits and query limits for the GraphQL API": first is 1 to 100."""


@dataclass(frozen=True)
class Connection:
    """One page of a list."""

    rows: list[Typed]
    total: int
    end: int

    @property
    def page(self) -> Json:
        """`PageInfo`."""
        return {"hasNextPage": self.end < self.total, "endCursor": cursor(self.end)}


def cursor(number: int) -> str:
    """An opaque mark after so many rows."""
    return base64.b64encode(f"cursor:{number}".encode()).decode()


def started(after: Any) -> int:
    """How many rows a cursor leaves out."""
    if after is None:
        return 0
    try:
        return int(base64.b64decode(str(after), validate=True).decode().partition(":")[2])
    except ValueError:
        raise GraphQLError(f"`{after}` does not appear to be a valid cursor.") from None


def connection(name: str, kind: str, rows: Sequence[Any], given: Json) -> Typed:
    """A page of rows, each of one type, or typed already."""
    first = given.get("first")
    if not isinstance(first, int) or isinstance(first, bool):
        raise GraphQLError(
            "You must provide a `first` or `last` value to properly paginate the "
            f"`{name}` connection."
        )
    if not 1 <= first <= MOST:
        raise GraphQLError(
            f"Requesting {first} records on the `{name}` connection exceeds the `first` limit of "
            f"{MOST} records."
        )
    begin = started(given.get("after"))
    some = rows[begin : begin + first]
    typed = [row if isinstance(row, Typed) else Typed(kind, row) for row in some]
    return Typed(f"{kind}Connection", Connection(typed, len(rows), begin + len(some)))


def fields() -> dict[str, Callable[[Call, Any, Json], Any]]:
    """What every connection has."""
    return {
        "totalCount": lambda call, value, given: value.total,
        "pageInfo": lambda call, value, given: Typed("PageInfo", value.page),
        "nodes": lambda call, value, given: value.rows,
    }
