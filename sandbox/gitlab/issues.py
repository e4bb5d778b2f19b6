"""Issues of a project. Source: doc/api/issues.md, lib/api/issues.rb."""

from typing import Any

from ..http import Response
from .access import level_of
from .call import Call
from .clock import now
from .errors import Refused, forbidden, message, not_found
from .levels import OWNER, PLANNER
from .model import Project, Row
from .paging import paged
from .params import Field, declared, number

TITLE, TEXT, SECRET = Field("title"), Field("description"), Field("confidential", bool)
CREATE = (Field("title", required=True), TEXT, SECRET)
UPDATE = (TITLE, TEXT, SECRET, Field("state_event", values=("close", "reopen")))
STATES = ("opened", "closed", "all")
NAMES = ("title", "description", "confidential", "state_event")


def list_issues(call: Call, id: str) -> Response:
    """Newest first; `state` and `scope=created_by_me` narrow."""
    project = call.project(id)
    state = call.request.param("state") or "all"
    if state not in STATES:
        raise Refused(400, {"error": "state does not have a valid value"})
    rows = [row for row in reversed(project.issues) if seen(call, project, row)]
    rows = [row for row in rows if state in ("all", row["state"])]
    if call.request.param("scope") == "created_by_me":
        rows = [row for row in rows if row["author"]["id"] == call.signed_in().id]
    return paged(call.request, rows)


def get_issue(call: Call, id: str, iid: str) -> Response:
    """One."""
    project = call.project(id)
    return Response.of(200, find(call, project, iid))


def create_issue(call: Call, id: str) -> Response:
    """A new one, for everybody who is signed in and sees the project."""
    user = call.signed_in()
    project = writable(call, id)
    given = declared(call.params(), CREATE)
    title = titled(given["title"])
    at, iid = now(), max((row["iid"] for row in project.issues), default=0) + 1
    author = {"id": user.id, "username": user.username, "name": user.name, "state": "active"}
    row: Row = {
        "id": call.state.next_id("issue"),
        "iid": iid,
        "project_id": project.id,
        "title": title,
        "description": given.get("description"),
        "state": "opened",
        "confidential": bool(given.get("confidential")),
        "author": author,
        "labels": [],
        "assignees": [],
        "created_at": at,
        "updated_at": at,
        "closed_at": None,
        "web_url": f"{call.request.base_url}/{project.path}/-/issues/{iid}",
    }
    project.issues.append(row)
    log(call, project, None, row)
    return Response.of(201, row)


def update_issue(call: Call, id: str, iid: str) -> Response:
    """Change one: for its author, and from the Planner role on."""
    user = call.signed_in()
    project = writable(call, id)
    row = find(call, project, iid)
    if row["author"]["id"] != user.id and level_of(call.state, project, user) < PLANNER:
        raise forbidden()
    given = declared(call.params(), UPDATE)
    if not given:
        missing = f"{', '.join(NAMES)} are missing, at least one parameter must be provided"
        raise Refused(400, {"error": missing})
    before, event = dict(row), given.pop("state_event", None)
    if "title" in given:
        given["title"] = titled(given["title"])
    row |= {**given, "updated_at": now()}
    if event == "close" and row["state"] == "opened":
        row |= {"state": "closed", "closed_at": now()}
    elif event == "reopen":
        row |= {"state": "opened", "closed_at": None}
    log(call, project, before, row)
    return Response.of(200, row)


def delete_issue(call: Call, id: str, iid: str) -> Response:
    """Remove one: for owners."""
    call.signed_in()
    project = call.project(id, OWNER)
    row = find(call, project, iid)
    project.issues.remove(row)
    log(call, project, row, None)
    return Response(204)


def writable(call: Call, id: str) -> Project:
    """A project that is not archived: what is, takes no new text."""
    project = call.project(id)
    if project.archived:
        raise forbidden()
    return project


def titled(text: Any) -> str:
    """A title: not blank, of 255 characters at most."""
    if not str(text or "").strip():
        raise message(400, {"title": ["can't be blank"]})
    if len(text) > 255:
        raise message(400, {"title": ["is too long (maximum is 255 characters)"]})
    return str(text)


def seen(call: Call, project: Project, row: Row) -> bool:
    """Confidential ones are for their author and from the Planner role on."""
    mine = call.user is not None and row["author"]["id"] == call.user.id
    return mine or not row["confidential"] or level_of(call.state, project, call.user) >= PLANNER


def find(call: Call, project: Project, iid: str) -> Row:
    """By the number within the project."""
    rows = (row for row in project.issues if row["iid"] == number(iid))
    found = next((row for row in rows if seen(call, project, row)), None)
    if found is None:
        raise not_found()
    return found


def log(call: Call, project: Project, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed."""
    row: Any = after or before
    call.state.log.change(call.state.name, "issue", f"{project.path}#{row['iid']}", before, after)


ROUTES: dict[str, Any] = {
    "GET /projects/{id}/issues": list_issues,
    "POST /projects/{id}/issues": create_issue,
    "GET /projects/{id}/issues/{iid}": get_issue,
    "PUT /projects/{id}/issues/{iid}": update_issue,
    "DELETE /projects/{id}/issues/{iid}": delete_issue,
}
