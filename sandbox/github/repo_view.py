"""A repository as JSON."""

from . import access
from .call import Call
from .model import Json, Repo
from .state import node_id
from .views import account

URLS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}
COUNTS = (
    "forks",
    "forks_count",
    "stargazers_count",
    "watchers",
    "watchers_count",
    "open_issues",
    "open_issues_count",
    "size",
)
FEATURES = {
    "fork": False,
    "has_issues": True,
    "has_projects": True,
    "has_downloads": True,
    "has_wiki": True,
    "has_pages": False,
    "disabled": False,
    "is_template": False,
    "web_commit_signoff_required": False,
}
MERGING = {
    "allow_squash_merge": True,
    "allow_merge_commit": True,
    "allow_rebase_merge": True,
    "allow_auto_merge": False,
    "allow_update_branch": False,
    "delete_branch_on_merge": False,
    "use_squash_pr_title_as_default": False,
    "squash_merge_commit_title": "COMMIT_OR_PR_TITLE",
    "squash_merge_commit_message": "COMMIT_MESSAGES",
    "merge_commit_title": "MERGE_MESSAGE",
    "merge_commit_message": "PR_TITLE",
}


def permissions(level: int) -> Json:
    """The five flags of a level."""
    names = {"admin": 5, "maintain": 4, "push": 3, "triage": 2, "pull": 1}
    return {name: level >= needed for name, needed in names.items()}


def minimal(call: Call, repo: Repo) -> Json:
    """OpenAPI's `minimal-repository`, as in lists of selected repositories."""
    url = call.url(f"/repos/{repo.full_name}")
    return {
        "id": repo.id,
        "node_id": node_id("Repository", repo.id),
        "name": repo.name,
        "full_name": repo.full_name,
        "private": repo.visibility != "public",
        "owner": account(call, repo.owner),
        "html_url": call.html(repo.full_name),
        "description": repo.description,
        "fork": False,
        "url": url,
        **{name: url + suffix for name, suffix in URLS.items()},
    }


def short(call: Call, repo: Repo) -> Json:
    """OpenAPI's `repository`, as in lists."""
    ssh = f"git@{call.request.base_url.partition('://')[2]}:{repo.full_name}.git"
    return {
        **minimal(call, repo),
        **FEATURES,
        "created_at": repo.created_at,
        "updated_at": repo.created_at,
        "pushed_at": repo.created_at,
        "git_url": call.html(f"{repo.full_name}.git").replace("http", "git", 1),
        "ssh_url": ssh,
        "clone_url": call.html(f"{repo.full_name}.git"),
        "svn_url": call.html(repo.full_name),
        "homepage": None,
        **dict.fromkeys(COUNTS, 0),
        "language": None,
        "archived": repo.archived,
        "mirror_url": None,
        "license": None,
        "allow_forking": True,
        "topics": [],
        "visibility": repo.visibility,
        "default_branch": repo.default_branch,
        "permissions": permissions(call.level(repo)),
    }


def full(call: Call, repo: Repo) -> Json:
    """OpenAPI's `full-repository`; how it merges is for those who can write."""
    view = {**short(call, repo), "network_count": 0, "subscribers_count": 0}
    view["has_discussions"] = False
    if repo.owner.casefold() in call.state.organizations:
        view["organization"] = account(call, repo.owner)
    writes = call.level(repo) >= access.WRITE
    return {**view, **MERGING} if writes else view
