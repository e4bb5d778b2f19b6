"""A repository's files at one commit as a Snapshot, each asked of the forge when it is wanted."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..errors import Broken
from ..reader import Reader

FILES = ("file", "blob")
"""GitHub REST, "Repository contents"; GitLab REST, "Repositories"; git's own word in trees."""


@dataclass
class Files:
    """What cannot be asked for is a WorldError: half a repository is never judged."""

    client: Reader
    root: str
    """Address of the repository in the API."""
    commit: str
    github: bool
    known: dict[str, Any] = field(default_factory=dict)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder, sorted."""
        folder = folder.strip("/")
        if f"{folder}/" not in self.known:
            where = f"/contents/{quote(folder)}?ref={self.commit}"
            if not self.github:
                query = f"?path={quote(folder, safe='')}&ref={self.commit}&per_page=100"
                where = f"/repository/tree{query}"
            rows = self.client.pages(f"{self.root}{where}", "path", "type")
            self.known[f"{folder}/"] = sorted(r["path"] for r in rows if r["type"] in FILES)
        return tuple(self.known[f"{folder}/"])

    def walk(self) -> tuple[str, ...]:
        """Paths of all files, sorted."""
        if "//" not in self.known:
            rows = self.github_tree() if self.github else self.gitlab_tree()
            self.known["//"] = sorted(row["path"] for row in rows if row["type"] in FILES)
        return tuple(self.known["//"])

    def github_tree(self) -> list[Any]:
        """Every entry, in one answer."""
        path = f"{self.root}/git/trees/{self.commit}?recursive=1"
        body = self.client.get(path, "tree") or {"tree": []}
        if body.get("truncated"):
            raise Broken.at(f"{self.client.base_url}{path}", 200, "a tree that is cut short")
        return list(body["tree"])

    def gitlab_tree(self) -> list[Any]:
        """Every entry, page by page."""
        query = f"?recursive=true&ref={self.commit}&per_page=100"
        return list(self.client.pages(f"{self.root}/repository/tree{query}", "path", "type"))

    def read(self, path: str) -> bytes | None:
        """A file's content; None where there is none."""
        path = path.strip("/")
        if path not in self.known:
            self.known[path] = self.asked(path) if path else None
        content: bytes | None = self.known[path]
        return content

    def asked(self, path: str) -> bytes | None:
        """One file; a folder, which GitHub answers with a list, is none."""
        where = f"/contents/{quote(path)}?ref={self.commit}"
        if not self.github:
            where = f"/repository/files/{quote(path, safe='')}?ref={self.commit}"
        url = f"{self.client.base_url}{self.root}{where}"
        answer = self.client.ask(url)
        if answer.status_code == 404:
            return None
        try:
            body = answer.json() if answer.status_code == 200 else None
        except ValueError:
            body = None
        if isinstance(body, list):
            return None
        return decoded(url, answer.status_code, body)


def decoded(url: str, status: int, body: Any) -> bytes | None:
    """A file's bytes; GitHub leaves those of files over 1 MB out (encoding `none`)."""
    if not isinstance(body, dict):
        raise Broken.at(url, status, "no file")
    if body.get("type", "file") != "file":
        return None
    if body.get("encoding") != "base64" or not isinstance(body.get("content"), str):
        raise Broken.at(url, status, "a file without its content")
    try:
        return base64.b64decode(body["content"])
    except binascii.Error:
        raise Broken.at(url, status, "a file in no base64") from None
