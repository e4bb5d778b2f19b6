"""CI/CD variables of the whole instance, for its administrators.

Source: lib/api/admin/ci/variables.rb. They have no scope, and none of them is hidden. The event
log never sees a value.
"""

from ..http import Response
from .call import Call
from .errors import forbidden, not_found
from .model import Row
from .paging import paged
from .params import Field, declared
from .variable_rows import EDITABLE, made, problems, refused, show, updates, valueless

CREATE = (
    Field("key", required=True),
    Field("value", required=True),
    *(field for field in EDITABLE[1:] if field.name != "environment_scope"),
)
HIDDEN = ("environment_scope", "hidden")


def administered(call: Call) -> list[Row]:
    """The variables; 401 without a token, 403 for everybody but administrators."""
    if not call.signed_in().admin:
        raise forbidden()
    return call.state.variables


def shown(row: Row) -> Row:
    """The answer."""
    return {k: v for k, v in show(row).items() if k not in HIDDEN}


def find(call: Call, key: str) -> Row:
    """One by its key, whose case matters."""
    found = next((row for row in administered(call) if row["key"] == key), None)
    if found is None:
        raise not_found("InstanceVariable")
    return found


def list_variables(call: Call) -> Response:
    """All of them, with their values."""
    return paged(call.request, [shown(row) for row in administered(call)])


def get_variable(call: Call, key: str) -> Response:
    """One, with its value."""
    return Response.of(200, shown(find(call, key)))


def create_variable(call: Call) -> Response:
    """A new one; keys are unique."""
    rows = administered(call)
    row = made(declared(call.params(), CREATE), False)
    wrong = problems(row)
    if row["key"] in [r["key"] for r in rows]:
        wrong["key"] = [f"({row['key']}) has already been taken"]
    refused(wrong)
    row["id"] = call.state.next_id("variable")
    rows.append(row)
    log(call, None, row)
    return Response.of(201, shown(row))


def update_variable(call: Call, key: str) -> Response:
    """Another value or flag."""
    row = find(call, key)
    given = {k: v for k, v in updates(call.params()).items() if k != "environment_scope"}
    refused(problems({**row, **given}))
    before = dict(row)
    row |= given
    log(call, before, row)
    return Response.of(200, shown(row))


def delete_variable(call: Call, key: str) -> Response:
    """Remove one."""
    row = find(call, key)
    call.state.variables.remove(row)
    log(call, row, None)
    return Response(204)


def log(call: Call, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed, without any value."""
    key = (after or before or {})["key"]
    shown = valueless(before), valueless(after)
    call.state.log.change(call.state.name, "instance-variable", key, *shown)


ROUTES = {
    "GET /admin/ci/variables": list_variables,
    "POST /admin/ci/variables": create_variable,
    "GET /admin/ci/variables/{key}": get_variable,
    "PUT /admin/ci/variables/{key}": update_variable,
    "DELETE /admin/ci/variables/{key}": delete_variable,
}
