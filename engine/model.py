"""The nouns: what was found, what was chosen, the engine that came of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Source = Literal["path", "installer", "built"]
PluginSource = Literal["official", "built", "stand-in"]


@dataclass(frozen=True)
class PathEngine:
    """A `pulumi` that is already on PATH; `host` is its Python language host's folder."""

    pulumi: Path
    version: str
    host: Path | None


@dataclass(frozen=True)
class Found:
    """All that the choice of an engine depends on."""

    on_path: PathEngine | None = None
    installed: bool = False
    built: bool = False
    reachable: bool = False
    sdk: bool = False
    go: Path | None = None


@dataclass(frozen=True)
class Choice:
    """Where the engine comes from, whether it is there already, and why."""

    source: Source
    cached: bool
    why: str


@dataclass(frozen=True)
class PluginFound:
    """All that the choice of a plugin depends on; `closed`: an earlier step met no network."""

    official: bool = False
    own: bool = False
    closed: bool = False
    reachable: bool = False


@dataclass(frozen=True)
class Plugin:
    """A provider plugin; `binary` is None where there is nothing to start."""

    name: str
    version: str
    source: PluginSource
    why: str
    binary: Path | None

    @property
    def folder_name(self) -> str:
        """Its folder in a plugin cache."""
        return f"resource-{self.name}-v{self.version}"


@dataclass(frozen=True)
class Engine:
    """A usable engine and its plugins: `folders` go on PATH, plugins into a home."""

    pulumi: Path
    version: str
    source: Source
    why: str
    folders: tuple[Path, ...]
    plugins: tuple[Plugin, ...] = ()

    @property
    def official_host(self) -> bool:
        """Whether its language host honours `runtime.options.virtualenv`."""
        return self.source != "built"
