"""Brings the provider plugins to this machine and says where each came from."""

from dataclasses import dataclass
from pathlib import Path

from engine.build import Say, build_part
from engine.cache import locked, publish
from engine.choose import NO_GO, choose_plugin
from engine.errors import EngineError
from engine.install import install_plugin
from engine.model import Engine, Plugin, PluginFound
from engine.pins import Pins
from engine.probe import reachable

STANDIN = Path("sandbox/gitlab_standin/pulumi-resource-gitlab")


@dataclass(frozen=True)
class Places:
    """Where plugins are looked for and put."""

    cache: Path
    checkout: Path
    go: Path | None

    @property
    def downloads(self) -> Path:
        """The Pulumi home that official plugins are downloaded into."""
        return self.cache.parent / "official"

    def official(self, name: str, version: str) -> Path | None:
        """An official plugin that is on this machine already."""
        homes = (self.downloads, Path.home() / ".pulumi")
        tail = Path("plugins") / f"resource-{name}-v{version}" / f"pulumi-resource-{name}"
        return next((home / tail for home in homes if (home / tail).is_file()), None)


def ensure_plugins(pins: Pins, engine: Engine, places: Places, say: Say) -> tuple[Plugin, ...]:
    """Return the GitHub and the GitLab plugin, downloading or building where needed."""
    github = ensure_github(pins, engine, places, say)
    closed = "built" in (engine.source, github.source)
    return github, ensure_gitlab(pins, engine, places, closed)


def ensure_github(pins: Pins, engine: Engine, places: Places, say: Say) -> Plugin:
    """The official plugin, else the same upstream provider built here."""
    version = pins.plugins["github"]
    own = places.cache / "plugins" / f"resource-github-v{version}" / "pulumi-resource-github"
    closed = engine.source == "built"
    official = official_plugin(pins, engine, places, "github", own.is_file(), closed)
    if official:
        return official
    with locked(places.cache, say):
        if not own.is_file():
            build_github(pins, places, own.parent, say)
    why = "official plugin not downloaded"
    return Plugin("github", version, "built", why, own)


def build_github(pins: Pins, places: Places, folder: Path, say: Say) -> None:
    """Build the upstream provider as a plugin; name what is missing where there is no Go."""
    go = places.go
    if go is None:
        raise EngineError(f"the GitHub plugin cannot be downloaded, and {NO_GO}.")
    publish(folder, lambda draft: build_part(pins.parts["github"], go, draft, say))


def ensure_gitlab(pins: Pins, engine: Engine, places: Places, closed: bool) -> Plugin:
    """The official plugin, else the sandbox's stand-in, which never touches a real project."""
    official = official_plugin(pins, engine, places, "gitlab", False, closed)
    if official:
        return official
    binary = places.checkout / STANDIN
    version = pins.plugins["gitlab"]
    if binary.is_file():
        return Plugin("gitlab", version, "stand-in", "official plugin not downloaded", binary)
    return Plugin("gitlab", version, "stand-in", f"and there is no {STANDIN} yet", None)


def official_plugin(
    pins: Pins, engine: Engine, places: Places, name: str, own: bool, closed: bool
) -> Plugin | None:
    """The official plugin where it is here or can be downloaded."""
    version = pins.plugins[name]
    here = places.official(name, version)
    asked = not (here or own or closed)
    found = PluginFound(bool(here), own, closed, asked and reachable(pins.probe, pins.seconds))
    if choose_plugin(found) == "download":
        install_plugin(engine.pulumi, places.downloads, name, version)
        here = places.official(name, version)
    return Plugin(name, version, "official", "as released", here) if here else None
