"""Projects as GitLab shows them."""

from ..http import Response
from .access import above, level_of
from .call import Call
from .levels import MAINTAINER
from .model import Container, Project, Row, parents
from .paging import paged


def get_project(call: Call, id: str) -> Response:
    """One project."""
    return Response.of(200, show(call, call.project(id)))


def list_groups(call: Call, id: str) -> Response:
    """The groups above, and with `with_shared` those it is shared with."""
    project = call.project(id)
    found = above(call.state, project)
    if call.flag("with_shared"):
        found = [*found, *(call.state.groups[path] for path in project.shared_with)]
    rows = [
        {"id": g.id, "name": g.name, "full_name": g.path.replace("/", " / "), "full_path": g.path}
        for g in found
    ]
    return paged(call.request, rows)


def show(call: Call, project: Project, brief: bool = False) -> Row:
    """The answer; lists leave the permissions out."""
    base = call.request.base_url
    body: Row = {
        "id": project.id,
        "name": project.name,
        "path": project.path.split("/")[-1],
        "path_with_namespace": project.path,
        "name_with_namespace": " / ".join([*parents(project.path)[0].split("/"), project.name]),
        "default_branch": project.branches[0],
        "visibility": project.visibility,
        "archived": project.archived,
        "ci_config_path": None,
        "web_url": f"{base}/{project.path}",
        "http_url_to_repo": f"{base}/{project.path}.git",
        "namespace": namespace(call, project),
        "shared_with_groups": shares(call, project),
        **project.settings,
    }
    if level_of(call.state, project, call.user) < MAINTAINER:
        body = {k: v for k, v in body.items() if k not in project.settings or k == "ci_config_path"}
    return body if brief else {**body, "permissions": permissions(call, project)}


def shares(call: Call, holder: Container) -> list[Row]:
    """The groups a project or group is shared with."""
    found = [(call.state.groups[path], level) for path, level in holder.shared_with.items()]
    return [
        {
            "group_id": group.id,
            "group_name": group.name,
            "group_full_path": group.path,
            "group_access_level": level,
            "expires_at": None,
        }
        for group, level in found
    ]


def namespace(call: Call, project: Project) -> Row:
    """The group or user it is in."""
    path = parents(project.path)[0]
    group, user = call.state.groups.get(path), call.state.users.get(path)
    return {
        "id": group.id if group else 0,
        "name": group.name if group else user.name if user else path,
        "path": path.split("/")[-1],
        "kind": "group" if group else "user",
        "full_path": path,
    }


def permissions(call: Call, project: Project) -> Row:
    """The levels of the one who asks: from the project, and from the groups above."""
    if call.user is None:
        return {"project_access": None, "group_access": None}
    who = call.user.username
    inherited = max((g.members.get(who, 0) for g in above(call.state, project)), default=0)
    levels = {"project_access": project.members.get(who, 0), "group_access": inherited}
    return {
        name: {"access_level": level, "notification_level": 3} if level else None
        for name, level in levels.items()
    }


ROUTES = {
    "GET /projects/{id}": get_project,
    "GET /projects/{id}/groups": list_groups,
}
