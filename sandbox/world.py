"""A world: the APIs of one seed file, with one event log between them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from .api import Mounted
from .events import EventLog
from .github.app import respond as github_respond
from .github.state import build as build_github
from .gitlab.app import respond as gitlab_respond
from .gitlab.state import build as build_gitlab
from .http import Response
from .pypi.app import respond as pypi_respond
from .pypi.state import build as build_pypi
from .tls import Tls

APIS: dict[str, tuple[Callable[..., Any], Callable[..., Response]]] = {
    "github": (build_github, github_respond),
    "gitlab": (build_gitlab, gitlab_respond),
    "pypi": (build_pypi, pypi_respond),
    "testpypi": (build_pypi, pypi_respond),
}


class SeedError(ValueError):
    """The seed file says something the sandbox does not know."""


@dataclass
class World:
    """Everything one sandbox holds."""

    apis: dict[str, Mounted] = field(default_factory=dict)
    log: EventLog = field(default_factory=EventLog)


def load_seed(path: Path) -> dict[str, Any]:
    """The seed file; its format is sandbox/seed.example.yaml with the comments in it."""
    seed = YAML(typ="safe").load(path.read_text("utf-8")) or {}
    if not isinstance(seed, dict):
        raise SeedError(f"{path}: a seed is a mapping of {', '.join(APIS)}")
    unknown = sorted(set(seed) - set(APIS))
    if unknown:
        raise SeedError(f"{path}: unknown section {unknown[0]!r}; known: {', '.join(APIS)}")
    return seed


def make_world(seed: dict[str, Any]) -> World:
    """Mount every API on its section of the seed."""
    world = World()
    for name, (build, respond) in APIS.items():
        make: Any = partial(build, name, seed.get(name) or {}, world.log)
        world.apis[name] = Mounted(name, make, respond, world.log)
    return world


def client_env(
    seed: dict[str, Any], urls: dict[str, str], tls: Tls | None = None
) -> dict[str, str]:
    """What the providers and `trustpub` need in their environment to talk to this world."""
    return {
        "GITHUB_BASE_URL": urls["github"] + "/",
        "GITHUB_TOKEN": admin_token(seed, "github"),
        "GITHUB_OWNER": (seed.get("github") or {}).get("owner", ""),
        "GITLAB_BASE_URL": urls["gitlab"] + "/",
        "GITLAB_TOKEN": admin_token(seed, "gitlab"),
        "TRUSTPUB_PYPI_URL": urls["pypi"],
        "TRUSTPUB_TESTPYPI_URL": urls["testpypi"],
        **(tls.env() if tls else {}),
    }


def admin_token(seed: dict[str, Any], api: str) -> str:
    """The first token of a section: the seed puts the one with full rights first."""
    tokens = (seed.get(api) or {}).get("tokens") or []
    return str(tokens[0]["token"]) if tokens else ""
