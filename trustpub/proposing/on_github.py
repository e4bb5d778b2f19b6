"""A proposal on GitHub: what is there, and the writes of each step.

GitHub REST: "Git database", "Branches", "Commits", "Rules", "Pull requests".
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from ..errors import Broken, WorldError
from ..forges.github.look import reader
from ..writer import Writer
from .model import Branch, Change, Place, Request, Seen
from .plan import branch_of
from .side import RIGHT, Side, Stored
from .wording import commit_message, request_marks, request_owner, request_text, withdrawn


@dataclass(frozen=True)
class GitHubSide(Side):
    """One repository and the branch on which files are proposed."""

    owner: str

    def branch(self) -> Any | None:
        """Our branch as GitHub shows it."""
        where = f"{self.root}/branches/{quote(self.ref, safe='')}"
        return self.client.get(where, "commit", "protected")

    def judged(self, raw: Any) -> Branch:
        """Our branch, by the commits that the default branch has not."""
        commit = str(raw["commit"]["sha"])
        compared = self.client.get(
            f"{self.root}/compare/{self.head}...{commit}", "commits", "total_commits"
        )
        if compared is None:
            return Branch(commit, ours=False, mark=None)
        messages = {str(one["sha"]): str(one["commit"]["message"]) for one in compared["commits"]}
        whole = len(messages) == compared["total_commits"]
        return branch_of(messages, commit, whole)

    def barred(self, shut: bool) -> str | None:
        """Why our branch is not to be written; rulesets tell of branches that are not there yet.

        `shut`: whether the branch itself says that it is protected.
        """
        if default := self.is_default():
            return default
        where = f"{self.root}/rules/branches/{quote(self.ref, safe='')}?per_page=100"
        kinds = sorted({str(rule["type"]) for rule in self.client.pages(where, "type")})
        if not kinds and not shut:
            return None
        why = f"rules on it: {', '.join(kinds)}" if kinds else "branch protection"
        return protected(self.ref, why)

    def requests(self) -> Iterator[Stored]:
        """Pull requests from our branch to the default branch, newest first."""
        head = quote(f"{self.owner}:{self.ref}", safe="")
        where = f"{self.root}/pulls?state=all&head={head}&base={quote(self.base, safe='')}"
        listed = self.client.pages(f"{where}&per_page=100", "number", "state", "html_url", "head")
        ref = self.ref
        found = [one for one in listed if one["head"].get("ref") == ref and own(one)]
        newest_first = sorted(found, key=lambda one: int(one["number"]), reverse=True)
        return (stored(one) for one in newest_first)

    def commit(self, change: Change, seen: Seen) -> None:
        """One commit on top of the default branch; others' commits are looked for once more."""
        tree = self.client.get(f"{self.root}/git/commits/{seen.head}", "tree")
        entries = [
            {"path": one.path, "mode": "100644", "type": "blob", "content": one.text}
            for one in change.edits
        ]
        body: dict[str, Any] = {"base_tree": (tree or {})["tree"]["sha"], "tree": entries}
        made = self.writer.write("POST", f"{self.root}/git/trees", body, "sha")
        body = {"message": commit_message(change), "tree": made["sha"], "parents": [seen.head]}
        commit = self.writer.write("POST", f"{self.root}/git/commits", body, "sha")
        if seen.branch is None:
            self.start(seen)
        elif seen.branch.mark:
            self.still(seen.branch.commit)
        # Force is for commits of ours alone; without, GitHub itself refuses to lose any.
        where = f"{self.root}/git/refs/heads/{quote(self.ref)}"
        force = bool(seen.branch and seen.branch.mark)
        self.writer.write("PATCH", where, {"sha": commit["sha"], "force": force})

    def start(self, seen: Seen) -> None:
        """The branch where the default branch is: only a branch that is there tells of patterns."""
        body = {"ref": f"refs/heads/{self.ref}", "sha": seen.head}
        self.writer.write("POST", f"{self.root}/git/refs", body)
        raw = self.branch()
        if raw and raw["protected"]:
            # It may not be deleted either, which harms nobody: it holds nothing of its own.
            with suppress(WorldError):
                self.delete()
            raise Broken(protected(self.ref, "branch protection"))

    def still(self, before: str) -> None:
        """Our branch is where it was seen, right before it is moved."""
        raw = self.branch()
        if raw is None or raw["commit"]["sha"] != before or raw["protected"]:
            raise Broken(f"the branch {self.ref} changed meanwhile; run it again")

    def open(self, change: Change) -> Request:
        """The pull request."""
        body = {
            "title": change.title,
            "head": self.ref,
            "base": self.base,
            "body": request_text(change),
        }
        made = self.writer.write("POST", f"{self.root}/pulls", body, "number", "html_url")
        return request(made)

    def describe(self, change: Change, number: int) -> None:
        """The text of the pull request that is open."""
        body = {"title": change.title, "body": request_text(change)}
        self.writer.write("PATCH", f"{self.root}/pulls/{number}", body)

    def close(self, number: int, why: str) -> None:
        """The pull request taken back."""
        body = {"state": "closed", "body": withdrawn(why)}
        self.writer.write("PATCH", f"{self.root}/pulls/{number}", body)

    def delete(self) -> None:
        """Our branch taken away."""
        self.writer.write("DELETE", f"{self.root}/git/refs/heads/{quote(self.ref)}", None)


def own(one: Mapping[str, Any]) -> bool:
    """Whether a pull request comes from the repository itself, and from no fork of its owner."""
    head, base = one["head"].get("repo") or {}, one.get("base", {}).get("repo") or {}
    return bool(head) and head.get("id") == base.get("id")


def stored(raw: Mapping[str, Any]) -> Stored:
    """A pull request; one that was closed without a merge was declined."""
    closed: Literal["declined", "merged"] = "merged" if raw.get("merged_at") else "declined"
    return Stored(request(raw), "open" if raw["state"] == "open" else closed)


def request(raw: Mapping[str, Any]) -> Request:
    """A pull request with our marks in its text."""
    text = raw.get("body")
    owner = request_owner(str(raw.get("title") or ""), text)
    return Request(int(raw["number"]), str(raw["html_url"]), request_marks(text), owner)


def protected(branch: str, why: str) -> str:
    """Why nothing is written."""
    return f"the branch {branch} is protected ({why}); leave its name free of protection"


def github_side(place: Place, environ: Mapping[str, str]) -> GitHubSide | None:
    """The repository and the newest commit of its default branch; None: no such repository."""
    client = reader(environ)
    found = client.get(f"/repos/{place.repository}", "full_name", "default_branch", "owner")
    if found is None:
        return None
    root, base = f"/repos/{found['full_name']}", str(found["default_branch"])
    head = client.get(f"{root}/git/ref/heads/{quote(base)}", "object")
    if head is None:
        raise Broken(f"{place.repository} has no commit on {base}; push one, then run it again")
    owner = str(found["owner"]["login"])
    commit, ref = str(head["object"]["sha"]), place.branches[0]
    return GitHubSide(Writer(client, RIGHT), "github", ref, root, base, commit, owner)
