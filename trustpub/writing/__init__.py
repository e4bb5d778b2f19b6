"""Config -> the texts of the files that release it: workflows for GitHub, pipelines for GitLab."""

from dataclasses import dataclass, replace

from ..config import Config
from ..forges.base import DeclaredPublisher, environments, fullest
from ..model import Forge
from ..publishers import declared_publishers
from . import github, gitlab

FOLDER = ".github/workflows/"
"""Where GitHub looks for workflows; the config, like PyPI's form, names the bare file."""


@dataclass(frozen=True)
class Written:
    """One file, whole."""

    path: str
    """In the repository, with `/` between folders."""
    forge: Forge
    text: str
    publishers: tuple[str, ...]
    """Paths of the entries in the config that it serves: `publishers[0]`."""


def files(config: Config) -> tuple[Written, ...]:
    """The files of a config: one for each forge and workflow that a publisher names."""
    found = []
    for forge in config.forges():
        groups: dict[str, list[DeclaredPublisher]] = {}
        for publisher in settled(declared_publishers(config, forge)):
            groups.setdefault(publisher.identity.workflow, []).append(publisher)
        found += [written(forge, name, tuple(group)) for name, group in groups.items()]
    return tuple(found)


def settled(publishers: tuple[DeclaredPublisher, ...]) -> tuple[DeclaredPublisher, ...]:
    """Publishers of one forge; a bare environment has the settings spelled out elsewhere."""
    settings = {name: fullest(group) for name, group in environments(publishers).items()}
    return tuple(replace(p, environment=settings[p.environment.name]) for p in publishers)


def written(forge: Forge, name: str, publishers: tuple[DeclaredPublisher, ...]) -> Written:
    """One file."""
    text = (github.workflow if forge == "github" else gitlab.pipeline)(publishers)
    path = f"{FOLDER}{name}" if forge == "github" else name
    return Written(path, forge, text, tuple(p.field for p in publishers))
