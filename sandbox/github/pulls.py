"""Pull requests within one repository. Source: REST docs, "Pull requests"."""

from dataclasses import dataclass

from ..history import Pull
from ..http import Response
from . import access, errors
from .call import Call
from .contents import tip
from .git import put
from .issues import next_number
from .model import Json, Repo
from .paging import page
from .pull_view import row, view

REPO = "/repos/{owner}/{repo}"


@dataclass(frozen=True)
class Wanted:
    """How a list of pull requests is narrowed."""

    state: str
    head: str | None
    base: str | None

    def takes(self, repo: Repo, pull: Pull) -> bool:
        """Whether a pull request is in the list."""
        if self.state not in ("all", pull.state) or self.base not in (None, pull.base):
            return False
        owner = (pull.source or repo.owner).partition("/")[0]
        return self.head is None or self.head == f"{owner}:{pull.head}"


def listed(call: Call, owner: str, repo: str) -> Response:
    """`GET .../pulls`: newest first, unless asked otherwise; `state`, `head`, `base`."""
    found, ask = call.repo(owner, repo), call.request.param
    wanted = Wanted(ask("state") or "open", ask("head"), ask("base"))
    ordered = found.pulls if ask("direction") == "asc" else list(reversed(found.pulls))
    rows = [one for one in ordered if wanted.takes(found, one)]
    rows, links = page(call.request, rows)
    return Response.of(200, [row(call, found, one) for one in rows], links)


def one_of(repo: Repo, number: str) -> Pull:
    """A pull request by number."""
    found = next((one for one in repo.pulls if str(one.number) == number), None)
    if found is None:
        raise errors.not_found()
    return found


def shown(call: Call, owner: str, repo: str, number: str) -> Response:
    """`GET .../pulls/{number}`."""
    found = call.repo(owner, repo)
    return Response.of(200, view(call, found, one_of(found, number)))


def created(call: Call, owner: str, repo: str) -> Response:
    """`POST .../pulls`: one from a head to a base, and only where there is something to take."""
    found, body = call.repo(owner, repo), call.body()
    if not call.may_write():
        raise errors.token_may_not()
    head, base = str(body.get("head", "")).rpartition(":")[2], str(body.get("base", ""))
    problem = refused(found, head, base, body)
    if problem:
        raise errors.validation_failed({"resource": "PullRequest", **problem})
    number = next_number(found)
    text = body.get("body")
    pull = Pull(number, str(body["title"]), text, head, base, call.signed_in(), call.state.now())
    found.pulls.append(pull)
    after = view(call, found, pull)
    call.change("pull-request", f"{found.full_name}/{number}", None, after)
    return Response.of(201, after)


def refused(repo: Repo, head: str, base: str, body: Json) -> Json | None:
    """Why a pull request cannot be."""
    if not body.get("title"):
        return {"code": "missing_field", "field": "title"}
    for field, name in (("head", head), ("base", base)):
        if name not in repo.branches:
            return {"code": "invalid", "field": field}
    if any((p.head, p.base, p.state) == (head, base, "open") for p in repo.pulls):
        told = f"A pull request already exists for {repo.owner}:{head}."
        return {"code": "custom", "message": told}
    if not repo.history.beside(tip(repo, base).sha, tip(repo, head).sha):
        return {"code": "custom", "message": f"No commits between {base} and {head}"}
    return None


def updated(call: Call, owner: str, repo: str, number: str) -> Response:
    """`PATCH .../pulls/{number}`: title, body, state."""
    found, body = call.repo(owner, repo), call.body()
    pull = one_of(found, number)
    if not call.may_write() or not (pull.user == call.login or call.level(found) >= access.WRITE):
        raise errors.token_may_not()
    before = view(call, found, pull)
    pull.title, pull.body = body.get("title", pull.title), body.get("body", pull.body)
    pull.state = body.get("state", pull.state)
    after = view(call, found, pull)
    call.change("pull-request", f"{found.full_name}/{number}", before, after)
    return Response.of(200, after)


def merged(call: Call, owner: str, repo: str, number: str) -> Response:
    """`PUT .../pulls/{number}/merge`: a merge commit, or with `squash` one of its own."""
    found = call.writable(owner, repo, access.WRITE)
    pull, body = one_of(found, number), call.body() if call.request.body else {}
    base, head = tip(found, pull.base), tip(found, pull.head)
    files = found.history.merged(base.sha, head.sha)
    if pull.state != "open" or files is None:
        raise errors.refusal(405, "Pull Request is not mergeable")
    squash = body.get("merge_method") == "squash"
    parents = (base.sha,) if squash else (base.sha, head.sha)
    text = f"{pull.title} (#{pull.number})"
    made = found.history.add(text, parents, files, call.signed_in(), call.state.now())
    put(call, found, pull.base, made)
    before = view(call, found, pull)
    pull.state, pull.merged_at, pull.last = "closed", call.state.now(), head.sha
    pull.brought = (made.sha, *(each.sha for each in found.history.beside(base.sha, head.sha)))
    after = view(call, found, pull)
    call.change("pull-request", f"{found.full_name}/{number}", before, after)
    told = {"sha": made.sha, "merged": True, "message": "Pull Request successfully merged"}
    return Response.of(200, told)


ROUTES = [
    (f"GET {REPO}/pulls", listed),
    (f"POST {REPO}/pulls", created),
    (f"GET {REPO}/pulls/{{number}}", shown),
    (f"PATCH {REPO}/pulls/{{number}}", updated),
    (f"PUT {REPO}/pulls/{{number}}/merge", merged),
]
