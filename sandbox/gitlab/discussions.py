"""Threads on merge requests: notes that answer each other, and can be resolved.

Source: doc/api/discussions.md, lib/api/discussions.rb. A note that stands alone is a thread of one,
which becomes one that can be resolved with the first answer.
"""

from ..history import Pull
from ..http import Response
from .access import level_of
from .call import Call
from .clock import now
from .errors import forbidden, not_found
from .identity import show as person
from .levels import DEVELOPER
from .merge_requests import BASE
from .model import Project, Row
from .notes import about, add, log, seen, text_of, writable
from .paging import paged
from .params import Field, declared

THREADS = f"{BASE}/{{number}}/discussions"
RESOLVED = Field("resolved", bool, required=True)


def list_discussions(call: Call, id: str, number: str) -> Response:
    """The oldest first, each with its notes."""
    project, request = seen(call, id, number)
    threads = list(dict.fromkeys(thread_of(project, row) for row in about(project, request)))
    return paged(call.request, [show(project, request, thread) for thread in threads])


def create_discussion(call: Call, id: str, number: str) -> Response:
    """A thread that can be resolved from its first note on."""
    project, request = writable(call, id, number)
    row = add(call, project, request, text_of(call), "DiscussionNote")
    return Response.of(201, show(project, request, thread_of(project, row)))


def get_discussion(call: Call, id: str, number: str, thread: str) -> Response:
    """One."""
    project, request = seen(call, id, number)
    return Response.of(200, show(project, request, thread))


def answer(call: Call, id: str, number: str, thread: str) -> Response:
    """One more note in a thread."""
    project, request = writable(call, id, number)
    for row in inside(project, request, thread):
        if row["type"] is None:
            row |= {"type": "DiscussionNote", "resolvable": True, "resolved": False}
            row |= {"resolved_by": None, "resolved_at": None}
    row = add(call, project, request, text_of(call), "DiscussionNote")
    project.threads[row["id"]] = thread
    return Response.of(201, row)


def resolve(call: Call, id: str, number: str, thread: str) -> Response:
    """Resolve it or open it again: from the Developer role on, and for who asked for the merge."""
    project, request = writable(call, id, number)
    user, rows = call.signed_in(), inside(project, request, thread)
    allowed = level_of(call.state, project, user) >= DEVELOPER or request.user == user.username
    if not allowed or not any(row["resolvable"] for row in rows):
        raise forbidden()
    resolved = declared(call.params(), [RESOLVED])["resolved"]
    by = person(call, user) if resolved else None
    for row in rows:
        before = dict(row)
        row |= {"resolved": resolved, "resolved_by": by, "resolved_at": now() if by else None}
        log(call, project, before, row)
    return Response.of(200, show(project, request, thread))


def thread_of(project: Project, row: Row) -> str:
    """The id of the thread that a note is in: 40 hexadecimal digits."""
    return project.threads.get(row["id"], f"{row['id']:040x}")


def inside(project: Project, request: Pull, thread: str) -> list[Row]:
    """The notes of a thread."""
    rows = [row for row in about(project, request) if thread_of(project, row) == thread]
    if not rows:
        raise not_found("Discussion")
    return rows


def show(project: Project, request: Pull, thread: str) -> Row:
    """The answer."""
    rows = inside(project, request, thread)
    return {"id": thread, "individual_note": rows[0]["type"] is None, "notes": rows}


ROUTES = {
    f"GET {THREADS}": list_discussions,
    f"POST {THREADS}": create_discussion,
    f"GET {THREADS}/{{thread}}": get_discussion,
    f"PUT {THREADS}/{{thread}}": resolve,
    f"POST {THREADS}/{{thread}}/notes": answer,
}
