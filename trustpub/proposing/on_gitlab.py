"""A proposal on GitLab: what is there, and the writes of each step.

GitLab REST: "Commits", "Branches", "Repositories", "Protected branches", "Merge requests".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from ..errors import Broken
from ..forges.gitlab.look import reader
from ..writer import Writer
from .model import Branch, Change, Place, Request, Seen
from .plan import branch_of
from .side import RIGHT, Side, Stored
from .wording import commit_message, request_marks, request_owner, request_text, withdrawn

STATES: Mapping[str, Literal["open", "declined"]] = {
    "opened": "open",
    "locked": "open",
    "closed": "declined",
}
"""GitLab REST, "Merge requests": a locked one is being merged."""


@dataclass(frozen=True)
class GitLabSide(Side):
    """One project and the branch on which files are proposed."""

    number: int

    def branch(self) -> Any | None:
        """Our branch as GitLab shows it."""
        where = f"{self.root}/repository/branches/{quote(self.ref, safe='')}"
        return self.client.get(where, "commit", "protected")

    def judged(self, raw: Any) -> Branch:
        """Our branch, by the commits that the default branch has not."""
        commit = str(raw["commit"]["id"])
        compared = self.client.get(
            f"{self.root}/repository/compare?from={self.head}&to={commit}", "commits"
        )
        if compared is None or compared.get("compare_timeout"):
            return Branch(commit, ours=False, mark=None)
        messages = {str(one["id"]): str(one.get("message") or "") for one in compared["commits"]}
        return branch_of(messages, commit, whole=True)

    def barred(self, shut: bool) -> str | None:
        """Why our branch is not to be written; `shut`: it says itself that it is protected."""
        name = self.ref
        if default := self.is_default():
            return default
        listed = self.client.pages(f"{self.root}/protected_branches?per_page=100", "name")
        patterns = [str(one["name"]) for one in listed if wildcard(str(one["name"]), name)]
        if not patterns and not shut:
            return None
        why = f"by {patterns[0]!r}" if patterns else "as GitLab says"
        return f"the branch {name} is protected ({why}); leave its name free of protection"

    def requests(self) -> Iterator[Stored]:
        """Merge requests from our branch to the default branch, newest first."""
        source, target = quote(self.ref, safe=""), quote(self.base, safe="")
        where = f"{self.root}/merge_requests?state=all&source_branch={source}"
        listed = self.client.pages(
            f"{where}&target_branch={target}&per_page=100",
            *("iid", "state", "web_url", "source_project_id"),
        )
        found = [one for one in listed if one["source_project_id"] == self.number]
        newest_first = sorted(found, key=lambda one: int(one["iid"]), reverse=True)
        return (Stored(request(one), STATES.get(one["state"], "merged")) for one in newest_first)

    def commit(self, change: Change, seen: Seen) -> None:
        """One commit on top of the default branch; others' commits are looked for once more."""
        raw = self.branch()
        before = seen.branch.commit if seen.branch else None
        if (raw["commit"]["id"] if raw else None) != before or (raw and raw["protected"]):
            raise Broken(f"the branch {self.ref} changed meanwhile; run it again")
        actions = [
            {
                "action": "create" if one.new else "update",
                "file_path": one.path,
                "content": one.text,
            }
            for one in change.edits
        ]
        body = {
            "branch": self.ref,
            "start_sha": seen.head,
            "force": raw is not None,
            "commit_message": commit_message(change),
            "actions": actions,
        }
        self.writer.write("POST", f"{self.root}/repository/commits", body)

    def open(self, change: Change) -> Request:
        """The merge request."""
        body = {
            "source_branch": self.ref,
            "target_branch": self.base,
            "title": change.title,
            "description": request_text(change),
        }
        made = self.writer.write("POST", f"{self.root}/merge_requests", body, "iid", "web_url")
        return request(made)

    def describe(self, change: Change, number: int) -> None:
        """The text of the merge request that is open."""
        body = {"title": change.title, "description": request_text(change)}
        self.writer.write("PUT", f"{self.root}/merge_requests/{number}", body)

    def close(self, number: int, why: str) -> None:
        """The merge request taken back."""
        body = {"state_event": "close", "description": withdrawn(why)}
        self.writer.write("PUT", f"{self.root}/merge_requests/{number}", body)

    def delete(self) -> None:
        """Our branch taken away."""
        where = f"{self.root}/repository/branches/{quote(self.ref, safe='')}"
        self.writer.write("DELETE", where, None)


def wildcard(pattern: str, name: str) -> bool:
    """`*` for any text, slashes too; GitLab docs, "Protected branches", wildcards."""
    return bool(re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), name, re.S))


def request(raw: Mapping[str, Any]) -> Request:
    """A merge request with our marks in its text."""
    text = raw.get("description")
    owner = request_owner(str(raw.get("title") or ""), text)
    return Request(int(raw["iid"]), str(raw["web_url"]), request_marks(text), owner)


def gitlab_side(place: Place, environ: Mapping[str, str]) -> GitLabSide | None:
    """The project and the newest commit of its default branch; None: no such project."""
    client = reader(environ)
    where = f"/projects/{quote(place.repository, safe='')}"
    found = client.get(where, "id", "default_branch")
    if found is None:
        return None
    root, base = f"/projects/{found['id']}", found["default_branch"]
    where = f"{root}/repository/branches/{quote(str(base), safe='')}"
    head = client.get(where, "commit") if base else None
    if head is None:
        raise Broken(f"{place.repository} has no commit yet; push one, then run it again")
    commit, number = str(head["commit"]["id"]), int(found["id"])
    ref, writer = place.branches[0], Writer(client, RIGHT)
    return GitLabSide(writer, "gitlab", ref, root, str(base), commit, number)
