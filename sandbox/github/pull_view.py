"""Pull requests as JSON: OpenAPI's `pull-request`, and `pull-request-simple` in lists."""

from ..history import Pull, changes
from .call import Call
from .contents import tip
from .model import Json, Repo
from .repo_view import short
from .state import node_id
from .views import account, simple_user

ABSENT = ("assignee", "milestone", "auto_merge")
EMPTY = ("labels", "assignees", "requested_reviewers", "requested_teams")
LINKS = {
    "issue": "/issues/{number}",
    "comments": "/issues/{number}/comments",
    "review_comments": "/pulls/{number}/comments",
    "review_comment": "/pulls/comments{{/number}}",
    "commits": "/pulls/{number}/commits",
    "statuses": "/statuses/{sha}",
}


def row(call: Call, repo: Repo, pull: Pull) -> Json:
    """One of a list."""
    head, base = side(call, repo, pull.head), side(call, repo, pull.base)
    if pull.source != "":
        head = elsewhere(call, pull)
    head |= {"sha": pull.last} if pull.last else {}
    api = call.url(f"/repos/{repo.full_name}")
    url = f"{api}/pulls/{pull.number}"
    html = call.html(f"{repo.full_name}/pull/{pull.number}")
    found = {k: api + v.format(number=pull.number, sha=head["sha"]) for k, v in LINKS.items()}
    links = {"self": url, "html": html, **found}
    return {
        "id": pull.number,
        "node_id": node_id("PullRequest", pull.number),
        "number": pull.number,
        "url": url,
        "html_url": html,
        "diff_url": f"{html}.diff",
        "patch_url": f"{html}.patch",
        **{f"{name}_url": link for name, link in found.items()},
        "_links": {name: {"href": link} for name, link in links.items()},
        "state": pull.state,
        "locked": pull.locked,
        "draft": False,
        "title": pull.title,
        "body": pull.body,
        "user": simple_user(call, call.state.users[pull.user.casefold()]),
        "created_at": pull.created_at,
        "updated_at": pull.merged_at or pull.created_at,
        "closed_at": pull.merged_at,
        "merged_at": pull.merged_at,
        "merge_commit_sha": None,
        "head": head,
        "base": base,
        "author_association": "MEMBER",
        **dict.fromkeys(ABSENT),
        "active_lock_reason": pull.lock_reason,
        **{name: [] for name in EMPTY},
    }


def view(call: Call, repo: Repo, pull: Pull) -> Json:
    """One alone, with what is counted of it."""
    brief = row(call, repo, pull)
    opened = pull.state == "open" and pull.head in repo.branches
    commits, files = 0, 0
    clean = False
    if opened:
        base, head = tip(repo, pull.base), tip(repo, pull.head)
        commits = len(repo.history.beside(base.sha, head.sha))
        files = len(changes(base.files, head.files))
        clean = repo.history.merged(base.sha, head.sha) is not None
    return {
        **brief,
        "merged": pull.merged_at is not None,
        "mergeable": clean if opened else None,
        "rebaseable": clean if opened else None,
        "mergeable_state": ("clean" if clean else "dirty") if opened else "unknown",
        "merged_by": brief["user"] if pull.merged_at else None,
        "comments": sum(one.issue == pull.number for one in repo.comments),
        "review_comments": 0,
        "maintainer_can_modify": False,
        "commits": commits,
        "additions": 0,
        "deletions": 0,
        "changed_files": files,
    }


def side(call: Call, repo: Repo, branch: str) -> Json:
    """One end of a pull request; a branch that is gone keeps its name."""
    return {
        "label": f"{repo.owner}:{branch}",
        "ref": branch,
        "sha": tip(repo, branch).sha if branch in repo.branches else "",
        "user": account(call, repo.owner),
        "repo": short(call, repo),
    }


def elsewhere(call: Call, pull: Pull) -> Json:
    """The end that is in a fork; one that is gone has neither owner nor repository."""
    fork = call.state.repos.get((pull.source or "").casefold())
    label = f"{fork.owner}:{pull.head}" if fork else pull.head
    there = {"user": account(call, fork.owner), "repo": short(call, fork)} if fork else {}
    return {"label": label, "ref": pull.head, "sha": "", "user": None, "repo": None, **there}
