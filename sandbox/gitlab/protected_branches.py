"""Protected branches, to be read. Source: doc/api/protected_branches.md."""

from fnmatch import fnmatchcase

from ..http import Response
from .call import Call
from .levels import DEVELOPER
from .model import Project, Row
from .paging import paged


def covering(project: Project, name: str) -> list[str]:
    """The protected names and patterns that a branch falls under; `*` takes slashes too."""
    literal = [p.replace("[", "[[]").replace("?", "[?]") for p in project.protected_branches]
    pairs = zip(project.protected_branches, literal, strict=True)
    return [pattern for pattern, glob in pairs if fnmatchcase(name, glob)]


def list_branches(call: Call, id: str) -> Response:
    """Every protection of a project."""
    project = call.project(id, DEVELOPER)
    rows = [show(number, name) for number, name in enumerate(project.protected_branches, 1)]
    return paged(call.request, rows)


def show(number: int, name: str) -> Row:
    """One protection, with the access that GitLab gives when nothing else is said."""
    level = {"access_level": 40, "access_level_description": "Maintainers"}
    return {
        "id": number,
        "name": name,
        "push_access_levels": [{"id": number, **level}],
        "merge_access_levels": [{"id": number, **level}],
        "allow_force_push": False,
        "inherited": False,
    }


ROUTES = {"GET /projects/{id}/protected_branches": list_branches}
