"""A sandbox with a pull and a merge request, the poster, and people beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gitlab
import pytest
import requests
from github import Auth, Github, InputGitTreeElement
from ruamel.yaml import YAML

from lab.world import Sandbox, sandbox
from trustpub.commenting.keeping import kept
from trustpub.commenting.model import Outcome, Request
from trustpub.commenting.opening import client
from trustpub.model import Forge

if TYPE_CHECKING:
    from .requested import Requested

BOT, BOSS, STRANGER = "job-token", "boss-token", "stranger-token"
NAMES: dict[Forge, str] = {"github": "octo-org/lib", "gitlab": "group/lib"}
TOKENS = {BOSS: "boss", STRANGER: "stranger", "read-token": "boss", "blind-token": "stranger"}
GITHUB: dict[str, Any] = {
    "limits": {"primary": 100_000, "secondary": {"points": 1_000_000}},
    "users": ["boss", "stranger", "github-actions[bot]", "my-app[bot]"],
    "tokens": [
        {"token": BOT, "user": "github-actions[bot]"},
        {"token": "app-token", "user": "my-app[bot]"},
        {"token": BOSS, "user": "boss"},
        {"token": STRANGER, "user": "stranger"},
        {"token": "read-token", "user": "boss", "access": "read"},
    ],
    "organizations": [{"login": "octo-org", "plan": "team", "admins": ["boss"]}],
    "repositories": [
        {
            "name": "octo-org/lib",
            "collaborators": {"github-actions[bot]": "write", "my-app[bot]": "write"},
        },
        {"name": "octo-org/old", "archived": True},
        {"name": "stranger/lib"},
        {"name": "stranger/other"},
    ],
}
GITLAB: dict[str, Any] = {
    "limits": {"per_minute": 1_000_000},
    "users": ["boss", "stranger", {"username": "job", "bot": True}],
    "tokens": [
        {"token": BOT, "user": "job"},
        {"token": BOSS, "user": "boss"},
        {"token": STRANGER, "user": "stranger"},
        {"token": "read-token", "user": "boss", "scopes": ["read_api"]},
    ],
    "groups": [{"path": "group", "visibility": "public", "members": {"boss": "owner"}}],
    "projects": [
        {"path": "group/lib", "visibility": "public", "members": {"job": "developer"}},
        {"path": "group/fork", "visibility": "public"},
        {"path": "group/other", "visibility": "public"},
    ],
}


@dataclass
class Place:
    """One forge: a request that people push to and talk on, and the poster."""

    forge: Forge
    sandbox: Sandbox
    pushes: int = 0

    @property
    def repo(self) -> Any:
        """The repository by the forge's own client."""
        return self.by(BOSS)

    def by(self, token: str) -> Any:
        """The repository by somebody's client."""
        url = self.sandbox.urls[self.forge]
        if self.forge == "gitlab":
            return gitlab.Gitlab(url, private_token=token).projects.get(NAMES["gitlab"])
        quick = {"seconds_between_requests": 0, "seconds_between_writes": 0, "retry": None}
        hub = Github(auth=Auth.Token(token), base_url=f"{url}/api/v3", **quick)
        return hub.get_repo(NAMES["github"])

    def asked(self, token: str = BOSS) -> Any:
        """The request."""
        repo = self.by(token)
        return repo.get_pull(1) if self.forge == "github" else repo.mergerequests.get(1)

    def open(self) -> None:
        """A branch with a commit, and a request to take it."""
        if self.forge == "github":
            sha = self.repo.get_branch("main").commit.sha
            self.repo.create_git_ref("refs/heads/change", sha)
            self.push()
            self.repo.create_pull("main", "change", title="Change", body="")
        else:
            self.repo.branches.create({"branch": "change", "ref": "main"})
            self.push()
            asked = {"source_branch": "change", "target_branch": "main", "title": "Change"}
            self.repo.mergerequests.create(asked)

    def push(self) -> None:
        """One commit more."""
        self.pushes += 1
        name, text, repo = f"{self.pushes}.txt", f"{self.pushes}\n", self.repo
        if self.forge == "gitlab":
            action = {"action": "create", "file_path": name, "content": text}
            body = {"branch": "change", "commit_message": name, "actions": [action]}
            repo.commits.create(body)
            return
        tip = repo.get_git_commit(repo.get_branch("change").commit.sha)
        entry = InputGitTreeElement(name, "100644", "blob", content=text)
        made = repo.create_git_commit(name, repo.create_git_tree([entry], tip.tree), [tip])
        repo.get_git_ref("heads/change").edit(made.sha)

    @property
    def head(self) -> str:
        """The newest commit of the request."""
        found = self.asked()
        return str(found.head.sha if self.forge == "github" else found.sha)

    def merge(self) -> None:
        """Somebody takes the request."""
        self.asked().merge()

    def say(self, text: str, token: str = STRANGER) -> Any:
        """Somebody comments."""
        found = self.asked(token)
        if self.forge == "github":
            return found.create_issue_comment(text)
        return found.notes.create({"body": text})

    def crowd(self, count: int) -> None:
        """So many comments of a stranger."""
        where = "repos/octo-org/lib/issues/1/comments"
        if self.forge == "gitlab":
            where = "api/v4/projects/group%2Flib/merge_requests/1/notes"
        with requests.Session() as session:
            session.headers["Authorization"] = f"Bearer {STRANGER}"
            for number in range(count):
                body = {"body": f"comment {number}"}
                session.post(f"{self.sandbox.urls[self.forge]}/{where}", json=body, timeout=10)

    def clear(self) -> None:
        """All comments are gone."""
        found = self.asked()
        github = self.forge == "github"
        for one in list(found.get_issue_comments() if github else found.notes.list(get_all=True)):
            one.delete()

    def comments(self, token: str = BOT) -> list[str]:
        """The texts of one account's comments, the oldest first."""
        names = {BOT: ("github-actions[bot]", "job"), "app-token": ("my-app[bot]", "")}
        name = names.get(token, (TOKENS.get(token), TOKENS.get(token)))
        if self.forge == "github":
            listed = self.asked().get_issue_comments()
            return [one.body for one in listed if one.user.login == name[0]]
        found = self.asked().notes.list(get_all=True, sort="asc", order_by="created_at")
        return [one.body for one in found if one.author["username"] == name[1]]

    def only(self) -> str:
        """The only comment of ours, without its first line, which tells the newest commit."""
        (text,) = self.comments()
        mark, _, rest = text.partition("\n")
        assert mark.startswith(f"<!-- trustpub-preview head={self.head} at=2")
        return rest

    def env(self, token: str) -> dict[str, str]:
        """What the poster is started with."""
        urls = self.sandbox.urls
        base = {"GITHUB_BASE_URL": urls["github"], "GITLAB_BASE_URL": urls["gitlab"]}
        return {**base, "GITHUB_TOKEN": token, "GITLAB_TOKEN": token}

    def request(self, **more: Any) -> Request:
        """The request as it is."""
        told = {"forge": self.forge, "repository": NAMES[self.forge], "number": 1}
        return Request(**{**told, **({} if "head" in more else {"head": self.head}), **more})

    def kept(self, body: str | None, token: str = BOT, **more: Any) -> Outcome:
        """What the poster does; words for `kept` and for the request."""
        words = {name: more.pop(name) for name in ("at", "author") if name in more}
        request = self.request(**more)
        return kept(client(self.forge, self.env(token)), request, body, **words)

    def writes(self, after: int) -> list[str]:
        """Methods and paths of the writes."""
        return [f"{w['method']} {w['path']}" for w in self.sandbox.writes(after)]


@contextmanager
def both(folder: Path) -> Iterator[Sandbox]:
    """A sandbox of its own process, with a repository on each forge."""
    path = folder / "seed.yaml"
    YAML(typ="safe").dump({"github": GITHUB, "gitlab": GITLAB}, path)
    with sandbox(path) as running:
        yield running


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One for all tests."""
    with both(tmp_path_factory.mktemp("seed")) as running:
        yield running


@pytest.fixture(params=["github", "gitlab"])
def place(request: pytest.FixtureRequest, served: Sandbox) -> Place:
    """Each forge, with a request that is open."""
    served.reset()
    found = Place(request.param, served)
    found.open()
    return found


@pytest.fixture(params=["github", "gitlab"])
def world(
    request: pytest.FixtureRequest,
    served: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> "Requested":
    """A repository on each forge that git can fetch from, and a job of its trusted branch."""
    from .requested import VARIABLES, Requested

    found = Requested(Place(request.param, served), tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in {**found.variables(), "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(found.here)
    return found
