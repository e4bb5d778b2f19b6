"""CI/CD variables of projects and groups. Source: lib/api/ci/variables.rb, group_variables.rb.

The event log never sees a value.
"""

from functools import partial
from typing import Any

from ..http import Response
from .call import Call
from .errors import message, not_found
from .levels import MAINTAINER, OWNER
from .model import Container, Group, Project, Row
from .paging import paged
from .params import declared
from .state import GitLabState
from .variable_rows import CREATE, made, problems, refused, show, taken, updates, valueless

MANY = (
    "There are multiple variables with provided parameters. Please use 'filter[environment_scope]'"
)
FIXED = "The visibility setting cannot be changed for masked and hidden variables."


def list_variables(call: Call, where: str, id: str) -> Response:
    """All of them, with their values unless hidden."""
    return paged(call.request, [show(row) for row in opened(call, where, id).variables])


def get_variable(call: Call, where: str, id: str, key: str) -> Response:
    """One, by key and filter."""
    return Response.of(200, show(find(call, opened(call, where, id), key)))


def create_variable(call: Call, where: str, id: str) -> Response:
    """A new one; unique by key and scope."""
    holder = opened(call, where, id)
    row = made(declared(call.params(), CREATE), scoped(call.state, holder))
    refused(problems(row) | taken(holder, row))
    row["id"] = call.state.next_id("variable")
    holder.variables.append(row)
    log(call, holder, None, row)
    return Response.of(201, show(row))


def update_variable(call: Call, where: str, id: str, key: str) -> Response:
    """Change one, by key and filter; hidden stays what it was."""
    holder = opened(call, where, id)
    row = find(call, holder, key)
    given = updates(call.params())
    if not scoped(call.state, holder):
        given.pop("environment_scope", None)
    if row["hidden"] and given.get("masked") is False:
        raise message(400, {"base": [FIXED]})
    new = {**row, **given}
    refused(problems(new) | taken(holder, new))
    before = dict(row)
    row |= given
    if row != before:
        log(call, holder, before, row)
    return Response.of(200, show(row))


def delete_variable(call: Call, where: str, id: str, key: str) -> Response:
    """Remove one, by key and filter."""
    holder = opened(call, where, id)
    row = find(call, holder, key)
    holder.variables.remove(row)
    log(call, holder, row, None)
    return Response(204)


def opened(call: Call, where: str, id: str) -> Container:
    """The project for a Maintainer, the group for an Owner."""
    call.signed_in()
    return call.project(id, MAINTAINER) if where == "projects" else call.group(id, OWNER)


def scoped(state: GitLabState, holder: Container) -> bool:
    """Scopes of group variables need Premium."""
    return isinstance(holder, Project) or state.paid(holder.path)


def find(call: Call, holder: Container, key: str) -> Row:
    """The one variable meant; 409 when the filter leaves several."""
    scope = wanted_scope(call)
    rows = [
        row
        for row in holder.variables
        if row["key"] == key and scope in (None, row["environment_scope"])
    ]
    if len(rows) > 1:
        raise message(409, MANY)
    if not rows:
        raise not_found("Variable")
    return rows[0]


def wanted_scope(call: Call) -> str | None:
    """`filter[environment_scope]` from the query, or nested in the body."""
    params = call.params()
    nested = params.get("filter")
    scope = nested.get("environment_scope") if isinstance(nested, dict) else None
    return scope if scope is not None else params.get("filter[environment_scope]")


def log(call: Call, holder: Container, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed, without any value."""
    what = "group-variable" if isinstance(holder, Group) else "variable"
    row: Any = after or before
    key = f"{holder.path}/{row['key']}@{row['environment_scope']}"
    call.state.log.change(call.state.name, what, key, valueless(before), valueless(after))


ROUTES: dict[str, Any] = {
    f"{method} /{where}/{{id}}/variables{rest}": partial(handler, where=where)
    for where in ("projects", "groups")
    for method, rest, handler in (
        ("GET", "", list_variables),
        ("POST", "", create_variable),
        ("GET", "/{key}", get_variable),
        ("PUT", "/{key}", update_variable),
        ("DELETE", "/{key}", delete_variable),
    )
}
