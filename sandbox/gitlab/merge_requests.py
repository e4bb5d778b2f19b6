"""Merge requests within one project. Source: doc/api/merge_requests.md."""

from ..history import Pull
from ..http import Response
from .call import Call
from .clock import now
from .commits import put, resolved
from .errors import message, not_found
from .identity import show as person
from .levels import DEVELOPER
from .model import Project, Row
from .paging import paged
from .params import Field, declared
from .repository import opened, tip

NEW = (
    Field("source_branch", required=True),
    Field("target_branch", required=True),
    Field("title", required=True),
    Field("description"),
)
EDIT = (
    Field("title"),
    Field("description"),
    Field("state_event", values=("close", "reopen")),
    Field("discussion_locked", bool),
)
STATES = {"close": "closed", "reopen": "opened"}


def list_requests(call: Call, id: str) -> Response:
    """Newest first unless asked otherwise, narrowed by state and branches."""
    project, ask = opened(call, id), call.request.param
    ordered = reversed(project.requests) if ask("sort") != "asc" else project.requests
    found = list(ordered)
    wanted = {"state": ask("state"), "head": ask("source_branch"), "base": ask("target_branch")}
    for key, value in wanted.items():
        if value not in (None, "all"):
            found = [one for one in found if getattr(one, key) == value]
    return paged(call.request, [show(call, project, one) for one in found])


def one_of(project: Project, number: str) -> Pull:
    """A merge request by its number in the project."""
    found = next((one for one in project.requests if str(one.number) == number), None)
    if found is None:
        raise not_found()
    return found


def get_request(call: Call, id: str, number: str) -> Response:
    """One merge request."""
    project = opened(call, id)
    return Response.of(200, show(call, project, one_of(project, number)))


def of_commit(call: Call, id: str, sha: str) -> Response:
    """The merge requests that brought a commit, or would."""
    project = opened(call, id)
    commit = resolved(project, sha)
    if commit is None:
        raise not_found("Commit")
    found = [one for one in reversed(project.requests) if commit.sha in brought(project, one)]
    return paged(call.request, [show(call, project, one) for one in found])


def brought(project: Project, one: Pull) -> tuple[str, ...]:
    """The commits of a merge request, and the one that took it."""
    if one.merged_at or not {one.head, one.base} <= set(project.branches):
        return one.brought
    base, head = tip(project, one.base), tip(project, one.head)
    return tuple(each.sha for each in project.history.beside(base.sha, head.sha))


def create_request(call: Call, id: str) -> Response:
    """From a branch that is there, and only one at a time."""
    project = call.project(id, DEVELOPER)
    given = declared(call.params(), NEW)
    head, base = given["source_branch"], given["target_branch"]
    for kind, name in (("source", head), ("target", base)):
        if name not in project.branches:
            raise message(400, [f"{kind.title()} branch {name!r} does not exist"])
    twin = [r for r in project.requests if (r.head, r.base, r.state) == (head, base, "opened")]
    if twin:
        told = (
            f"Another open merge request already exists for this source branch: !{twin[0].number}"
        )
        raise message(409, [told])
    number, who = len(project.requests) + 1, call.signed_in().username
    made = Pull(number, given["title"], given.get("description"), head, base, who, now(), "opened")
    project.requests.append(made)
    after = show(call, project, made)
    log(call, project, made, None, after)
    return Response.of(201, after)


def edit_request(call: Call, id: str, number: str) -> Response:
    """Title, description, closed or open again."""
    project = call.project(id, DEVELOPER)
    one, given = one_of(project, number), declared(call.params(), EDIT)
    before = show(call, project, one)
    one.title = given.get("title") or one.title
    one.body = given.get("description", one.body)
    one.locked = given.get("discussion_locked", one.locked)
    one.state = STATES.get(given.get("state_event") or "", one.state)
    after = show(call, project, one)
    log(call, project, one, before, after)
    return Response.of(200, after)


def merge_request(call: Call, id: str, number: str) -> Response:
    """A merge commit on the target branch."""
    project = call.project(id, DEVELOPER)
    one = one_of(project, number)
    if one.state != "opened":
        raise message(405, "405 Method Not Allowed")
    base, head = tip(project, one.base), tip(project, one.head)
    files = project.history.merged(base.sha, head.sha)
    if files is None:
        raise message(422, "Branch cannot be merged")
    text = f"Merge branch '{one.head}' into '{one.base}'"
    who = call.signed_in().name
    made = project.history.add(text, (base.sha, head.sha), files, who, now())
    put(call, project, one.base, made)
    before = show(call, project, one)
    one.state, one.merged_at, one.last = "merged", now(), head.sha
    one.brought = (made.sha, *(each.sha for each in project.history.beside(base.sha, head.sha)))
    after = show(call, project, one)
    log(call, project, one, before, after)
    return Response.of(200, after)


def show(call: Call, project: Project, one: Pull) -> Row:
    """The answer, what clients read of it."""
    author = call.state.users[one.user]
    source = call.state.projects.get(one.source or "") if one.source != "" else project
    return {
        "id": project.id * 1000 + one.number,
        "iid": one.number,
        "project_id": project.id,
        "source_project_id": source.id if source else None,
        "target_project_id": project.id,
        "title": one.title,
        "description": one.body,
        "state": one.state,
        "source_branch": one.head,
        "target_branch": one.base,
        "author": person(call, author),
        "created_at": one.created_at,
        "merged_at": one.merged_at,
        "sha": one.last or (tip(project, one.head).sha if one.head in project.branches else None),
        "discussion_locked": one.locked or None,
        "user_notes_count": sum(row["noteable_iid"] == one.number for row in project.notes),
        "web_url": f"{call.request.base_url}/{project.path}/-/merge_requests/{one.number}",
    }


def log(call: Call, project: Project, one: Pull, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed."""
    where = f"{project.path}/!{one.number}"
    call.state.log.change(call.state.name, "merge-request", where, before, after)


BASE = "/projects/{id}/merge_requests"
ROUTES = {
    f"GET {BASE}": list_requests,
    f"POST {BASE}": create_request,
    f"GET {BASE}/{{number}}": get_request,
    f"PUT {BASE}/{{number}}": edit_request,
    f"PUT {BASE}/{{number}}/merge": merge_request,
    "GET /projects/{id}/repository/commits/{sha}/merge_requests": of_commit,
}
