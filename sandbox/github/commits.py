"""Commits of a branch, and the pull requests that brought one. Source: REST docs, "Commits"."""

from ..history import Pull
from ..http import Response
from . import errors
from .branches import commit_view, resolved
from .call import Call
from .contents import tip
from .git import commit_of
from .model import Repo
from .paging import page
from .pull_view import row

REPO = "/repos/{owner}/{repo}"


def listed(call: Call, owner: str, repo: str) -> Response:
    """`GET .../commits`: newest first, of `sha`, only those that touched `path`."""
    found = call.repo(owner, repo)
    start = resolved(found, call.request.param("sha") or found.default_branch)
    log = found.history.log(start.sha, (call.request.param("path") or "").strip("/"))
    rows, links = page(call.request, log)
    return Response.of(200, [commit_view(call, found, one) for one in rows], links)


def shown(call: Call, owner: str, repo: str, sha: str) -> Response:
    """`GET .../commits/{sha}/pulls`: the one that was merged with it, else those that are open."""
    found = call.repo(owner, repo)
    try:
        one = commit_of(found, sha)
    except errors.Refused:
        raise errors.unprocessable(f"No commit found for SHA: {sha}") from None
    listed = [pull for pull in reversed(found.pulls) if one.sha in brought(found, pull)]
    rows, links = page(call.request, listed)
    return Response.of(200, [row(call, found, pull) for pull in rows], links)


def brought(repo: Repo, pull: Pull) -> tuple[str, ...]:
    """The commits that a pull request brought, or would bring."""
    if pull.merged_at or not {pull.head, pull.base} <= set(repo.branches):
        return pull.brought
    base, head = tip(repo, pull.base), tip(repo, pull.head)
    return tuple(one.sha for one in repo.history.beside(base.sha, head.sha))


ROUTES = [
    (f"GET {REPO}/commits", listed),
    (f"GET {REPO}/commits/{{sha}}/pulls", shown),
]
