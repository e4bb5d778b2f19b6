"""What owners do to a project: rename, archive, share, delete; and to its members.

Source: lib/api/projects.rb, lib/api/members.rb and doc/api/{projects,members}.md.
"""

import re

from ..http import Response
from .call import Call
from .errors import message, not_found
from .groups import show_member
from .levels import LEVELS, MAINTAINER, OWNER
from .model import Project, Row, parents
from .params import Field, declared
from .params import number as whole
from .projects import show

EDITABLE = (
    Field("path"),
    Field("name"),
    Field("visibility", values=("private", "internal", "public")),
    Field("ci_config_path"),
)
LEVEL = Field("access_level", int, required=True, values=tuple(LEVELS.values()))
SHARE = (
    Field("group_id", int, required=True),
    Field("group_access", int, required=True, values=tuple(LEVELS.values())),
)


def edit_project(call: Call, id: str) -> Response:
    """Name, path, visibility, path of the pipeline file; a path is for owners."""
    project = call.project(id, MAINTAINER)
    given = declared(call.params(), EDITABLE)
    if given.get("path"):
        call.project(id, OWNER)
        move(call, project, given["path"])
    if "ci_config_path" in given:
        project.settings["ci_config_path"] = given["ci_config_path"]
    project.name = given.get("name") or project.name
    project.visibility = given.get("visibility") or project.visibility
    log(call, project, None, given)
    return Response.of(200, show(call, project))


def move(call: Call, project: Project, word: str) -> None:
    """A new path; under the old one it is still found. Source: RedirectRoute."""
    if not re.fullmatch(r"[A-Za-z0-9_.][A-Za-z0-9_.-]*", word):
        raise message(400, {"path": ["can contain only letters, digits, '_', '-' and '.'."]})
    path = f"{parents(project.path)[0]}/{word}"
    if path in call.state.projects:
        raise message(400, {"path": ["has already been taken"]})
    call.state.moved[project.path] = path
    call.state.projects[path] = call.state.projects.pop(project.path)
    project.path = path


def archive(call: Call, id: str) -> Response:
    """From now on it is read-only."""
    return archived(call, id, True)


def unarchive(call: Call, id: str) -> Response:
    """Back in use."""
    return archived(call, id, False)


def archived(call: Call, id: str, value: bool) -> Response:
    """Say whether it is archived."""
    project = call.project(id, OWNER)
    project.archived = value
    log(call, project, None, {"archived": value})
    return Response.of(201, show(call, project))


def delete_project(call: Call, id: str) -> Response:
    """Gone at once, as where deletion is not delayed."""
    project = call.project(id, OWNER)
    del call.state.projects[project.path]
    log(call, project, {"id": project.id}, None)
    return Response.of(202, {"message": "202 Accepted"})


def share_project(call: Call, id: str) -> Response:
    """Invite a group."""
    project = call.project(id, MAINTAINER)
    given = declared(call.params(), SHARE)
    group = call.state.group_by_id(given["group_id"] or 0)
    if group is None:
        raise not_found("Group")
    if group.path in project.shared_with:
        raise message(409, "Group already shared with this project")
    project.shared_with[group.path] = given["group_access"]
    log(call, project, None, given)
    return Response.of(201, {"project_id": project.id, **given, "expires_at": None})


def unshare_project(call: Call, id: str, number: str) -> Response:
    """A group less; rules that name it stay until somebody edits them."""
    project = call.project(id, MAINTAINER)
    group = call.state.group_by_id(whole(number) or 0)
    if group is None or group.path not in project.shared_with:
        raise not_found("Group Link")
    del project.shared_with[group.path]
    log(call, project, {"group_id": group.id}, None)
    return Response(204)


def add_member(call: Call, id: str) -> Response:
    """A direct member."""
    project = call.project(id, MAINTAINER)
    given = declared(call.params(), (Field("user_id", int, required=True), LEVEL))
    user = call.state.user_by_id(given["user_id"] or 0)
    if user is None:
        raise not_found("User")
    if user.username in project.members:
        raise message(409, "Member already exists")
    return put_member(call, project, user.username, given["access_level"], 201)


def edit_member(call: Call, id: str, number: str) -> Response:
    """Another level for a direct member."""
    project = call.project(id, MAINTAINER)
    given = declared(call.params(), (LEVEL,))
    return put_member(call, project, direct(call, project, number), given["access_level"], 200)


def remove_member(call: Call, id: str, number: str) -> Response:
    """No direct member any more; inherited membership stays."""
    project = call.project(id, MAINTAINER)
    who = direct(call, project, number)
    del project.members[who]
    log(call, project, {"member": who}, None)
    return Response(204)


def direct(call: Call, project: Project, number: str) -> str:
    """The username of a direct member, or 404."""
    user = call.state.user_by_id(whole(number) or 0)
    if user is None or user.username not in project.members:
        raise not_found("Member")
    return user.username


def put_member(call: Call, project: Project, who: str, level: int, status: int) -> Response:
    """Store a level and show the member."""
    project.members[who] = level
    log(call, project, None, {"member": who, "access_level": level})
    return Response.of(status, show_member(call, who, level))


def log(call: Call, project: Project, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed."""
    call.state.log.change(call.state.name, "project", project.path, before, after)


ROUTES = {
    "PUT /projects/{id}": edit_project,
    "DELETE /projects/{id}": delete_project,
    "POST /projects/{id}/archive": archive,
    "POST /projects/{id}/unarchive": unarchive,
    "POST /projects/{id}/share": share_project,
    "DELETE /projects/{id}/share/{number}": unshare_project,
    "POST /projects/{id}/members": add_member,
    "PUT /projects/{id}/members/{number}": edit_member,
    "DELETE /projects/{id}/members/{number}": remove_member,
}
