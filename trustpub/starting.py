"""A repository as found: what its first `pulumi up` needs to know. Reads files, asks nobody."""

import configparser
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .model import Forge
from .start_publishers import Guesses, guess
from .workflows.folder import Folder
from .workflows.listing import read_repository

REMOTE = re.compile(
    r"(?:\w+://(?:[^@/]*@)?|[\w.-]+@)(?P<host>[^/:]+)(?::\d+)?[/:](?P<path>.+?)(?:\.git)?/?$"
)
"""Addresses that git takes: https, ssh and the short `git@host:path`."""


@dataclass(frozen=True)
class Start:
    """What was found out of a repository."""

    project: str
    forge: Forge
    host: str
    repository: str
    published: Guesses
    guesses: tuple[str, ...]
    """What a person should look at, in sentences."""


def observe(folder: Path, project: str | None = None) -> Start | str:
    """Look at git's remote, the workflow files and the package's metadata; else say why not."""
    remote = git_remote(folder)
    if remote is None:
        return f"{folder} has no git remote; add one (git remote add origin ...) and try again"
    host, path = remote
    forge: Forge = "github" if "github" in host else "gitlab"
    published = guess(read_repository(Folder(folder)), forge)
    name = project or project_name(folder)
    guesses = list(published.remarks)
    if not published.publishers:
        guesses.append("nothing here publishes yet: trustpub render writes the file that does")
    if name is None:
        name = path.rpartition("/")[2]
        guesses.append(f"the project is called {name} on PyPI, as the repository is")
    if forge == "gitlab" and "gitlab" not in host:
        guesses.append(f"{host} is a GitLab")
    return Start(name, forge, host, path, published, tuple(guesses))


def git_remote(folder: Path) -> tuple[str, str] | None:
    """Host and path of `origin`, else of the first remote, from git's own config file."""
    text = git_config(folder)
    parser = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    try:
        parser.read_string("\n".join(line.strip() for line in text.splitlines()))
    except configparser.Error:
        return None
    remotes = [name for name in parser.sections() if name.startswith("remote ")]
    remotes.sort(key=lambda name: name != 'remote "origin"')
    for name in remotes:
        match = REMOTE.match(parser[name].get("url") or "")
        if match:
            return match["host"], match["path"]
    return None


def git_config(folder: Path) -> str:
    """The text of the repository's config file; a worktree's `.git` is a file that points on."""
    git = folder / ".git"
    if git.is_file():
        git = folder / git.read_text("utf-8").partition("gitdir:")[2].strip()
        common = git / "commondir"
        git = (git / common.read_text("utf-8").strip()) if common.is_file() else git
    config = git / "config"
    return config.read_text("utf-8", "replace") if config.is_file() else ""


def project_name(folder: Path) -> str | None:
    """The name in pyproject.toml or setup.cfg."""
    try:
        data = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        data = {}
    tables = (data.get("project"), (data.get("tool") or {}).get("poetry"))
    names = [table.get("name") for table in tables if isinstance(table, dict)]
    name = next((name for name in names if isinstance(name, str)), None)
    if name is None and (folder / "setup.cfg").is_file():
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read(folder / "setup.cfg", "utf-8")
            name = parser.get("metadata", "name", fallback=None)
        except configparser.Error:
            name = None
    return str(name) if name else None
