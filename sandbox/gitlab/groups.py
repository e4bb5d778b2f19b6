"""Groups, and who is a member of groups and projects."""

from functools import partial
from typing import Any

from ..http import Response
from .access import members, visible
from .call import Call
from .errors import message, not_found
from .model import Container, Group, Project, Row, parents
from .paging import paged
from .params import number as whole
from .projects import shares
from .projects import show as show_project


def get_group(call: Call, id: str) -> Response:
    """One group."""
    group = call.group(id)
    return Response.of(200, {**show(call, group), "shared_with_groups": shares(call, group)})


def list_groups(call: Call) -> Response:
    """The groups the user may see."""
    call.signed_in()
    rows = [g for g in call.state.groups.values() if visible(call.state, g, call.user)]
    return paged(call.request, [show(call, g) for g in rows])


def list_subgroups(call: Call, id: str) -> Response:
    """The groups right below."""
    group = call.group(id)
    rows = [g for g in call.state.groups.values() if parents(g.path)[:1] == [group.path]]
    return paged(call.request, [show(call, g) for g in rows if visible(call.state, g, call.user)])


def list_projects(call: Call, id: str) -> Response:
    """The projects right below, or at any depth with `include_subgroups`; by id, as `sort` says."""
    group = call.group(id)
    deep = call.flag("include_subgroups")
    shared = call.flag("with_shared", "true")
    rows = [
        p
        for p in call.state.projects.values()
        if group.path in (parents(p.path) if deep else parents(p.path)[:1])
        or (shared and group.path in p.shared_with)
    ]
    return listed_projects(call, rows)


def every_project(call: Call) -> Response:
    """All projects that are shown to whoever asks; doc/api/projects.md, "List all projects"."""
    return listed_projects(call, list(call.state.projects.values()))


def listed_projects(call: Call, rows: list[Project]) -> Response:
    """Those that are visible, by id."""
    falling = call.request.param("sort", "desc") == "desc"
    found = sorted(
        (p for p in rows if visible(call.state, p, call.user)), key=lambda p: p.id, reverse=falling
    )
    return paged(call.request, [show_project(call, p, brief=True) for p in found])


def show(call: Call, group: Group) -> Row:
    """The answer."""
    above = parents(group.path)
    return {
        "id": group.id,
        "name": group.name,
        "path": group.path.split("/")[-1],
        "full_name": " / ".join(
            [call.state.groups[p].name for p in reversed(above)] + [group.name]
        ),
        "full_path": group.path,
        "parent_id": call.state.groups[above[0]].id if above else None,
        "visibility": group.visibility,
        "web_url": f"{call.request.base_url}/groups/{group.path}",
    }


def list_members(call: Call, where: str, id: str, every: bool) -> Response:
    """Direct members, or with `/all` the inherited and invited ones too."""
    holder = opened(call, where, id)
    found = members(call.state, holder) if every else holder.members
    only = wanted(call.request.param("user_ids"))
    rows = [show_member(call, who, level) for who, level in found.items()]
    rows = [row for row in rows if only is None or row["id"] in only]
    part = (call.request.param("query") or "").lower()
    return paged(call.request, [r for r in rows if part in f"{r['username']} {r['name']}".lower()])


def wanted(text: str | None) -> set[int | None] | None:
    """Numbers with commas: `CommaSeparatedToIntegerArray`."""
    if text is None:
        return None
    numbers = {whole(part) for part in text.split(",")}
    if None in numbers:
        raise message(400, "user_ids is invalid")
    return numbers


def get_member(call: Call, where: str, id: str, number: str, every: bool) -> Response:
    """One member by the number of the user."""
    holder = opened(call, where, id)
    found = members(call.state, holder) if every else holder.members
    user = call.state.user_by_id(whole(number) or 0)
    if user is None or user.username not in found:
        raise not_found()
    return Response.of(200, show_member(call, user.username, found[user.username]))


def opened(call: Call, where: str, id: str) -> Container:
    """The project or group."""
    return call.project(id) if where == "projects" else call.group(id)


def show_member(call: Call, who: str, level: int) -> Row:
    """A user with a level."""
    user = call.state.users[who]
    return {
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "state": "active",
        "access_level": level,
        "membership_state": "active",
        "expires_at": None,
        "web_url": f"{call.request.base_url}/{user.username}",
    }


ROUTES: dict[str, Any] = {
    "GET /groups": list_groups,
    "GET /groups/{id}": get_group,
    "GET /groups/{id}/subgroups": list_subgroups,
    "GET /groups/{id}/projects": list_projects,
    "GET /projects": every_project,
}
for _where in ("projects", "groups"):
    for _rest, _every in (("/all", True), ("", False)):
        _path = f"GET /{_where}/{{id}}/members{_rest}"
        ROUTES[_path] = partial(list_members, where=_where, every=_every)
        ROUTES[f"{_path}/{{number}}"] = partial(get_member, where=_where, every=_every)
