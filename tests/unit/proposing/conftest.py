"""A sandbox over HTTP, and a person with the forge's own client beside the tool."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import github
import gitlab
import pytest

from lab.forked import forked_sandbox
from lab.world import CLONE, Sandbox
from trustpub.checking import check
from trustpub.config import Config
from trustpub.proposing.declared import places
from trustpub.proposing.model import Outcome, Place
from trustpub.proposing.propose import Looked, carry_out, look, take_back

BRANCH = "trustpub/release-workflow"
CONFIGS = {
    "github": """
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml, workflow_by: pull-request}
publishers: [{index: pypi, environment: pypi}]
tags: [{pattern: "v*", created_by: {teams: [release-managers]}}]
""",
    "gitlab": """
project: otherproject
gitlab: {repository: group/sub/otherproject, pipeline_by: merge-request}
publishers: [{index: pypi, environment: pypi}]
tags: [{pattern: "v*", created_by: {access: maintainer}}]
""",
}
SECOND = {
    "github": "{index: testpypi, environment: testpypi, workflow: publish.yml}",
    "gitlab": "{index: testpypi, environment: testpypi, pipeline: ci/publish.yml}",
}
SECOND_PATHS = {"github": ".github/workflows/publish.yml", "gitlab": "ci/publish.yml"}
PATHS = {"github": ".github/workflows/release.yml", "gitlab": ".gitlab-ci.yml"}


def config_of(text: str) -> Config:
    """A config without errors."""
    checked = check(text, "release.yaml")
    assert checked.config is not None
    assert () == checked.errors
    return checked.config


@dataclass
class Forge:
    """One forge of a sandbox, its tool and its person."""

    api: str
    world: Sandbox
    text: str

    @property
    def place(self) -> Place:
        """The only place where something is delivered."""
        (one,) = places(config_of(self.text))
        return one

    def look(self) -> Looked:
        """What the tool sees and would do."""
        return look(config_of(self.text), self.place, self.world.env)

    def up(self) -> Outcome:
        """What an `up` does."""
        return carry_out(self.look())

    def take_back(self) -> str:
        """What a `destroy` does."""
        return take_back(self.place, self.world.env)

    def edit(self) -> None:
        """The config asks for something else."""
        self.text = self.text.replace("environment: pypi", "environment: other")

    @property
    def repo(self) -> Any:
        """The repository, by PyGithub or python-gitlab."""
        token, url = self.world.env[f"{self.api.upper()}_TOKEN"], self.world.urls[self.api]
        if self.api == "github":
            auth = github.Auth.Token(token)
            client = github.Github(
                auth=auth,
                base_url=f"{url}/api/v3",
                seconds_between_requests=0,
                seconds_between_writes=0,
            )
            return client.get_repo("octo-org/sampleproject")
        return gitlab.Gitlab(url, private_token=token).projects.get("group/sub/otherproject")

    def requests(self) -> list[Any]:
        """Every request, newest first."""
        if self.api == "github":
            return list(self.repo.get_pulls(state="all"))
        return list(self.repo.mergerequests.list(get_all=True, state="all"))

    def told(self) -> list[tuple[str, str]]:
        """State and text of every request."""
        name = "body" if self.api == "github" else "description"
        return [(one.state, getattr(one, name)) for one in self.requests()]

    def close(self) -> None:
        """The person does not want it."""
        (one,) = [one for one in self.requests() if one.state in ("open", "opened")]
        if self.api == "github":
            one.edit(state="closed")
        else:
            one.state_event = "close"
            one.save()

    def read(self, ref: str = BRANCH, path: str | None = None) -> str:
        """The file on a branch."""
        path = path or PATHS[self.api]
        if self.api == "github":
            return str(self.repo.get_contents(path, ref=ref).decoded_content.decode())
        return str(self.repo.files.get(path, ref=ref).decode().decode())

    def branches(self) -> list[str]:
        """Names of the branches, beside the default one."""
        listed = self.repo.get_branches() if self.api == "github" else self.repo.branches.list()
        return sorted(one.name for one in listed if one.name != "main")

    def drop(self, branch: str) -> None:
        """Somebody deletes a branch."""
        if self.api == "github":
            self.repo.get_git_ref(f"heads/{branch}").delete()
        else:
            self.repo.branches.delete(branch)

    def push(self, text: str, branch: str, path: str | None = None) -> None:
        """Somebody pushes the file to a branch."""
        path = path or PATHS[self.api]
        repo = self.repo
        if self.api == "gitlab":
            there = path in {
                one["path"] for one in repo.repository_tree(recursive=True, ref=branch)
            }
            action = {"action": "update" if there else "create", "file_path": path, "content": text}
            repo.commits.create(
                {"branch": branch, "commit_message": "by hand", "actions": [action]}
            )
            return
        tip = repo.get_git_commit(repo.get_branch(branch).commit.sha)
        entry = github.InputGitTreeElement(path, "100644", "blob", content=text)
        tree = repo.create_git_tree([entry], tip.tree)
        made = repo.create_git_commit("by hand", tree, [tip])
        repo.get_git_ref(f"heads/{branch}").edit(made.sha)

    def writes(self, after: int = 0) -> list[str]:
        """Methods and ends of the writes."""
        return [f"{w['method']} {w['path'].rpartition('/')[2]}" for w in self.world.writes(after)]


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    """A sandbox of the example seed."""
    with forked_sandbox() as world:
        yield world


@pytest.fixture(params=["github", "gitlab"])
def forge(request: pytest.FixtureRequest, running: Sandbox) -> Forge:
    """Each forge as it was when it began."""
    running.reset()
    return Forge(request.param, running, CONFIGS[request.param])


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[Callable[[str, str, str], Forge]]:
    """Forges with a changed seed, each in a sandbox of its own."""
    open_ones = []

    def make(api: str, old: str, new: str) -> Forge:
        text = (CLONE / "sandbox" / "seed.example.yaml").read_text()
        assert old in text
        (tmp_path / "seed.yaml").write_text(text.replace(old, new, 1))
        context = forked_sandbox(tmp_path / "seed.yaml")
        world = context.__enter__()
        open_ones.append(context)
        return Forge(api, world, CONFIGS[api])

    yield make
    for one in open_ones:
        one.__exit__(None, None, None)
