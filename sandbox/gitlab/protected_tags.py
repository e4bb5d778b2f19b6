"""Protected tags: created and removed, never changed. Source: lib/api/protected_tags.rb."""

from ..http import Response
from .call import Call
from .errors import message, not_found
from .levels import MAINTAINER
from .model import Project, Row
from .paging import paged
from .params import declared
from .state import GitLabState
from .tag_rows import FIELDS, problems, show, store, wanted


def list_tags(call: Call, id: str) -> Response:
    """All protections of a project."""
    project = call.project(id, MAINTAINER)
    return paged(call.request, [show(call.state, project, n) for n in project.protected_tags])


def get_tag(call: Call, id: str, name: str) -> Response:
    """One protection, by the exact name or pattern it was created with."""
    project = call.project(id, MAINTAINER)
    return Response.of(200, show(call.state, project, known(project, name)))


def create_tag(call: Call, id: str) -> Response:
    """Protect; a name that is protected already is refused."""
    project = call.project(id, MAINTAINER)
    given = declared(call.params(), FIELDS)
    name = given["name"]
    rows = wanted(call.state, given)
    errors = problems(call.state, project, name, rows)
    if errors:
        raise message(422, errors)
    store(call.state, project, name, rows)
    after = show(call.state, project, name)
    call.state.log.change(call.state.name, "protected-tag", key(project, name), None, after)
    return Response.of(201, after)


def delete_tag(call: Call, id: str, name: str) -> Response:
    """Unprotect."""
    project = call.project(id, MAINTAINER)
    before = show(call.state, project, known(project, name))
    del project.protected_tags[name]
    call.state.log.change(call.state.name, "protected-tag", key(project, name), before, None)
    return Response(204)


def seeded(state: GitLabState, project: Project, rule: Row) -> None:
    """A protection that was there before; written as in POST."""
    given = declared(rule, FIELDS)
    rows = wanted(state, given)
    errors = problems(state, project, given["name"], rows)
    if errors:
        raise ValueError(f"{project.path}: protected tag {given['name']!r}: {errors[0]}")
    store(state, project, given["name"], rows)


def key(project: Project, name: str) -> str:
    """How the event log names it."""
    return f"{project.path}/{name}"


def known(project: Project, name: str) -> str:
    """The name, or 404."""
    if name not in project.protected_tags:
        raise not_found()
    return name


ROUTES = {
    "GET /projects/{id}/protected_tags": list_tags,
    "POST /projects/{id}/protected_tags": create_tag,
    "GET /projects/{id}/protected_tags/{name}": get_tag,
    "DELETE /projects/{id}/protected_tags/{name}": delete_tag,
}
