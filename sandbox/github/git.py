"""Git database: trees, commits, refs, as they are written. Source: REST docs, "Git database"."""

from ..history import Commit
from ..http import Response
from . import access, errors
from .call import Call
from .contents import protected, ref_view, tip
from .model import Json, Repo

REPO = "/repos/{owner}/{repo}"


def commit_of(repo: Repo, sha: str) -> Commit:
    """A commit by its hash; refs of the seed have theirs too."""
    for ref in (*repo.branches, *repo.tags):
        tip(repo, ref)
    found = repo.history.commits.get(sha)
    if found is None:
        raise errors.not_found()
    return found


def get_commit(call: Call, owner: str, repo: str, sha: str) -> Response:
    """`GET .../git/commits/{sha}`."""
    found = call.repo(owner, repo)
    return Response.of(200, git_commit(call, found, commit_of(found, sha)))


def git_commit(call: Call, repo: Repo, one: Commit) -> Json:
    """OpenAPI's `git-commit`."""
    base = call.url(f"/repos/{repo.full_name}/git")
    who = {"name": one.author, "email": f"{one.author}@users.noreply", "date": one.date}
    tree = repo.history.tree(one.files)
    parents = [{"sha": p, "url": f"{base}/commits/{p}", "html_url": ""} for p in one.parents]
    return {
        "sha": one.sha,
        "node_id": f"C_{one.sha}",
        "url": f"{base}/commits/{one.sha}",
        "html_url": call.html(f"{repo.full_name}/commit/{one.sha}"),
        "author": who,
        "committer": who,
        "message": one.message,
        "tree": {"sha": tree, "url": f"{base}/trees/{tree}"},
        "parents": parents,
        "verification": {
            "verified": False,
            "reason": "unsigned",
            "signature": None,
            "payload": None,
            "verified_at": None,
        },
    }


def get_tree(call: Call, owner: str, repo: str, sha: str) -> Response:
    """`GET .../git/trees/{sha}`: by tree, commit or branch; with `recursive` at every depth."""
    found = call.repo(owner, repo)
    ref = found.default_branch if sha == "HEAD" else sha
    if ref in found.branches:
        ref = tip(found, ref).sha
    files = found.history.trees.get(ref)
    if files is None:
        files = commit_of(found, ref).files
    return Response.of(200, tree_view(call, found, files, call.request.param("recursive")))


def tree_view(call: Call, repo: Repo, files: dict[str, str], deep: str | None) -> Json:
    """OpenAPI's `git-tree`."""
    sha = repo.history.tree(files)
    base = call.url(f"/repos/{repo.full_name}/git")
    rows: dict[str, Json] = {}
    for path in sorted(files):
        parts = path.split("/")
        for depth in range(1, (len(parts) if deep else 1) + 1):
            name, leaf = "/".join(parts[:depth]), depth == len(parts)
            kind, mode = ("blob", "100644") if leaf else ("tree", "040000")
            number = repo.history.tree({name: files[path]} if leaf else {name: ""})
            url = f"{base}/{kind}s/{number}"
            size = {"size": len(files[path].encode())} if leaf else {}
            rows[name] = {"path": name, "mode": mode, "type": kind, "sha": number, "url": url}
            rows[name] |= size
    return {
        "sha": sha,
        "url": f"{base}/trees/{sha}",
        "tree": list(rows.values()),
        "truncated": False,
    }


def make_tree(call: Call, owner: str, repo: str) -> Response:
    """`POST .../git/trees`: files with their content, on top of `base_tree`."""
    found, body = call.writable(owner, repo, access.WRITE), call.body()
    base = found.history.trees.get(body.get("base_tree") or "")
    if body.get("base_tree") and base is None:
        raise errors.unprocessable("base_tree is not a valid tree oid")
    files = dict(base or {})
    for entry in body.get("tree") or []:
        if entry.get("type") != "blob" or not isinstance(entry.get("content"), str):
            raise errors.unknown_path("POST", "/git/trees with entries that have no content")
        files[str(entry["path"])] = entry["content"]
    return Response.of(201, tree_view(call, found, files, None))


