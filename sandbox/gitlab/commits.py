"""Branches written and commits made. Source: doc/api/{commits,branches,repositories}.md."""

import base64

from ..history import Commit, Tree
from ..http import Response
from .call import Call
from .clock import now
from .errors import Refused, forbidden, message, not_found
from .levels import DEVELOPER, MAINTAINER
from .model import Project, Row
from .paging import paged
from .params import Field, declared
from .protected_branches import covering
from .repository import branch, commit_row, opened, tip

ACTION = (
    Field("action", required=True, values=("create", "update", "delete", "move", "chmod")),
    Field("file_path", required=True),
    Field("content"),
    Field("encoding", values=("text", "base64")),
)
COMMIT = (
    Field("branch", required=True),
    Field("commit_message", required=True),
    Field("start_branch"),
    Field("start_sha"),
    Field("force", bool),
    Field("actions", fields=ACTION),
)


def resolved(project: Project, name: str) -> Commit | None:
    """A branch, tag or hash."""
    for ref in (*project.branches, *project.tags):
        tip(project, ref)
    if name in (*project.branches, *project.tags):
        return tip(project, name)
    return project.history.commits.get(name)


def may_push(call: Call, project: Project, name: str) -> None:
    """Developers push to branches, maintainers to protected ones too (the default access)."""
    need = MAINTAINER if covering(project, name) else DEVELOPER
    call.project(project.path, need)


def list_commits(call: Call, id: str) -> Response:
    """Newest first: of `ref_name`, with `path` only those that touched a file or folder."""
    project, ask = opened(call, id), call.request.param
    start = resolved(project, ask("ref_name") or project.branches[0])
    if start is None:
        raise not_found("Commit")
    path = (ask("path") or "").strip("/")
    found = project.history.log(start.sha, path, call.flag("first_parent"))
    return paged(call.request, [commit_row(one) for one in found])


def create_commit(call: Call, id: str) -> Response:
    """One commit of several actions, on a branch or on a new one that starts elsewhere."""
    project = call.project(id, DEVELOPER)
    given = declared(call.params(), COMMIT)
    name, start = given["branch"], given.get("start_sha") or given.get("start_branch")
    may_push(call, project, name)
    there = name in project.branches
    if start and there and not given.get("force") and start != name:
        raise message(400, f"A branch called '{name}' already exists. Switch to that branch")
    if not there and not start:
        raise message(400, "You can only create or edit files when you are on a branch")
    parent = resolved(project, start or name)
    if parent is None:
        raise message(400, "Cannot find start_branch or start_sha")
    files = changed(parent.files, given.get("actions") or [])
    who, text = call.signed_in(), given["commit_message"]
    made = project.history.add(text, (parent.sha,), files, who.name, now())
    put(call, project, name, made)
    return Response.of(201, commit_row(made))


def changed(before: Tree, actions: list[Row]) -> Tree:
    """Files after the actions; one that cannot be done refuses all."""
    files = dict(before)
    for one in actions:
        path, kind = one["file_path"], one["action"]
        if kind == "create" and path in files:
            raise message(400, "A file with this name already exists")
        if kind in ("update", "delete") and path not in files:
            raise message(400, "A file with this name doesn't exist")
        if kind in ("move", "chmod"):
            raise Refused(501, {"message": f"the sandbox does not serve the action {kind}"})
        files.pop(path, None)
        if kind != "delete":
            files[path] = text_of(one)
    return files


def text_of(action: Row) -> str:
    """The content, decoded."""
    content = action.get("content") or ""
    return base64.b64decode(content).decode() if action.get("encoding") == "base64" else content


def put(call: Call, project: Project, name: str, commit: Commit) -> None:
    """A branch at a commit; the default branch's files are those of the project."""
    before = {"id": tip(project, name).sha} if name in project.branches else None
    if name not in project.branches:
        project.branches.append(name)
    project.history.heads[name] = commit.sha
    if name == project.branches[0]:
        project.files = dict(commit.files)
    log(call, project, name, before, {"id": commit.sha})


def create_branch(call: Call, id: str) -> Response:
    """A branch from a ref."""
    project = call.project(id, DEVELOPER)
    given = declared(call.params(), (Field("branch", required=True), Field("ref", required=True)))
    start = resolved(project, given["ref"])
    if given["branch"] in project.branches:
        raise message(400, "Branch already exists")
    if start is None:
        raise message(400, f"Invalid reference name: {given['ref']}")
    may_push(call, project, given["branch"])
    put(call, project, given["branch"], start)
    return Response.of(201, branch(project, given["branch"]))


def delete_branch(call: Call, id: str, name: str) -> Response:
    """A branch taken away; never the default one or a protected one through the API."""
    project = call.project(id, DEVELOPER)
    if name not in project.branches:
        raise not_found("Branch")
    if name == project.branches[0] or covering(project, name):
        raise forbidden()
    before = {"id": tip(project, name).sha}
    project.branches.remove(name)
    project.history.heads.pop(name, None)
    log(call, project, name, before, None)
    return Response(204)


def compare(call: Call, id: str) -> Response:
    """What `to` has and its merge base with `from` has not."""
    project = opened(call, id)
    names = [call.request.param(key) for key in ("from", "to")]
    if None in names:
        raise Refused(400, {"error": "from is missing, to is missing"})
    one, other = (resolved(project, str(name)) for name in names)
    if one is None or other is None:
        raise not_found("Ref")
    ahead = project.history.beside(one.sha, other.sha)
    body = {
        "commit": commit_row(ahead[-1]) if ahead else None,
        "commits": [commit_row(each) for each in ahead],
        "diffs": [],
        "compare_timeout": False,
        "compare_same_ref": one.sha == other.sha,
    }
    return Response.of(200, body)


def log(call: Call, project: Project, name: str, before: Row | None, after: Row | None) -> None:
    """Say in the event log what changed."""
    call.state.log.change(call.state.name, "branch", f"{project.path}/{name}", before, after)


ROUTES = {
    "GET /projects/{id}/repository/commits": list_commits,
    "POST /projects/{id}/repository/commits": create_commit,
    "POST /projects/{id}/repository/branches": create_branch,
    "DELETE /projects/{id}/repository/branches/{name}": delete_branch,
    "GET /projects/{id}/repository/compare": compare,
}
