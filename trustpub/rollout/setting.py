"""What a rollout finds around it: the journal, the engine's project, who made the resources."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from .. import __version__
from ..model import Forge, Problem
from ..resolving import TOKENS
from .fingerprint import made_by
from .history import Journal, parsed, wrong
from .journal import FILE, FOLDER, RolloutError

PARTS = ("trustpub.components", "trustpub.plugin")
PLUGIN = "pulumi-resource-pypi"
DELAY = "10"
"""Milliseconds between two writes of the GitHub provider; its default is a second."""
RETRIES = "0"
"""The GitHub provider sends a POST whose answer was lost again, and GitHub makes a second ruleset
of the same name: terraform-provider-github, transport.go, RetryTransport; its default is 3."""


def journal_of(folder: Path) -> Journal:
    """The journal beside a fleet; none is one without a line."""
    path = folder / FILE
    try:
        return parsed(path.read_bytes(), str(path))
    except FileNotFoundError:
        return parsed(b"", str(path))
    except OSError as error:
        return Journal(parsed(b"", "").history, (wrong(str(path), None, f"{error.strerror}"),))


def journal_at(path: Path) -> Journal:
    """A journal that was named: one that is not there is an error."""
    try:
        return parsed(path.read_bytes(), str(path))
    except OSError as error:
        found, fix = f"cannot be read: {error.strerror}", "check its path"
        problem = Problem(id="rollout-journal", file=str(path), found=found, fix=fix)
        return Journal(parsed(b"", "").history, (problem,))


def maker(environ: Mapping[str, str]) -> str:
    """Tool, components and world, as the fingerprints have them."""
    return made_by(__version__, sources(), environ)


def sources() -> str:
    """A digest of the code that declares: a clone may change without its version."""
    digest = sha256()
    for name in PARTS:
        found = find_spec(name)
        for place in (found and found.submodule_search_locations) or ():
            for path in sorted(Path(place).glob("*.py")):
                digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def prepared(folder: Path, name: str = "trustpub") -> None:
    """The project folder that all stacks share: the provider `pypi` is found in it."""
    project = folder / FOLDER / "project"
    text = json.dumps(
        {
            "name": name,
            "description": "Release trust as code: a fleet, one stack a repository",
            "runtime": "python",
            "plugins": {"providers": [{"name": "pypi", "path": plugin()}]},
            "config": {
                "github:writeDelayMs": {"value": DELAY},
                "github:maxRetries": {"value": RETRIES},
            },
        },
        indent=1,
    )
    try:
        project.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=project, delete=False) as draft:
            draft.write(text)
        os.replace(draft.name, project / "Pulumi.yaml")
    except OSError as error:
        raise RolloutError.of(project, error) from None


def plugin() -> str:
    """The folder of the provider: beside this Python, or on the way that commands are found."""
    beside = Path(sys.executable).parent / PLUGIN
    found = str(beside) if beside.exists() else shutil.which(PLUGIN)
    if found is None:
        raise RolloutError(f"{PLUGIN} is not installed; install trustpub with pip")
    return str(Path(found).parent)


def engine() -> str:
    """The engine's command; RolloutError where there is none."""
    found = shutil.which("pulumi")
    if found is None:
        raise RolloutError("there is no `pulumi` command; install the engine")
    return found


def lacking(forges: Iterable[Forge], environ: Mapping[str, str]) -> list[str]:
    """The variables with the tokens of some forges that are empty or not there."""
    return [TOKENS[forge] for forge in forges if not environ.get(TOKENS[forge])]
