"""Issues of a repository: list, open, read, change.

Source: GitHub docs, "REST API endpoints for issues".
"""

from typing import Any

from ..history import Pull
from ..http import Response
from . import access, errors
from .call import Call
from .model import Json, Repo
from .paging import page
from .state import node_id
from .talk import Issue
from .views import simple_user

ISSUES = "/repos/{owner}/{repo}/issues"
TRIAGE = access.LEVELS["triage"]
STATES = ("open", "closed")
REASONS = ("completed", "not_planned", "duplicate", "reopened")
REACTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")
CHANGES = {"title", "body", "state", "state_reason"}


def listed(call: Call, owner: str, repo: str) -> Response:
    """`GET .../issues`: newest first; open ones unless `state` says otherwise."""
    found = call.repo(owner, repo)
    wanted = call.request.param("state", "open")
    if wanted not in (*STATES, "all"):
        raise errors.validation_failed({"resource": "Issue", "field": "state", "code": "invalid"})
    issues = [one for one in reversed(found.issues) if wanted in ("all", one.state)]
    creator = call.request.param("creator")
    rows, links = page(call.request, [i for i in issues if creator in (None, i.author)])
    return Response.of(200, [view(call, found, one) for one in rows], links)


def created(call: Call, owner: str, repo: str) -> Response:
    """`POST .../issues`: for everybody who can read the repository."""
    call.signed_in()
    found = call.writable(owner, repo, access.READ)
    body = known(call, {"title", "body"})
    now = call.state.now()
    issue = Issue(
        call.state.next_id("issue"),
        next_number(found),
        title_of(body),
        body.get("body"),
        call.signed_in(),
        now,
        now,
    )
    found.issues.append(issue)
    after = view(call, found, issue)
    call.change("issue", key(found, issue), None, after)
    return Response.of(201, after)


def next_number(repo: Repo) -> int:
    """Issues and pull requests are counted together (GitHub docs, "List repository issues")."""
    taken = [one.number for one in repo.issues] + [one.number for one in repo.pulls]
    return max(taken, default=0) + 1


def shown(call: Call, owner: str, repo: str, number: str) -> Response:
    """`GET .../issues/{number}`; a pull request is an issue too, though lists here leave it out."""
    found = call.repo(owner, repo)
    pull = next((each for each in found.pulls if str(each.number) == number), None)
    if pull is not None:
        return Response.of(200, of_pull(call, found, pull))
    return Response.of(200, view(call, found, one(found, number)))


def of_pull(call: Call, repo: Repo, pull: Pull) -> Json:
    """A pull request as the issue that it is."""
    text, at = (pull.title, pull.body, pull.user), (pull.created_at, pull.created_at)
    same = Issue(pull.number, pull.number, *text, *at, pull.state, locked=pull.locked)
    html = call.html(f"{repo.full_name}/pull/{pull.number}")
    links = {"html_url": html, "diff_url": f"{html}.diff", "patch_url": f"{html}.patch"}
    url = call.url(f"/repos/{repo.full_name}/pulls/{pull.number}")
    shown = view(call, repo, same) | {"html_url": html, "active_lock_reason": pull.lock_reason}
    return {**shown, "pull_request": {"url": url, "merged_at": pull.merged_at, **links}}


def updated(call: Call, owner: str, repo: str, number: str) -> Response:
    """`PATCH .../issues/{number}`: for its author, and for the triage role and above."""
    login = call.signed_in()
    found = call.writable(owner, repo, access.READ)
    issue = one(found, number)
    if login != issue.author and call.level(found) < TRIAGE:
        raise errors.must_be_admin()
    body, before = known(call, CHANGES), view(call, found, issue)
    if "title" in body:
        issue.title = title_of(body)
    if "body" in body:
        issue.body = body["body"]
    if "state" in body:
        settle(call, issue, body)
    issue.updated_at = call.state.now()
    after = view(call, found, issue)
    call.change("issue", key(found, issue), before, after)
    return Response.of(200, after)


def known(call: Call, fields: set[str]) -> Json:
    """The body; what the sandbox could not honour is refused, not ignored."""
    body = call.body()
    unknown = sorted(set(body) - fields)
    if unknown:
        raise errors.unknown_path(call.request.method, f"{call.path} with {unknown[0]}")
    return body


def title_of(body: Json) -> str:
    """A title, which may not be empty."""
    title = body.get("title")
    if not isinstance(title, str):
        raise errors.invalid_request('"title" wasn\'t supplied.')
    if not title.strip():
        field = {"resource": "Issue", "field": "title", "code": "missing_field"}
        raise errors.validation_failed(field)
    return title


def settle(call: Call, issue: Issue, body: Json) -> None:
    """Close or open again."""
    state, reason = body["state"], body.get("state_reason")
    if state not in STATES or reason not in (None, *REASONS):
        raise errors.validation_failed({"resource": "Issue", "field": "state", "code": "invalid"})
    if state != issue.state:
        issue.closed_at = call.state.now() if state == "closed" else None
        issue.reason = reason or ("completed" if state == "closed" else "reopened")
    issue.state = state


def one(repo: Repo, number: str) -> Issue:
    """An issue by its number in the repository."""
    found = next((issue for issue in repo.issues if str(issue.number) == number), None)
    if found is None:
        raise errors.not_found()
    return found


def key(repo: Repo, issue: Issue) -> str:
    """Where an issue is, for the log."""
    return f"{repo.full_name}#{issue.number}"


def view(call: Call, repo: Repo, issue: Issue) -> Json:
    """OpenAPI's `issue`."""
    base = call.url(f"/repos/{repo.full_name}")
    url = f"{base}/issues/{issue.number}"
    zeros: dict[str, Any] = dict.fromkeys(REACTIONS, 0)
    return {
        "id": issue.id,
        "node_id": node_id("Issue", issue.id),
        "number": issue.number,
        "title": issue.title,
        "body": issue.body,
        "state": issue.state,
        "state_reason": issue.reason,
        "user": simple_user(call, call.user(issue.author)),
        "author_association": association(call, repo, issue.author),
        "labels": [],
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "locked": issue.locked,
        "active_lock_reason": issue.lock_reason,
        "comments": sum(each.issue == issue.number for each in repo.comments),
        "created_at": issue.created_at,
        "updated_at": issue.updated_at,
        "closed_at": issue.closed_at,
        "url": url,
        "repository_url": base,
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": call.html(f"{repo.full_name}/issues/{issue.number}"),
        "reactions": {"url": f"{url}/reactions", "total_count": 0, **zeros},
    }


def association(call: Call, repo: Repo, login: str) -> str:
    """What the author is to the repository."""
    organization = call.state.organizations.get(repo.owner.casefold())
    if login == repo.owner:
        return "OWNER"
    if organization and login in (*organization.members, *organization.admins):
        return "MEMBER"
    return "COLLABORATOR" if login in repo.collaborators else "NONE"


ROUTES = [
    (f"GET {ISSUES}", listed),
    (f"POST {ISSUES}", created),
    (f"GET {ISSUES}/{{number}}", shown),
    (f"PATCH {ISSUES}/{{number}}", updated),
]
