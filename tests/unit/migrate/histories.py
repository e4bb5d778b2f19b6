"""A forge with nothing but commits, in memory: what reading a repository's past asks for."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import requests

from trustpub.reader import Reader

REPOSITORY = "octo-org/sampleproject"
PROJECT = "group/sub/otherproject"
WORKFLOW = ".github/workflows/release.yml"
PIPELINE = ".gitlab-ci.yml"


@dataclass(frozen=True)
class Made:
    """One commit with all its files."""

    sha: str
    date: str
    files: Mapping[str, str]
    merged: str | None = None
    """When a request with it was taken."""


def line(*commits: tuple[str, Mapping[str, str]]) -> list[Made]:
    """Commits one after the other, from dates and files, the first one first; newest first."""
    made = [Made(f"c{n}", date, files) for n, (date, files) in enumerate(commits)]
    return made[::-1]


@dataclass
class Past(Reader):
    """A Reader whose forge is a list of commits, newest first."""

    commits: list[Made] = field(default_factory=list)
    broken: dict[str, int] = field(default_factory=dict)
    """Part of an address -> the status it is answered with."""
    asked: list[str] = field(default_factory=list)

    def send(self, url: str, headers: Mapping[str, str] | None = None) -> requests.Response:
        """The answer to a GET."""
        self.asked.append(url.removeprefix(self.base_url))
        for part, status in self.broken.items():
            if part in url:
                return answer(url, status, {"message": "no"})
        parts = urlsplit(url)
        query = {k: v[0] for k, v in parse_qs(parts.query).items()}
        return answer(url, *self.found(unquote(parts.path), query))

    def found(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        """Status and body."""
        tail = path.split("/commits/")[-1] if "/commits/" in path else ""
        if tail:
            one = self.one(tail.partition("/")[0])
            base = {"base": {"ref": "main"}, "target_branch": "main"}
            return 200, [{"merged_at": one.merged, **base}] if one.merged else []
        if path.endswith("/commits"):
            return 200, self.listed(path, query)
        one = self.one(query["ref"])
        if "/repository/files/" in path:
            return content(one, path.partition("/repository/files/")[2])
        name = path.partition("/contents/")[2]
        below = sorted(file for file in one.files if file.startswith(f"{name}/"))
        if name not in one.files and below:
            return 200, [row(file, one.files[file]) for file in below]
        return content(one, name)

    def one(self, sha: str) -> Made:
        """A commit."""
        return next(one for one in self.commits if one.sha == sha)

    def listed(self, path: str, query: dict[str, str]) -> list[Any]:
        """The commits that changed a file or folder."""
        wanted = query.get("path", "")
        kept = []
        for one, before in zip(self.commits, [*self.commits[1:], None], strict=True):
            if under(one, wanted) != (under(before, wanted) if before else {}):
                kept.append(one)
        rows = kept[: int(query["per_page"])]
        if "/projects/" in path:
            assert query["first_parent"] == "true"
            return [{"id": one.sha, "committed_date": one.date} for one in rows]
        return [{"sha": one.sha, "commit": {"committer": {"date": one.date}}} for one in rows]


def under(one: Made, path: str) -> dict[str, str]:
    """The files at or below a path."""
    keep = lambda file: not path or file == path or file.startswith(f"{path}/")  # noqa: E731
    return {file: text for file, text in one.files.items() if keep(file)}


def row(path: str, text: str) -> dict[str, str]:
    """A file in a list."""
    sha = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    return {"path": path, "type": "file", "sha": sha}


def content(one: Made, path: str) -> tuple[int, Any]:
    """A file with its content, as both forges answer."""
    if path not in one.files:
        return 404, {"message": "Not Found"}
    data = base64.b64encode(one.files[path].encode()).decode()
    return 200, {"type": "file", "encoding": "base64", "content": data}


def answer(url: str, status: int, body: Any) -> requests.Response:
    """A response."""
    made = requests.Response()
    made.status_code, made.url = status, url
    made._content = json.dumps(body).encode()
    return made


def past(commits: list[Made], **more: Any) -> Past:
    """A client of such a forge."""
    return Past("http://forge.test", {}, "TOKEN", commits=commits, **more)
