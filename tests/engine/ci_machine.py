"""What every CI has: a repository, secrets, machines that begin empty, caches, artifacts."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path


@dataclass
class Site:
    """A CI system with one repository; a job sees of it what the CI gives it, and no more."""

    repository: Path
    folder: Path
    """Where its machines are."""
    machine: Mapping[str, str]
    """The environment that every machine has, without any secret."""
    secrets: Mapping[str, str]
    caches: dict[str, Path] = field(default_factory=dict)
    """In the order in which they were kept."""
    artifacts: dict[str, Path] = field(default_factory=dict)
    count: int = 0

    def fresh(self, name: str) -> Path:
        """An empty folder for a job."""
        self.count += 1
        folder = self.folder / f"{self.count}-{name}"
        folder.mkdir(parents=True)
        return folder

    def clone(self, into: Path, ref: str = "") -> None:
        """The repository as it was committed: all of its history, and a ref, by default HEAD."""
        git("clone", "--quiet", str(self.repository), str(into), at=self.repository)
        if ref:
            git("fetch", "--quiet", "origin", ref, at=into)
            git("checkout", "--quiet", "--detach", "FETCH_HEAD", at=into)

    def restore(self, key: str, prefix: str, path: Path) -> bool:
        """A cache of this name, or the newest whose name begins so."""
        found = [one for one in self.caches if one == key]
        found += [one for one in reversed(self.caches) if prefix and one.startswith(prefix)]
        if found:
            shutil.copy(self.caches[found[0]], path)
        return bool(found)

    def keep(self, key: str, path: Path) -> None:
        """A file as a cache, where it is there."""
        if path.exists():
            target = self.fresh("cache") / path.name
            shutil.copy(path, target)
            self.caches.pop(key, None)
            self.caches[key] = target

    def upload(self, name: str, path: Path) -> None:
        """A folder as an artifact of the run."""
        assert name not in self.artifacts, f"two artifacts are called {name}"
        target = self.fresh("artifact") / path.name
        shutil.copytree(path, target)
        self.artifacts[name] = target

    def download(self, pattern: str, into: Path) -> None:
        """All artifacts whose name a pattern matches, one over the other."""
        for name, path in sorted(self.artifacts.items()):
            if fnmatchcase(name, pattern):
                shutil.copytree(path, into, dirs_exist_ok=True)


@dataclass(frozen=True)
class Ended:
    """A job that ended."""

    name: str
    good: bool
    log: str


def git(*words: str, at: Path) -> None:
    """Git, which cannot fail."""
    subprocess.run(["git", *words], cwd=at, check=True, capture_output=True)


def bash(script: str, at: Path, env: Mapping[str, str]) -> tuple[bool, str]:
    """A script as both CIs run it: it ends with the first command that fails."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=at,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode == 0, done.stdout


def machine_of(env: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """An environment with everything, parted: what a machine has, and what is secret."""
    secret = (
        "GITHUB_TOKEN",
        "GITLAB_TOKEN",
        "PULUMI_BACKEND_URL",
        "PULUMI_CONFIG_PASSPHRASE",
    )
    machine = {k: v for k, v in env.items() if k not in (*secret, "GITHUB_OWNER")}
    # What is to be installed is there already; nothing else is to be had, or looked for.
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    path = os.pathsep.join(dict.fromkeys(env["PATH"].split(os.pathsep)))
    return {**machine, **offline, "PATH": path}, {name: env[name] for name in secret}
