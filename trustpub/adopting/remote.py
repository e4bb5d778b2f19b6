"""A repository's files as a Snapshot, each asked of the forge when a reader wants it."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from ..errors import Broken, Forbidden, WorldError
from ..observing.client import Client
from ..observing.model import Repository
from ..reader import message

T = TypeVar("T")
Listed = list[tuple[str, str]]
"""Path and kind: `file` or `folder`."""
MISSING = re.compile("File|Commit", re.IGNORECASE)
"""What GitLab does not find where it shows the repository: `404 File Not Found`, and for one that
is empty `404 Commit Not Found` (lib/api/files.rb)."""
KINDS = {"file": "file", "blob": "file", "dir": "folder", "tree": "folder"}
"""GitHub REST, "Repository contents", and git's own words, which both forges' trees have."""


@dataclass
class Remote:
    """Files by path; what could not be asked for is in `unseen`, and fails like a broken disk."""

    client: Client
    path: str
    """Address of the repository in the API."""
    forge: str
    known: dict[str, Any] = field(default_factory=dict)
    """Answers: a path's bytes or None; `folder/` and its list."""
    unseen: dict[str, str] = field(default_factory=dict)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder, sorted."""
        listed = self.kept(f"{folder.strip('/')}/", lambda: self.folder(folder.strip("/")))
        return tuple(sorted(path for path, kind in listed if kind == "file"))

    def walk(self) -> tuple[str, ...]:
        """Paths of all files, sorted."""
        listed = self.kept("//", self.tree)
        return tuple(sorted(path for path, kind in listed if kind == "file"))

    def read(self, path: str) -> bytes | None:
        """A file's content; None where there is none."""
        return self.kept(path.strip("/"), lambda: self.file(path.strip("/")))

    def kept(self, key: str, ask: Callable[[], T]) -> T:
        """An answer, asked for once."""
        if key not in self.known:
            self.client.expect(1)
            try:
                self.known[key] = ask()
            except WorldError as error:
                self.unseen[key.strip("/") or "."] = str(error)
                self.known[key] = error
        found = self.known[key]
        if isinstance(found, WorldError):
            raise OSError(0, str(found))
        answer: T = found
        return answer

    def file(self, path: str) -> bytes | None:
        """One file."""
        if self.forge == "github":
            address = f"{self.path}/contents/{quote(path)}"
        else:
            address = f"{self.path}/repository/files/{quote(path, safe='')}?ref=HEAD"
        answer = self.client.ask(f"{self.client.base_url}{address}")
        if answer.status_code == 404:
            if self.forge == "gitlab" and not MISSING.search(message(answer)):
                raise hidden(self.client.base_url + self.path)
            return None
        body = self.client.parsed(answer, object)
        # A folder is a list, a link or submodule has no content.
        return decoded(self.client.base_url + address, body) if isinstance(body, dict) else None

    def folder(self, folder: str) -> Listed:
        """What is right in a folder; nothing where there is none."""
        if self.forge == "github":
            return self.rows(f"{self.path}/contents/{quote(folder)}") or self.none()
        return self.rows(f"{self.path}/repository/tree?path={quote(folder)}&ref=HEAD&per_page=100")

    def none(self) -> Listed:
        """No folder is what a token sees that may not read contents: then the root is not there
        either. GitHub says so of a repository that is empty ("This repository is empty.")."""
        self.client.expect(1)
        url = f"{self.client.base_url}{self.path}/contents/"
        answer = self.client.ask(url)
        if answer.status_code == 404 and "empty" not in message(answer):
            raise hidden(url)
        return []

    def tree(self) -> Listed:
        """Everything."""
        if self.forge == "gitlab":
            return self.rows(f"{self.path}/repository/tree?recursive=true&ref=HEAD&per_page=100")
        address = f"{self.path}/git/trees/HEAD?recursive=1"
        body = self.client.get(address, "tree") or {"tree": [], "truncated": False}
        if body.get("truncated"):
            raise Broken.at(self.client.base_url + address, 200, "a tree that is cut short")
        return [(str(one["path"]), KINDS.get(one["type"], "")) for one in body["tree"]]

    def rows(self, address: str) -> Listed:
        """The rows of a list."""
        listed = self.client.pages(address, "path", "type")
        return [(str(one["path"]), KINDS.get(one["type"], "")) for one in listed]


def hidden(url: str) -> Forbidden:
    """The repository is shown, and its files are not."""
    return Forbidden(f"{url} shows no files to this token; give it the right to read contents")


def decoded(url: str, body: dict[str, Any]) -> bytes | None:
    """A file's bytes; GitHub leaves the content of files over 1 MB out (encoding `none`)."""
    if body.get("type", "file") not in ("file",):
        return None
    if body.get("encoding") != "base64" or not isinstance(body.get("content"), str):
        raise Broken.at(url, 200, "a file without its content")
    try:
        return base64.b64decode(body["content"])
    except binascii.Error:
        raise Broken.at(url, 200, "a file in no base64") from None


def remote(client: Client, repository: Repository) -> Remote:
    """The files of a repository, those that were read with it among them."""
    folder = ".github/workflows"
    if repository.forge == "gitlab":
        # Nothing on GitLab reads that folder.
        return Remote(client, f"/projects/{repository.number}", "gitlab", {f"{folder}/": []})
    made = Remote(client, f"/repos/{quote(repository.name)}", "github")
    texts = repository.facts.get("workflows")
    if isinstance(texts, dict):
        made.known |= {f"{folder}/{name}": text.encode() for name, text in texts.items()}
        made.known[f"{folder}/"] = [(f"{folder}/{name}", "file") for name in texts]
    return made
