"""The files of a repository's default branch, all of them at one commit."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from ...errors import Broken
from ...model import Forge
from ...observing.client import Client
from ...proposing.files import Files
from ...workflows.listing import FOLDER, PIPELINE
from ...workflows.model import Snapshot

MOVED = "write the new name into the config and see `trustpub moved`"
HIDDEN = "it is not there, or the token may not see it (404)"


class Branch(NamedTuple):
    """The default branch."""

    root: str
    """Address of the repository in the API."""
    name: str
    commit: str
    pipeline: str = PIPELINE
    """GitLab: the file that its settings name."""


@dataclass
class Tree(Files):
    """Files whose paths are all known before the first is read: what is not there costs nothing."""

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder, sorted."""
        own = folder.strip("/")
        return tuple(path for path in self.walk() if path.rpartition("/")[0] == own)

    def asked(self, path: str) -> bytes | None:
        """One file."""
        if path not in self.walk():
            return None
        if isinstance(self.client, Client):
            self.client.expect(1)
        return super().asked(path)


@dataclass(frozen=True)
class OneForge:
    """The files that one forge takes notice of: a mirror has those of the other beside them."""

    snapshot: Snapshot
    forge: Forge
    pipelines: tuple[str, ...] = (PIPELINE,)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder, sorted."""
        return tuple(path for path in self.snapshot.files(folder) if self.is_seen(path))

    def walk(self) -> tuple[str, ...]:
        """Paths of all files, sorted."""
        return tuple(path for path in self.snapshot.walk() if self.is_seen(path))

    def read(self, path: str) -> bytes | None:
        """A file's content by its path; None where there is none."""
        return self.snapshot.read(path) if self.is_seen(path.strip("/")) else None

    def is_seen(self, path: str) -> bool:
        """Whether a file is not for the other forge alone."""
        if self.forge == "gitlab":
            return not path.startswith(f"{FOLDER}/")
        return path not in self.pipelines


def branch_of(client: Client, forge: Forge, repository: str) -> Branch:
    """The default branch and its newest commit; a WorldError where that is not to be had."""
    return (
        github_branch(client, repository)
        if forge == "github"
        else gitlab_branch(client, repository)
    )


def github_branch(client: Client, repository: str) -> Branch:
    """GitHub REST, "Get a repository" and "Get a reference"."""
    root = f"/repos/{quote(repository)}"
    found = client.get(root, "default_branch", "full_name")
    if found is None:
        raise Broken(f"{repository}: {HIDDEN}")
    same_name(repository, str(found["full_name"]))
    name = str(found["default_branch"])
    head = client.get(f"{root}/git/ref/heads/{quote(name)}", "object")
    if head is None:
        raise Broken(f"{repository} has no commit on {name}")
    return Branch(root, name, str(head["object"]["sha"]))


def same_name(repository: str, now: str) -> None:
    """A forge answers for an old name too; what reaches a repository is seen by its name of now."""
    if now.casefold() != repository.casefold():
        raise Broken(f"{repository} was renamed or moved to {now}: {MOVED}")


def gitlab_branch(client: Client, repository: str) -> Branch:
    """GitLab REST, "Get a single project" and "Get single repository branch"."""
    keys = ("id", "default_branch", "path_with_namespace")
    found = client.get(f"/projects/{quote(repository, safe='')}", *keys)
    if found is None:
        raise Broken(f"{repository}: {HIDDEN}")
    same_name(repository, str(found["path_with_namespace"]))
    root, name = f"/projects/{found['id']}", str(found["default_branch"] or "")
    where = f"{root}/repository/branches/{quote(name, safe='')}"
    head = client.get(where, "commit") if name else None
    if head is None:
        raise Broken(f"{repository} has no commit that the token may see")
    pipeline = str(found.get("ci_config_path") or PIPELINE)
    return Branch(root, name, str(head["commit"]["id"]), pipeline)


def tree_of(client: Client, forge: Forge, branch: Branch) -> Files:
    """The files of a default branch; each asked for by itself where there are too many to list."""
    tree = Tree(client, branch.root, branch.commit, github=forge == "github")
    try:
        tree.walk()
    except Broken:
        return Files(client, branch.root, branch.commit, github=forge == "github")
    return tree
