"""The repository, to be read: files, the tree, branches and tags."""

import base64
import hashlib

from ..history import Commit, Tree
from ..http import Response
from .call import Call
from .errors import Refused, not_found
from .levels import REPORTER
from .model import Project, Row
from .paging import paged
from .protected_branches import covering


def opened(call: Call, id: str) -> Project:
    """The project, for those who may read its code."""
    project = call.project(id)
    return project if project.visibility != "private" else call.project(id, REPORTER)


def tip(project: Project, ref: str) -> Commit:
    """The newest commit of a branch or tag: a stand-in until something is written."""
    stand_in = sha(project.path + ref)
    return project.history.root(
        project.history.heads.get(ref, stand_in), project.files, project.created_at
    )


def files_at(project: Project, ref: str) -> Tree:
    """The files at a ref; 404 for one that is not there."""
    if ref == "HEAD":
        return project.files
    for name in (*project.branches, *project.tags):
        tip(project, name)
    if ref in (*project.branches, *project.tags):
        return tip(project, ref).files
    if ref not in project.history.commits:
        raise not_found("Commit")
    return project.history.commits[ref].files


def text_of(call: Call, id: str, path: str, ref: str) -> str:
    """The text of a file; 404 for a ref or path that is not there."""
    project = opened(call, id)
    files = files_at(project, ref)
    if path not in files:
        raise not_found("File")
    return files[path]


def get_raw(call: Call, id: str, path: str) -> Response:
    """The file as it is."""
    text = text_of(call, id, path, call.request.param("ref") or "HEAD")
    return Response(200, text.encode(), {"Content-Type": "text/plain; charset=utf-8"})


def get_file(call: Call, id: str, path: str) -> Response:
    """The file in base64 with its data."""
    ref = call.request.param("ref")
    if ref is None:
        raise Refused(400, {"error": "ref is missing"})
    data = text_of(call, id, path, ref).encode()
    body = {
        "file_name": path.split("/")[-1],
        "file_path": path,
        "size": len(data),
        "encoding": "base64",
        "content": base64.b64encode(data).decode(),
        "content_sha256": hashlib.sha256(data).hexdigest(),
        "ref": ref,
        "execute_filemode": False,
    }
    return Response.of(200, body)


def list_tree(call: Call, id: str) -> Response:
    """Files and folders under `path`; at every depth with `recursive`."""
    project = opened(call, id)
    deep = call.flag("recursive")
    prefix = (call.request.param("path") or "").strip("/")
    prefix = f"{prefix}/" if prefix else ""
    found: dict[str, str] = {}
    for path in sorted(files_at(project, call.request.param("ref") or "HEAD")):
        if path.startswith(prefix):
            rest = path[len(prefix) :].split("/")
            for depth in range(1, (len(rest) if deep else 1) + 1):
                kind = "blob" if depth == len(rest) else "tree"
                found[prefix + "/".join(rest[:depth])] = kind
    return paged(call.request, [entry(path, kind) for path, kind in found.items()])


def entry(path: str, kind: str) -> Row:
    """One line of the tree."""
    mode = "040000" if kind == "tree" else "100644"
    return {"id": sha(path), "name": path.split("/")[-1], "type": kind, "path": path, "mode": mode}


def sha(text: str) -> str:
    """A hash that looks like git's."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def list_branches(call: Call, id: str) -> Response:
    """Branches; the first is the default."""
    project = opened(call, id)
    return paged(call.request, [branch(project, name) for name in project.branches])


def get_branch(call: Call, id: str, name: str) -> Response:
    """One branch."""
    project = opened(call, id)
    if name not in project.branches:
        raise not_found("Branch")
    return Response.of(200, branch(project, name))


def branch(project: Project, name: str) -> Row:
    """A branch with the commit it is at."""
    default = name == project.branches[0]
    barred = bool(covering(project, name))
    commit = commit_row(tip(project, name))
    return {"name": name, "default": default, "protected": barred, "commit": commit}


def commit_row(one: Commit) -> Row:
    """A commit in short."""
    title, parents = one.message.partition("\n")[0], list(one.parents)
    short = {"id": one.sha, "short_id": one.sha[:8], "parent_ids": parents}
    dates = dict.fromkeys(("created_at", "authored_date", "committed_date"), one.date)
    people = {"author_name": one.author, "committer_name": one.author}
    return {**short, **dates, "title": title, "message": one.message, **people}


def list_tags(call: Call, id: str) -> Response:
    """Tags."""
    project = opened(call, id)
    rows = [{"name": n, "commit": commit_row(tip(project, n))} for n in project.tags]
    return paged(call.request, rows)


ROUTES = {
    "GET /projects/{id}/repository/files/{path}": get_file,
    "GET /projects/{id}/repository/files/{path}/raw": get_raw,
    "GET /projects/{id}/repository/tree": list_tree,
    "GET /projects/{id}/repository/branches": list_branches,
    "GET /projects/{id}/repository/branches/{name}": get_branch,
    "GET /projects/{id}/repository/tags": list_tags,
}
