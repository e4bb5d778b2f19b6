"""Files, branches and tags, to be read."""

import base64
import hashlib
from fnmatch import fnmatchcase

from ..history import Commit, Tree
from ..http import Response
from . import errors
from .call import Call
from .model import Json, Repo
from .paging import page
from .state import node_id

REPO = "/repos/{owner}/{repo}"
RAW = ("application/vnd.github.raw", "application/vnd.github.v3.raw")


def sha(kind: str, data: bytes) -> str:
    """A git object id."""
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data).hexdigest()


def commit_sha(repo: Repo, ref: str) -> str:
    """The commit a branch or tag points to: a stable stand-in until something is written."""
    if ref in repo.history.heads:
        return repo.history.heads[ref]
    return sha("commit", f"{repo.full_name}@{ref}".encode())


def tip(repo: Repo, ref: str) -> Commit:
    """The newest commit of a branch or tag."""
    return repo.history.root(commit_sha(repo, ref), repo.files, repo.created_at)


def shown(call: Call, owner: str, repo: str, path: str = "") -> Response:
    """`GET .../contents/{path}`: a file, or the list of a directory."""
    found = call.repo(owner, repo)
    ref = ref_of(call, found)
    path, files = path.strip("/"), files_at(found, ref)
    if path in files:
        return file_answer(call, found, path, ref)
    names = children(files, path)
    if not names:
        raise errors.not_found()
    return Response.of(200, [entry(call, found, name, ref) for name in names])


def ref_of(call: Call, repo: Repo) -> str:
    """The ref asked for, if it is there."""
    ref = call.request.param("ref") or repo.default_branch
    short = ref.removeprefix("refs/heads/").removeprefix("refs/tags/")
    shas = [commit_sha(repo, name) for name in [*repo.branches, *repo.tags]]
    if short not in [*repo.branches, *repo.tags, *shas, *repo.history.commits]:
        raise errors.refusal(404, f"No commit found for the ref {ref}")
    return ref


def files_at(repo: Repo, ref: str) -> Tree:
    """The files at a ref; refs of the seed all have the same."""
    short = ref.removeprefix("refs/heads/").removeprefix("refs/tags/")
    known = repo.history.commits
    found = known.get(short) or known.get(repo.history.heads.get(short, ""))
    return found.files if found else repo.files


def children(files: Tree, path: str) -> list[str]:
    """The files and directories directly below a directory."""
    prefix = f"{path}/" if path else ""
    below = [name for name in files if name.startswith(prefix)]
    return sorted({prefix + name[len(prefix) :].partition("/")[0] for name in below})


def file_answer(call: Call, repo: Repo, path: str, ref: str) -> Response:
    """A file, as JSON or raw."""
    data = files_at(repo, ref)[path].encode()
    accept = [a.strip() for a in call.request.headers.get("accept", "").split(",")]
    if any(a.startswith(RAW) for a in accept):
        return Response(200, data, {"Content-Type": "application/vnd.github.raw; charset=utf-8"})
    content = base64.encodebytes(data).decode()
    more = {"content": content, "encoding": "base64"}
    return Response.of(200, {**entry(call, repo, path, ref), **more})


def entry(call: Call, repo: Repo, path: str, ref: str) -> Json:
    """A file or directory without its content."""
    text = files_at(repo, ref).get(path)
    kind, data = ("dir", path.encode()) if text is None else ("file", text.encode())
    number = sha("tree" if text is None else "blob", data)
    url = call.url(f"/repos/{repo.full_name}/contents/{path}?ref={ref}")
    git = call.url(f"/repos/{repo.full_name}/git/{'trees' if text is None else 'blobs'}/{number}")
    view = "tree" if text is None else "blob"
    html = call.html(f"{repo.full_name}/{view}/{ref}/{path}")
    raw = call.html(f"raw/{repo.full_name}/{ref}/{path}")
    return {
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": number,
        "size": 0 if text is None else len(data),
        "url": url,
        "html_url": html,
        "git_url": git,
        "download_url": None if text is None else raw,
        "type": kind,
        "_links": {"self": url, "git": git, "html": html},
    }


def commit(call: Call, repo: Repo, ref: str) -> Json:
    """A commit in short."""
    number = commit_sha(repo, ref)
    return {"sha": number, "url": call.url(f"/repos/{repo.full_name}/commits/{number}")}


def protected(repo: Repo, branch: str) -> bool:
    """Whether a branch protection rule names it; `*` stops at a slash there."""
    parts = branch.split("/")
    for pattern in repo.protected_branches:
        names = pattern.split("/")
        if len(names) == len(parts) and all(map(fnmatchcase, parts, names)):
            return True
    return False


def branches(call: Call, owner: str, repo: str) -> Response:
    """`GET .../branches`."""
    found = call.repo(owner, repo)
    rows, links = page(call.request, found.branches)
    views = [
        {"name": b, "commit": commit(call, found, b), "protected": protected(found, b)}
        for b in rows
    ]
    return Response.of(200, views, links)


def tags(call: Call, owner: str, repo: str) -> Response:
    """`GET .../tags`."""
    found = call.repo(owner, repo)
    rows, links = page(call.request, found.tags)
    ball = call.url(f"/repos/{found.full_name}")
    views = [
        {
            "name": tag,
            "commit": commit(call, found, tag),
            "zipball_url": f"{ball}/zipball/refs/tags/{tag}",
            "tarball_url": f"{ball}/tarball/refs/tags/{tag}",
            "node_id": node_id("Ref", found.tags.index(tag) + 1),
        }
        for tag in rows
    ]
    return Response.of(200, views, links)


def reference(call: Call, owner: str, repo: str, ref: str) -> Response:
    """`GET .../git/ref/{heads|tags}/{name}`."""
    found = call.repo(owner, repo)
    if ref not in all_refs(found):
        raise errors.not_found()
    return Response.of(200, ref_view(call, found, ref))


def matching(call: Call, owner: str, repo: str, ref: str) -> Response:
    """`GET .../git/matching-refs/{start}`."""
    found = call.repo(owner, repo)
    rows, links = page(call.request, [r for r in all_refs(found) if r.startswith(ref)])
    return Response.of(200, [ref_view(call, found, r) for r in rows], links)


def all_refs(repo: Repo) -> list[str]:
    """Every ref without `refs/`."""
    return [f"heads/{b}" for b in repo.branches] + [f"tags/{t}" for t in repo.tags]


def ref_view(call: Call, repo: Repo, ref: str) -> Json:
    """OpenAPI's `git-ref`."""
    number = commit_sha(repo, ref.partition("/")[2])
    base = call.url(f"/repos/{repo.full_name}/git")
    return {
        "ref": f"refs/{ref}",
        "node_id": node_id("Ref", all_refs(repo).index(ref) + 1),
        "url": f"{base}/refs/{ref}",
        "object": {"type": "commit", "sha": number, "url": f"{base}/commits/{number}"},
    }


ROUTES = [
    (f"GET {REPO}/contents", shown),
    (f"GET {REPO}/contents/{{path:rest}}", shown),
    (f"GET {REPO}/branches", branches),
    (f"GET {REPO}/tags", tags),
    (f"GET {REPO}/git/ref/{{ref:rest}}", reference),
    (f"GET {REPO}/git/matching-refs/{{ref:rest}}", matching),
]
