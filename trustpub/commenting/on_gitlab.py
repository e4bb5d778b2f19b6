"""Notes on a merge request of GitLab: what is there, and each write.

GitLab REST: "Notes", "Discussions", "Merge requests". A note stands alone until somebody answers
it; then it is a thread, which can be resolved.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..errors import Broken
from ..reader import Reader
from ..writer import Writer
from .model import Comment, Request, Seen, Step
from .wording import stamp

RIGHT = "comment on merge requests (scope `api`, role Reporter or above)"
ABSENT = (
    "merge request {number} of {repository} is not there, or hidden from the token in {variable}"
)
ARCHIVED = "{repository} is archived and takes no comments"
OLDEST_FIRST = "?sort=asc&order_by=created_at&per_page=100"


@dataclass(frozen=True)
class GitLabSide:
    """One merge request, below the number of its project."""

    writer: Writer
    root: str
    page: str
    """Its address in a browser."""

    @property
    def client(self) -> Reader:
        """Who reads."""
        return self.writer.client

    def me(self, author: str) -> str:
        """The number of the token's user; a bot has one too, a job's token has none."""
        found = self.client.get("/user", "id")
        if found is None:
            raise Broken.at(f"{self.client.base_url}/user", 404, "nobody")
        return str(found["id"])

    def look(self) -> Seen | None:
        """The notes with our mark, then the request: its newest commit is read last."""
        keys = ("id", "body", "author", "system")
        listed = self.client.pages(f"{self.root}/notes{OLDEST_FIRST}", *keys, there=True)
        found = tuple(
            self.comment(row) for row in listed if not row["system"] and stamp(row["body"] or "")
        )
        request = self.client.get(self.root, "sha", "source_branch", "source_project_id")
        if request is None:
            return None
        source = f"{request['source_project_id'] or ''}:{request['source_branch']}"
        locked = bool(request.get("discussion_locked"))
        return Seen(str(request["sha"] or ""), source, found, locked)

    def comment(self, row: Mapping[str, Any]) -> Comment:
        """A note; it says of a thread alone whether it is resolved."""
        author, resolvable = row["author"] or {}, bool(row.get("resolvable"))
        by = str((row.get("resolved_by") or {}).get("id") or "")
        return Comment(
            int(row["id"]),
            str(author.get("id") or ""),
            str(author.get("username") or ""),
            str(row["body"]),
            f"{self.page}#note_{row['id']}",
            resolvable,
            by if resolvable and row.get("resolved") else None,
        )

    def send(self, step: Step) -> str | None:
        """One write; who wrote it, as GitLab says."""
        note, body = f"{self.root}/notes/{step.number}", {"body": step.text}
        if step.do in ("resolve", "reopen"):
            where = f"{self.root}/discussions/{self.thread(step.number)}"
            self.writer.write("PUT", where, {"resolved": step.do == "resolve"})
            return None
        if step.do == "delete":
            self.writer.write("DELETE", note)
            return None
        method, where = ("PUT", note) if step.do == "edit" else ("POST", f"{self.root}/notes")
        made = self.writer.write(method, where, body, "id", "author")
        return str((made["author"] or {}).get("id") or "") or None

    def thread(self, number: int | None) -> str:
        """The thread that a note is in: only the threads tell."""
        where = f"{self.root}/discussions?per_page=100"
        for one in self.client.pages(where, "id", "notes", there=True):
            if any(note.get("id") == number for note in one["notes"]):
                return quote(str(one["id"]), safe="")
        raise Broken.at(f"{self.client.base_url}{where}", 200, f"no thread with the note {number}")


def gitlab_side(client: Reader, request: Request) -> GitLabSide | str:
    """The merge request, or why it takes no comment."""
    told = {"number": request.number, "repository": request.repository}
    where = f"/projects/{quote(request.repository, safe='')}"
    project = client.get(where, "id", "archived")
    if project is None:
        return ABSENT.format(**told, variable=client.variable)
    if project["archived"]:
        return ARCHIVED.format(repository=request.repository)
    root = f"/projects/{project['id']}/merge_requests/{request.number}"
    found = client.get(root, "sha", "web_url")
    if found is None:
        return ABSENT.format(**told, variable=client.variable)
    return GitLabSide(Writer(client, RIGHT), root, str(found["web_url"]))
