"""gitlabform from PyPI, in a virtual environment of its own in the user's cache."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from engine.cache import cache_root, locked, publish

from .measure import must
from .say import progress

PYTHONS = ("python3.14", "python3.13", "python3.12")
LONGEST = 600


class Release(NamedTuple):
    """One release and what it asks for; its own dependencies are pinned by itself."""

    version: str
    config: int
    """The `config_version` of its files."""


NEW, OLD = Release("6.3.0", 4), Release("3.16.5", 3)
"""The new one needs Python 3.12; the old one is the newest for Python 3.11."""


class Tool(NamedTuple):
    """An installed release."""

    release: Release
    command: tuple[str, ...]


def installed() -> Tool:
    """The newest release that a Python of this machine can run; BenchError where it cannot be."""
    python = new_python()
    release = NEW if python else OLD
    python = python or sys.executable
    folder = cache_root(os.environ).parent / "bench" / f"gitlabform-{release.version}"
    with locked(folder, progress):
        if not folder.is_dir():
            progress(f"installing gitlabform {release.version}")
            publish(folder, lambda draft: install(draft, python, release))
    return Tool(release, (str(folder / "bin" / "python"), "-m", "gitlabform.run"))


def new_python() -> str | None:
    """A Python from 3.12 on: this one, or one on PATH that runs."""
    if sys.version_info >= (3, 12):
        return sys.executable
    found = (shutil.which(name) for name in PYTHONS)
    return next((one for one in found if one and runs((one, "-c", "import ensurepip"))), None)


def runs(command: Sequence[str]) -> bool:
    """Whether it ends well: what is on PATH may lead nowhere."""
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def install(draft: Path, python: str, release: Release) -> None:
    """Fill a folder, which is moved afterwards: only its `bin/python` is used."""
    must((python, "-m", "venv", str(draft)), draft, os.environ)
    pip = (str(draft / "bin" / "python"), "-m", "pip", "install", "--quiet")
    named = f"gitlabform=={release.version}"
    must((*pip, "--disable-pip-version-check", named), draft, os.environ, longest=LONGEST)
