"""Environments. Source: lib/api/environments.rb and doc/api/environments.md."""

from typing import Any

from ..http import Response
from .call import Call
from .clock import now
from .environment_rows import CREATE, EDITABLE, fields, make, problems, taken
from .errors import Refused, forbidden, message, not_found
from .levels import DEVELOPER, REPORTER
from .model import Project, Row
from .paging import paged
from .params import Field, declared
from .params import number as whole
from .state import GitLabState

STATES = ("available", "stopping", "stopped")
SEARCH = (Field("name"), Field("search"), Field("states", values=STATES))


def list_environments(call: Call, id: str) -> Response:
    """All, or those with this name, this part of a name, or this state."""
    project = call.project(id, REPORTER)
    given = declared(dict(call.request.query), SEARCH)
    if "name" in given and "search" in given:
        raise message(400, "name, search cannot be used together")
    if len(given.get("search") or "abc") < 3:
        raise message(400, "400 Bad request - Search query is less than 3 characters")
    rows = [row for row in project.environments.values() if fits(row, given)]
    return paged(call.request, sorted(rows, key=lambda row: str(row["name"])))


def fits(row: Row, given: Row) -> bool:
    """Names are compared with regard to case; a search is not."""
    return (
        given.get("name", row["name"]) == row["name"]
        and (given.get("search") or "").lower() in row["name"].lower()
        and given.get("states", row["state"]) == row["state"]
    )


def get_environment(call: Call, id: str, number: str) -> Response:
    """One, by its number."""
    return Response.of(200, find(call.project(id, REPORTER), number))


def create_environment(call: Call, id: str) -> Response:
    """A new one; 400 with the fields at fault."""
    project = call.project(id, DEVELOPER)
    given = declared(call.params(), CREATE)
    refuse(problems(given) or taken(project, given["name"]))
    row = make(call.state, project, given)
    call.state.log.change(call.state.name, "environment", key(project, row), None, row)
    return Response.of(201, row)


def update_environment(call: Call, id: str, number: str) -> Response:
    """Everything but the name, which the API no longer changes."""
    project = call.project(id, DEVELOPER)
    row = find(project, number)
    given = declared(call.params(), EDITABLE)
    refuse(problems(given))
    return changed(call, project, row, **fields(given))


def stop_environment(call: Call, id: str, number: str) -> Response:
    """Stop; one that is stopped already cannot change its status."""
    project = call.project(id, DEVELOPER)
    row = find(project, number)
    if row["state"] == "stopped":
        text = "Attempted to stop the environment but failed to change the status"
        raise message(400, text)
    return changed(call, project, row, state="stopped", auto_stop_at=None)


def delete_environment(call: Call, id: str, number: str) -> Response:
    """Only a stopped one can go."""
    project = call.project(id, DEVELOPER)
    row = find(project, number)
    if row["state"] != "stopped":
        raise forbidden()
    del project.environments[row["id"]]
    call.state.log.change(call.state.name, "environment", key(project, row), row, None)
    return Response(204)


def seeded(state: GitLabState, project: Project, entry: Any) -> None:
    """An environment that was there before: a name, or a mapping as in POST."""
    given = declared({"name": entry} if isinstance(entry, str) else entry, CREATE)
    errors = problems(given) or taken(project, given["name"])
    if errors:
        raise ValueError(f"{project.path}: environment {given['name']!r}: {errors}")
    make(state, project, given)


def key(project: Project, row: Row) -> str:
    """How the event log names it."""
    return f"{project.path}/{row['name']}"


def find(project: Project, number: str) -> Row:
    """By number, or 404."""
    wanted = whole(number)
    if wanted is None:
        raise Refused(400, {"error": "environment_id is invalid"})
    row = project.environments.get(wanted)
    if row is None:
        raise not_found()
    return row


def refuse(errors: dict[str, list[str]]) -> None:
    """400 when there are any."""
    if errors:
        raise message(400, errors)


def changed(call: Call, project: Project, row: Row, **values: Any) -> Response:
    """Put the values in, and say so in the log when they are new."""
    before = dict(row)
    row |= values
    if row != before:
        row["updated_at"] = now()
        call.state.log.change(call.state.name, "environment", key(project, row), before, row)
    return Response.of(200, row)


ROUTES = {
    "GET /projects/{id}/environments": list_environments,
    "POST /projects/{id}/environments": create_environment,
    "GET /projects/{id}/environments/{number}": get_environment,
    "PUT /projects/{id}/environments/{number}": update_environment,
    "DELETE /projects/{id}/environments/{number}": delete_environment,
    "POST /projects/{id}/environments/{number}/stop": stop_environment,
}
