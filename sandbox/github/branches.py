"""One branch, the rules on it, and two commits compared.

Source: REST docs, "Branches", "Rules", "Commits".
"""

from fnmatch import fnmatchcase

from ..history import Commit
from ..http import Response
from . import errors
from .call import Call
from .contents import protected, tip
from .git import commit_of, git_commit
from .model import Json, Repo, Ruleset
from .paging import page
from .rulesets import inherited, scope

REPO = "/repos/{owner}/{repo}"
BARE = ("sha", "node_id", "url", "html_url", "parents")


def shown(call: Call, owner: str, repo: str, branch: str) -> Response:
    """`GET .../branches/{branch}`."""
    found = call.repo(owner, repo)
    if branch not in found.branches:
        raise errors.refusal(404, "Branch not found")
    one = tip(found, branch)
    url = call.url(f"/repos/{found.full_name}/branches/{branch}")
    barred = protected(found, branch)
    body = {
        "name": branch,
        "commit": commit_view(call, found, one),
        "_links": {"self": url, "html": call.html(f"{found.full_name}/tree/{branch}")},
        "protected": barred,
        "protection": {"enabled": barred},
        "protection_url": f"{url}/protection",
    }
    return Response.of(200, body)


def commit_view(call: Call, repo: Repo, one: Commit) -> Json:
    """OpenAPI's `commit`: the git commit inside of what GitHub knows of it."""
    inner = git_commit(call, repo, one)
    outer = {key: inner[key] for key in BARE}
    outer["url"] = call.url(f"/repos/{repo.full_name}/commits/{one.sha}")
    rest = {key: value for key, value in inner.items() if key not in (*BARE, "verification")}
    more = {"url": inner["url"], "comment_count": 0, "verification": inner["verification"]}
    comments = f"{outer['url']}/comments"
    people = {"author": None, "committer": None}
    return {**outer, "commit": {**rest, **more}, "comments_url": comments, **people}


def rules(call: Call, owner: str, repo: str, branch: str) -> Response:
    """`GET .../rules/branches/{branch}`: active rules, also for a branch that is not there."""
    found = call.repo(owner, repo)
    where = scope(call, False, owner, repo)
    listed = [*where.own.values(), *inherited(call, where)]
    rows = [
        {
            **rule,
            "ruleset_source_type": one.source_type,
            "ruleset_source": one.source,
            "ruleset_id": one.id,
        }
        for one in listed
        if one.target == "branch" and one.enforcement == "active" and holds(one, found, branch)
        for rule in one.rules
    ]
    rows, links = page(call.request, rows)
    return Response.of(200, rows, links)


def holds(ruleset: Ruleset, repo: Repo, branch: str) -> bool:
    """Whether a ruleset's conditions include a branch."""
    names = (ruleset.conditions or {}).get("ref_name") or {}
    return any(named(p, repo, branch) for p in names.get("include") or []) and not any(
        named(p, repo, branch) for p in names.get("exclude") or []
    )


def named(pattern: str, repo: Repo, branch: str) -> bool:
    """`~ALL`, `~DEFAULT_BRANCH`, or a pattern of full refs."""
    if pattern == "~DEFAULT_BRANCH":
        return branch == repo.default_branch
    return pattern == "~ALL" or fnmatchcase(f"refs/heads/{branch}", pattern)


def compared(call: Call, owner: str, repo: str, basehead: str) -> Response:
    """`GET .../compare/{base}...{head}`: what head has and their common ancestor has not."""
    found = call.repo(owner, repo)
    base, _, head = basehead.partition("...")
    history = found.history
    one, other = resolved(found, base), resolved(found, head)
    fork = history.merge_base(one.sha, other.sha)
    if fork is None:
        raise errors.refusal(404, f"No common ancestor between {base} and {head}.")
    ahead, behind = history.beside(one.sha, other.sha), history.beside(other.sha, one.sha)
    page_url = call.html(f"{found.full_name}/compare/{basehead}")
    words = {(False, False): "identical", (True, False): "ahead", (False, True): "behind"}
    body = {
        "url": call.url(f"/repos/{found.full_name}/compare/{basehead}"),
        "html_url": page_url,
        "permalink_url": page_url,
        "diff_url": f"{page_url}.diff",
        "patch_url": f"{page_url}.patch",
        "base_commit": commit_view(call, found, one),
        "merge_base_commit": commit_view(call, found, history.commits[fork]),
        "status": words.get((bool(ahead), bool(behind)), "diverged"),
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "commits": [commit_view(call, found, each) for each in ahead],
    }
    return Response.of(200, body)


def resolved(repo: Repo, name: str) -> Commit:
    """A branch or a hash."""
    return tip(repo, name) if name in repo.branches else commit_of(repo, name)


ROUTES = [
    (f"GET {REPO}/branches/{{branch:rest}}", shown),
    (f"GET {REPO}/rules/branches/{{branch:rest}}", rules),
    (f"GET {REPO}/compare/{{basehead:rest}}", compared),
]
