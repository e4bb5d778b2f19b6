"""Notes on merge requests.

Source: doc/api/notes.md, lib/api/notes.rb, lib/api/helpers/notes_helpers.rb. Pages have numbers;
there is no keyset for notes.
"""

from typing import Any

from ..history import Pull
from ..http import Response
from .access import level_of
from .call import Call
from .clock import now
from .errors import Refused, forbidden, message, not_found
from .identity import show as person
from .levels import MAINTAINER, REPORTER
from .merge_requests import BASE, one_of
from .model import Project, Row
from .paging import paged
from .params import Field, declared, number
from .repository import opened

LONGEST = 1_000_000
BODY = Field("body", required=True)
ORDERS, SORTS = ("created_at", "updated_at"), ("asc", "desc")
NOTES = f"{BASE}/{{number}}/notes"


def list_notes(call: Call, id: str, number: str) -> Response:
    """The newest first, unless `sort` says otherwise."""
    project, request = seen(call, id, number)
    order = call.request.param("order_by") or "created_at"
    sort = call.request.param("sort") or "desc"
    for name, value, known in (("order_by", order, ORDERS), ("sort", sort, SORTS)):
        if value not in known:
            raise Refused(400, {"error": f"{name} does not have a valid value"})
    rows = sorted(about(project, request), key=lambda row: (row[order], row["id"]))
    return paged(call.request, rows if sort == "asc" else rows[::-1])


def get_note(call: Call, id: str, number: str, note: str) -> Response:
    """One."""
    project, request = seen(call, id, number)
    return Response.of(200, find(project, request, note))


def create_note(call: Call, id: str, number: str) -> Response:
    """A note of its own, which is no thread until somebody answers it."""
    project, request = writable(call, id, number)
    row = add(call, project, request, text_of(call), None)
    return Response.of(201, row)


def update_note(call: Call, id: str, number: str, note: str) -> Response:
    """Its text: for its author, and from the Maintainer role on."""
    project, request = writable(call, id, number)
    row = mine(call, project, request, note)
    before = dict(row)
    row |= {"body": text_of(call), "updated_at": now()}
    log(call, project, before, row)
    return Response.of(200, row)


def delete_note(call: Call, id: str, number: str, note: str) -> Response:
    """Remove one: for its author, and from the Maintainer role on."""
    project, request = writable(call, id, number)
    row = mine(call, project, request, note)
    project.notes.remove(row)
    log(call, project, row, None)
    return Response(204)


def seen(call: Call, id: str, number: str) -> tuple[Project, Pull]:
    """Project and merge request, for those who may read its code; `before { authenticate! }`."""
    call.signed_in()
    project = opened(call, id)
    return project, one_of(project, number)


def writable(call: Call, id: str, number: str) -> tuple[Project, Pull]:
    """The same for those who may talk: of private ones not guests, of locked ones members alone."""
    user = call.signed_in()
    project, request = seen(call, id, number)
    level = level_of(call.state, project, user)
    hidden = project.visibility == "private" and level < REPORTER
    if project.archived or hidden or (request.locked and not level):
        raise forbidden()
    return project, request


def mine(call: Call, project: Project, request: Pull, note: str) -> Row:
    """A note that the caller may change (`admin_note`)."""
    row, user = find(project, request, note), call.signed_in()
    if row["author"]["id"] != user.id and level_of(call.state, project, user) < MAINTAINER:
        raise forbidden()
    return row


def about(project: Project, request: Pull) -> list[Row]:
    """The notes on one merge request, in the order in which they were made."""
    return [row for row in project.notes if row["noteable_iid"] == request.number]


def find(project: Project, request: Pull, note: str) -> Row:
    """One note."""
    row = next((row for row in about(project, request) if row["id"] == number(note)), None)
    if row is None:
        raise not_found()
    return row


def text_of(call: Call) -> str:
    """A text: neither blank nor too long (app/models/note.rb), with the words of `bad_request!`."""
    body = str(declared(call.params(), [BODY])["body"]).replace("\r", "").rstrip()
    told = "" if body.strip() else "can't be blank"
    if len(body) > LONGEST:
        told = f"is too long (maximum is {LONGEST} characters)"
    if told:
        raise message(400, f'400 Bad request - Note {{:note=>["{told}"]}}')
    return body


def add(call: Call, project: Project, request: Pull, body: str, kind: str | None) -> Row:
    """A note; `kind` is None for one that stands alone."""
    at, row_id = now(), call.state.next_id("note")
    row: Row = {
        "id": row_id,
        "type": kind,
        "body": body,
        "attachment": None,
        "author": person(call, call.signed_in()),
        "created_at": at,
        "updated_at": at,
        "system": False,
        "noteable_id": project.id * 1000 + request.number,
        "noteable_type": "MergeRequest",
        "project_id": project.id,
        "resolvable": kind is not None,
        "confidential": False,
        "internal": False,
        "noteable_iid": request.number,
        "commands_changes": {},
    }
    if kind:
        row |= {"resolved": False, "resolved_by": None, "resolved_at": None}
    project.notes.append(row)
    log(call, project, None, row)
    return row


def log(call: Call, project: Project, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed."""
    row: Any = after or before
    where = f"{project.path}/!{row['noteable_iid']}/{row['id']}"
    call.state.log.change(call.state.name, "note", where, before, after)


ROUTES = {
    f"GET {NOTES}": list_notes,
    f"POST {NOTES}": create_note,
    f"GET {NOTES}/{{note}}": get_note,
    f"PUT {NOTES}/{{note}}": update_note,
    f"DELETE {NOTES}/{{note}}": delete_note,
}
