"""Reads pins.toml, the one file with every version."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class GoPart:
    """One program built from a pinned Go module."""

    name: str
    package: str
    module: str
    version: str
    binary: str
    minutes: str
    stamp: str = ""
    bridge: str = ""
    replace: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder with this part's go.mod and go.sum."""
        return FOLDER / "go" / self.name


@dataclass(frozen=True)
class Launcher:
    """The script that the Python language host starts programs with."""

    module: str
    version: str
    file: str


@dataclass(frozen=True)
class Pins:
    """The content of pins.toml."""

    version: str
    minimum: str
    probe: str
    seconds: float
    go_minimum: str
    parts: dict[str, GoPart]
    launcher: Launcher
    plugins: dict[str, str]
    python: dict[str, str]


def load_pins(path: Path = FOLDER / "pins.toml") -> Pins:
    """Return the pins; a malformed file is a bug of this checkout and raises as it is."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    go = dict(raw["go"])
    return Pins(
        version=raw["engine"]["version"],
        minimum=raw["engine"]["minimum"],
        probe=raw["installer"]["probe"],
        seconds=raw["installer"]["seconds"],
        go_minimum=go.pop("minimum"),
        parts={name: GoPart(name=name, **part) for name, part in go.items()},
        launcher=Launcher(**raw["launcher"]),
        plugins=raw["plugins"],
        python=raw["python"],
    )
