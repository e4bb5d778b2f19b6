"""Comments on issues and pull requests, and the lock on a conversation.

Source: GitHub docs, "REST API endpoints for issue comments" and "... for issues", lock. Pull
requests are issues here.
"""

from typing import Any

from ..history import Pull
from ..http import Response
from . import access, errors
from .app_view import app_view
from .call import Call
from .issues import ISSUES, REACTIONS, association, known
from .model import Json, Repo
from .paging import page
from .state import node_id
from .talk import Comment, Issue
from .views import simple_user

LONGEST = 65_536
LOCK_REASONS = ("off-topic", "too heated", "resolved", "spam")


def subject(repo: Repo, number: str) -> Issue | Pull:
    """The issue or pull request that is talked about."""
    rows: list[Issue | Pull] = [*repo.issues, *repo.pulls]
    found = next((one for one in rows if str(one.number) == number), None)
    if found is None:
        raise errors.not_found()
    return found


def listed(call: Call, owner: str, repo: str, number: str) -> Response:
    """`GET .../issues/{number}/comments`: the oldest first."""
    found = call.repo(owner, repo)
    about, since = subject(found, number).number, call.request.param("since") or ""
    mine = [one for one in found.comments if one.issue == about and one.updated_at >= since]
    rows, links = page(call.request, mine)
    return Response.of(200, [view(call, found, one) for one in rows], links)


def created(call: Call, owner: str, repo: str, number: str) -> Response:
    """`POST .../issues/{number}/comments`: for all who can read, unless it is locked."""
    login = call.signed_in()
    found = call.writable(owner, repo, access.READ)
    about = subject(found, number)
    if about.locked and not unlocked(call, found):
        raise errors.locked()
    text, now = body_of(call), call.state.now()
    app = call.token.app if call.token else ""
    comment = Comment(call.state.next_id("comment"), about.number, text, login, now, now, app)
    found.comments.append(comment)
    after = view(call, found, comment)
    call.change("comment", key(found, comment), None, after)
    return Response.of(201, after)


def unlocked(call: Call, repo: Repo) -> bool:
    """Who may talk all the same: people with write access.

    An app may not, whatever its permissions (terraform-provider-aws#46136, renovate#6215).
    """
    return call.level(repo) >= access.WRITE and not (call.token and call.token.app)


def shown(call: Call, owner: str, repo: str, number: str) -> Response:
    """`GET .../issues/comments/{number}`."""
    found = call.repo(owner, repo)
    return Response.of(200, view(call, found, one(found, number)))


def updated(call: Call, owner: str, repo: str, number: str) -> Response:
    """`PATCH .../issues/comments/{number}`: its author stays who it was."""
    found, comment = changeable(call, owner, repo, number)
    before = view(call, found, comment)
    comment.body, comment.updated_at = body_of(call), call.state.now()
    after = view(call, found, comment)
    call.change("comment", key(found, comment), before, after)
    return Response.of(200, after)


def deleted(call: Call, owner: str, repo: str, number: str) -> Response:
    """`DELETE .../issues/comments/{number}`."""
    found, comment = changeable(call, owner, repo, number)
    before = view(call, found, comment)
    found.comments.remove(comment)
    call.change("comment", key(found, comment), before, None)
    return Response(204)


def changeable(call: Call, owner: str, repo: str, number: str) -> tuple[Repo, Comment]:
    """A comment that the caller may change: its author, and those with write access."""
    login = call.signed_in()
    found = call.writable(owner, repo, access.READ)
    comment = one(found, number)
    if login != comment.author and call.level(found) < access.WRITE:
        raise errors.must_be_admin()
    return found, comment


def one(repo: Repo, number: str) -> Comment:
    """A comment by its id."""
    found = next((each for each in repo.comments if str(each.id) == number), None)
    if found is None:
        raise errors.not_found()
    return found


def body_of(call: Call) -> str:
    """A text: not blank, and not too long (docker/scout-action#66)."""
    body = known(call, {"body"}).get("body")
    if not isinstance(body, str):
        raise errors.invalid_request('"body" wasn\'t supplied.')
    told = "Body cannot be blank" if not body.strip() else ""
    if len(body) > LONGEST:
        told = f"Body is too long (maximum is {LONGEST} characters)"
    if told:
        field = {"resource": "IssueComment", "code": "unprocessable", "field": "data"}
        raise errors.validation_failed({**field, "message": told})
    return body


def key(repo: Repo, comment: Comment) -> str:
    """Where a comment is, for the log."""
    return f"{repo.full_name}#{comment.issue}/{comment.id}"


def view(call: Call, repo: Repo, comment: Comment) -> Json:
    """OpenAPI's `issue-comment`."""
    base = call.url(f"/repos/{repo.full_name}/issues")
    url = f"{base}/comments/{comment.id}"
    kind = "pull" if any(one.number == comment.issue for one in repo.pulls) else "issues"
    page = f"{repo.full_name}/{kind}/{comment.issue}#issuecomment-{comment.id}"
    zeros: dict[str, Any] = dict.fromkeys(REACTIONS, 0)
    return {
        "id": comment.id,
        "node_id": node_id("IssueComment", comment.id),
        "url": url,
        "html_url": call.html(page),
        "issue_url": f"{base}/{comment.issue}",
        "body": comment.body,
        "user": simple_user(call, call.user(comment.author)),
        "author_association": association(call, repo, comment.author),
        "created_at": comment.created_at,
        "updated_at": comment.updated_at,
        "performed_via_github_app": app_view(call, comment.app) if comment.app else None,
        "reactions": {"url": f"{url}/reactions", "total_count": 0, **zeros},
    }


def lock(call: Call, owner: str, repo: str, number: str) -> Response:
    """`PUT .../issues/{number}/lock`."""
    found = call.writable(owner, repo, access.WRITE)
    about = subject(found, number)
    reason = known(call, {"lock_reason"}).get("lock_reason")
    if reason not in (None, *LOCK_REASONS):
        field = {"resource": "Lock", "field": "lock_reason", "code": "invalid"}
        raise errors.validation_failed(field)
    about.locked, about.lock_reason = True, reason
    call.change("lock", f"{found.full_name}#{number}", None, {"lock_reason": reason})
    return Response(204)


def unlock(call: Call, owner: str, repo: str, number: str) -> Response:
    """`DELETE .../issues/{number}/lock`."""
    found = call.writable(owner, repo, access.WRITE)
    about = subject(found, number)
    about.locked, about.lock_reason = False, None
    call.change("lock", f"{found.full_name}#{number}", {}, None)
    return Response(204)


ROUTES = [
    (f"GET {ISSUES}/{{number}}/comments", listed),
    (f"POST {ISSUES}/{{number}}/comments", created),
    (f"GET {ISSUES}/comments/{{number}}", shown),
    (f"PATCH {ISSUES}/comments/{{number}}", updated),
    (f"DELETE {ISSUES}/comments/{{number}}", deleted),
    (f"PUT {ISSUES}/{{number}}/lock", lock),
    (f"DELETE {ISSUES}/{{number}}/lock", unlock),
]
