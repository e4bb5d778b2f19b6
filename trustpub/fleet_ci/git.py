"""The repository that a fleet file lies in, from git's own files: no git is started."""

from pathlib import Path

from ..starting import git_config, git_remote
from .model import FleetCiError

HEAD = "refs/remotes/origin/HEAD"


def root_of(file: Path) -> Path:
    """The repository's folder; FleetCiError where there is none."""
    for folder in file.resolve().parents:
        if (folder / ".git").exists():
            return folder
    found = f"{file} is in no git repository, where a CI could find it"
    raise FleetCiError(f"{found}; run `git init` in the folder that shall be one")


def default_branch(root: Path) -> str:
    """What the remote's HEAD leads to; FleetCiError where a clone does not know."""
    for head in (root / ".git" / HEAD, common(root) / HEAD):
        if head.is_file():
            name = head.read_text("utf-8", "replace").strip()
            if name.startswith("ref: refs/remotes/origin/"):
                return name.removeprefix("ref: refs/remotes/origin/")
    what = "the default branch is not known here"
    raise FleetCiError(f"{what}; say --branch NAME, or run `git remote set-head origin --auto`")


def common(root: Path) -> Path:
    """Git's folder; that of a worktree is elsewhere."""
    git = root / ".git"
    if not git.is_file():
        return git
    own = root / git.read_text("utf-8", "replace").partition("gitdir:")[2].strip()
    shared = own / "commondir"
    return own / shared.read_text("utf-8", "replace").strip() if shared.is_file() else own


def remote_address(root: Path) -> str:
    """The repository's address for https; FleetCiError where it has no remote."""
    remote = git_remote(root) if git_config(root) else None
    if remote is None:
        found = f"{root} has no git remote, from which the operator takes the fleet"
        raise FleetCiError(f"{found}; say --repository URL")
    host, path = remote
    return f"https://{host}/{path}"