def make_commit(call: Call, owner: str, repo: str) -> Response:
    """`POST .../git/commits`: on no branch yet."""
    found, body = call.writable(owner, repo, access.WRITE), call.body()
    files = found.history.trees.get(body.get("tree") or "")
    if files is None:
        raise errors.unprocessable("Tree SHA does not exist")
    parents = tuple(commit_of(found, sha).sha for sha in body.get("parents") or [])
    text = str(body.get("message", ""))
    made = found.history.add(text, parents, files, call.signed_in(), call.state.now())
    return Response.of(201, git_commit(call, found, made))


def make_ref(call: Call, owner: str, repo: str) -> Response:
    """`POST .../git/refs`: a branch that is not there yet."""
    found, body = call.writable(owner, repo, access.WRITE), call.body()
    name = branch_name(str(body.get("ref", "")).removeprefix("refs/"))
    if name in found.branches:
        raise errors.unprocessable("Reference already exists")
    clash = [b for b in found.branches if f"{b}/".startswith(f"{name}/") or starts(name, b)]
    commit = found.history.commits.get(str(body.get("sha")))
    if clash or commit is None:
        raise errors.unprocessable("Object does not exist" if not clash else "Reference failed")
    found.branches.append(name)
    found.history.heads[name] = commit.sha
    call.change("branch", f"{found.full_name}/{name}", None, {"sha": commit.sha})
    return Response.of(201, ref_view(call, found, f"heads/{name}"))


def starts(name: str, other: str) -> bool:
    """Git keeps refs like files: below one that is there, no other can be."""
    return name.startswith(f"{other}/")


def move_ref(call: Call, owner: str, repo: str, ref: str) -> Response:
    """`PATCH .../git/refs/{ref}`: forward, or anywhere with `force`."""
    found, body = call.writable(owner, repo, access.WRITE), call.body()
    name = branch_name(ref)
    if name not in found.branches:
        raise errors.unprocessable("Reference does not exist")
    before, commit = tip(found, name), found.history.commits.get(str(body.get("sha")))
    if commit is None:
        raise errors.unprocessable("Object does not exist")
    if not body.get("force") and before.sha not in found.history.line(commit.sha):
        raise errors.unprocessable("Update is not a fast forward")
    put(call, found, name, commit)
    return Response.of(200, ref_view(call, found, f"heads/{name}"))


def put(call: Call, repo: Repo, branch: str, commit: Commit) -> None:
    """A branch at another commit; the default branch's files are those of the repository."""
    before = tip(repo, branch).sha
    repo.history.heads[branch] = commit.sha
    if branch == repo.default_branch:
        repo.files = dict(commit.files)
    where = f"{repo.full_name}/{branch}"
    call.change("branch", where, {"sha": before}, {"sha": commit.sha})


def delete_ref(call: Call, owner: str, repo: str, ref: str) -> Response:
    """`DELETE .../git/refs/{ref}`; open pull requests from the branch are closed with it."""
    found, name = call.writable(owner, repo, access.WRITE), branch_name(ref)
    if name not in found.branches:
        raise errors.unprocessable("Reference does not exist")
    if protected(found, name):
        raise errors.unprocessable("Cannot delete this protected branch")
    before = tip(found, name).sha
    found.branches.remove(name)
    found.history.heads.pop(name, None)
    for pull in found.pulls:
        if pull.head == name and pull.state == "open":
            pull.state = "closed"
    call.change("branch", f"{found.full_name}/{name}", {"sha": before}, None)
    return Response(204)


def branch_name(ref: str) -> str:
    """`heads/NAME`; the sandbox writes no tags."""
    if not ref.startswith("heads/"):
        raise errors.unprocessable("Reference name is not fully qualified")
    return ref.removeprefix("heads/")


ROUTES = [
    (f"GET {REPO}/git/commits/{{sha}}", get_commit),
    (f"GET {REPO}/git/trees/{{sha}}", get_tree),
    (f"POST {REPO}/git/trees", make_tree),
    (f"POST {REPO}/git/commits", make_commit),
    (f"POST {REPO}/git/refs", make_ref),
    (f"PATCH {REPO}/git/refs/{{ref:rest}}", move_ref),
    (f"DELETE {REPO}/git/refs/{{ref:rest}}", delete_ref),
]
