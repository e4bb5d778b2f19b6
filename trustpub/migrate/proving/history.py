"""Earlier commits of the files of a repository, and when they came to the default branch.

GitHub REST, "Commits": lists are those of `git log`, newest first, a folder may stand for `path`.
GitLab REST, "Commits": the same, and `first_parent` leaves out what a merge brought along.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

from ...errors import Broken
from ...model import Forge
from ...proposing.files import FILES, Files
from ...reader import Reader

MOST = 30
"""Commits that are looked at: a swap that is older was long enough ago to be proved after them."""
MANY = 10
"""Files that are asked for one by one; of more than that, every commit is listed."""
FOLDER = ".github/workflows"


class Commit(NamedTuple):
    """A commit of the default branch."""

    sha: str
    date: datetime
    """The committer's, in UTC: whoever made the commit could set it."""


class Listed(NamedTuple):
    """Commits, newest first."""

    commits: tuple[Commit, ...]
    whole: bool
    """Whether there are no older ones."""


@dataclass
class Earlier(Files):
    """The files of an old commit; of a file that did not change meanwhile, the known bytes."""

    blobs: dict[tuple[str, str], bytes | None] = field(default_factory=dict)
    """Shared by all commits: path and git's hash of the content -> content."""
    ids: dict[str, str] = field(default_factory=dict)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder; nothing on GitLab reads GitHub's."""
        folder = folder.strip("/")
        if not self.github:
            return () if folder == FOLDER else super().files(folder)
        if f"{folder}/" not in self.known:
            where = f"{self.root}/contents/{quote(folder)}?ref={self.commit}"
            rows = [r for r in self.client.pages(where, "path", "type") if r["type"] in FILES]
            self.ids |= {str(row["path"]): str(row.get("sha") or "") for row in rows}
            self.known[f"{folder}/"] = sorted(str(row["path"]) for row in rows)
        return tuple(self.known[f"{folder}/"])

    def asked(self, path: str) -> bytes | None:
        """One file."""
        name = (path, self.ids.get(path, ""))
        if not name[1]:
            return super().asked(path)
        if name not in self.blobs:
            self.blobs[name] = super().asked(path)
        return self.blobs[name]


@dataclass
class History:
    """One repository's commits on its default branch, each looked at once."""

    client: Reader
    forge: Forge
    repository: str
    branch: str = ""
    """Name of the default branch; empty: the forge knows it."""
    blobs: dict[tuple[str, str], bytes | None] = field(default_factory=dict)
    lists: dict[str, Listed] = field(default_factory=dict)
    known: dict[str, Earlier] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Address of the repository in the API."""
        if self.forge == "github":
            return f"/repos/{quote(self.repository)}"
        return f"/projects/{quote(self.repository, safe='')}"

    def files(self, sha: str) -> Earlier:
        """The files at a commit."""
        if sha not in self.known:
            github = self.forge == "github"
            self.known[sha] = Earlier(self.client, self.root, sha, github, blobs=self.blobs)
        return self.known[sha]

    def of(self, paths: Iterable[str]) -> Listed:
        """The newest commits that touched any of some files, as far as all of them are known."""
        wanted = sorted(set(paths))
        lists = [self.of_one(path) for path in (wanted if len(wanted) <= MANY else [""])]
        if len(lists) == 1:
            return lists[0]
        ends = [one.commits[-1].date for one in lists if not one.whole]
        listed = in_order(one.commits for one in lists)
        found = [one for one in listed if not ends or one.date >= max(ends)]
        return Listed(tuple(found[:MOST]), not ends and len(found) <= MOST)

    def of_one(self, path: str) -> Listed:
        """The newest commits that touched a file or folder."""
        if path not in self.lists:
            rows = self.client.pages(self.address(path), *self.keys)
            found = tuple(self.commit(row) for row in islice(rows, MOST + 1))
            self.lists[path] = Listed(found[:MOST], len(found) <= MOST)
        return self.lists[path]

    @property
    def keys(self) -> tuple[str, ...]:
        """What each commit of a list must have."""
        return ("sha", "commit") if self.forge == "github" else ("id", "committed_date")

    def address(self, path: str) -> str:
        """Of a list of commits."""
        asked = {"path": path, "per_page": str(MOST + 1)}
        if self.forge == "github":
            asked["sha"] = self.branch
        else:
            asked |= {"ref_name": self.branch, "first_parent": "true"}
        query = "&".join(f"{k}={quote(v, safe='')}" for k, v in asked.items() if v)
        return f"{self.root}{'' if self.forge == 'github' else '/repository'}/commits?{query}"

    def commit(self, row: Any) -> Commit:
        """A commit as the forge lists it."""
        if self.forge == "gitlab":
            sha, text = row["id"], row["committed_date"]
        else:
            sha, text = row["sha"], ((row["commit"] or {}).get("committer") or {}).get("date")
        date = moment(text)
        if date is None:
            raise Broken.at(f"{self.client.base_url}{self.root}", 200, f"no date of commit {sha}")
        return Commit(str(sha), date)

    def merged(self, sha: str) -> datetime | None:
        """When the last request was taken that brought a commit; None: none did.

        GitHub REST, "List pull requests associated with a commit"; GitLab REST, "List merge
        requests associated with a commit".
        """
        where = f"{self.root}/commits/{sha}/pulls?per_page=100"
        if self.forge == "gitlab":
            where = f"{self.root}/repository/commits/{sha}/merge_requests?per_page=100"
        dates = [
            moment(one.get("merged_at")) for one in self.here(self.client.pages(where, "merged_at"))
        ]
        return max((date for date in dates if date), default=None)

    def here(self, requests: Iterable[Any]) -> Iterable[Any]:
        """Of some requests, those to the default branch, where its name is known."""
        for one in requests:
            base = (one.get("base") or {}).get("ref", one.get("target_branch"))
            if not self.branch or base in (None, self.branch):
                yield one


def in_order(lists: Iterable[Iterable[Commit]]) -> Iterator[Commit]:
    """The commits of several lists, each once, the newest first; what one list says goes first.

    Dates tell whole seconds, and anyone can set them; within a list the forge knows the order.
    """
    rests = [list(one) for one in lists]
    while any(rests):
        heads = dict.fromkeys(rest[0] for rest in rests if rest)
        free = [one for one in heads if not any(one in rest[1:] for rest in rests)]
        newest = max(free or heads, key=lambda one: one.date)
        rests = [[one for one in rest if one != newest] for rest in rests]
        yield newest


def moment(text: Any) -> datetime | None:
    """A time of ISO 8601 with its zone, in UTC; None for anything else."""
    try:
        date = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return date.astimezone(UTC) if date and date.tzinfo else None
