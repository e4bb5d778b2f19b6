"""Comments on a pull request of GitHub: what is there, and each write.

GitHub REST: "Issue comments" (a pull request is an issue), "Pull requests", "Users".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..errors import Broken, Forbidden
from ..reader import Reader
from ..writer import Writer
from .model import Comment, Request, Seen, Step
from .wording import stamp

RIGHT = "comment on pull requests (`pull-requests: write`)"
JOBS = "github-actions[bot]"
"""Who writes with the token that each job of Actions has."""
NO_USER = "Resource not accessible by integration"
"""What `GET /user` says to tokens of apps, that of a job included (quarkus-github-app#621)."""
ABSENT = (
    "pull request {number} of {repository} is not there, or hidden from the token in {variable}"
)
ARCHIVED = "{repository} is archived and takes no comments"


@dataclass(frozen=True)
class GitHubSide:
    """One pull request, below the name that its repository has now."""

    writer: Writer
    root: str
    number: int

    @property
    def client(self) -> Reader:
        """Who reads."""
        return self.writer.client

    def me(self, author: str) -> str:
        """The login of the token: as somebody said, else as GitHub says."""
        if author:
            return author.casefold()
        try:
            found = self.client.get("/user", "login")
        except Forbidden as error:
            if NO_USER not in str(error):
                raise
            return JOBS
        if found is None:
            raise Broken.at(f"{self.client.base_url}/user", 404, "nobody")
        return str(found["login"]).casefold()

    def look(self) -> Seen | None:
        """The comments with our mark, then the request: its newest commit is read last."""
        where = f"{self.root}/issues/{self.number}/comments?per_page=100"
        listed = self.client.pages(where, "id", "body", "user", "html_url", there=True)
        found = tuple(comment(row) for row in listed if stamp(row["body"] or ""))
        pull = self.client.get(f"{self.root}/pulls/{self.number}", "head", "locked")
        if pull is None:
            return None
        head = pull["head"]
        source = f"{(head.get('repo') or {}).get('full_name') or ''}:{head.get('ref')}"
        return Seen(str(head["sha"]), source, found, bool(pull["locked"]))

    def send(self, step: Step) -> str | None:
        """One write; who wrote it, as GitHub says."""
        comments = f"{self.root}/issues/comments/{step.number}"
        body = {"body": step.text}
        if step.do == "delete":
            self.writer.write("DELETE", comments)
            return None
        if step.do == "edit":
            return login(self.writer.write("PATCH", comments, body, "id", "user"))
        where = f"{self.root}/issues/{self.number}/comments"
        return login(self.writer.write("POST", where, body, "id", "user"))


def github_side(client: Reader, request: Request) -> GitHubSide | str:
    """The pull request, or why it takes no comment."""
    where = f"/repos/{quote(request.repository)}/pulls/{request.number}"
    pull = client.get(where, "base", "head", "number")
    if pull is None:
        told = {"number": request.number, "repository": request.repository}
        return ABSENT.format(**told, variable=client.variable)
    base = pull["base"]["repo"]
    if base.get("archived"):
        return ARCHIVED.format(repository=request.repository)
    # A write to a former name would be redirected, and redirected writes are not followed.
    return GitHubSide(Writer(client, RIGHT), f"/repos/{quote(base['full_name'])}", request.number)


def comment(row: Mapping[str, Any]) -> Comment:
    """A comment; an account that is gone has no name."""
    name = str((row["user"] or {}).get("login") or "")
    return Comment(int(row["id"]), name.casefold(), name, str(row["body"]), str(row["html_url"]))


def login(row: Mapping[str, Any]) -> str | None:
    """Who wrote a comment."""
    return str((row["user"] or {}).get("login") or "").casefold() or None
