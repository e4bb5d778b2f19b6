"""One call from nothing to a usable engine."""

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine import probe
from engine.build import Say, build_engine
from engine.cache import cache_folder, cache_root, locked, publish
from engine.choose import choose_build, choose_engine, needs_network
from engine.install import install_engine
from engine.model import Choice, Engine, Found, PathEngine
from engine.pins import FOLDER, Pins, load_pins
from engine.plugins import Places, ensure_plugins

CHECKOUT = FOLDER.parent


def to_stderr(line: str) -> None:
    """Print a progress line."""
    print(f"engine: {line}", file=sys.stderr, flush=True)


def default_venv(environ: Mapping[str, str]) -> Path:
    """The active virtual environment, else the checkout's."""
    return Path(environ.get("VIRTUAL_ENV") or CHECKOUT / ".venv")


def ensure_engine(
    venv: Path | None = None, say: Say = to_stderr, environ: Mapping[str, str] | None = None
) -> Engine:
    """Find, install or build an engine and its plugins; raise EngineError when none can be had."""
    environ = os.environ if environ is None else environ
    venv = (venv or default_venv(environ)).absolute()
    pins, cache = load_pins(), cache_folder(environ)
    found = look(pins, cache, venv, environ)
    engine = bring(pins, cache, venv, found, say)
    say(describe(engine))
    plugins = ensure_plugins(pins, engine, Places(cache, CHECKOUT, found.go), say)
    for plugin in plugins:
        say(f"plugin {plugin.name} {plugin.version}: {plugin.source} ({plugin.why})")
    return replace(engine, plugins=plugins)


def look(pins: Pins, cache: Path, venv: Path, environ: Mapping[str, str]) -> Found:
    """See what is there; ask the network only when the answer matters."""
    found = Found(
        on_path=probe.path_engine(environ, cache_root(environ)),
        installed=(installed_folder(cache, pins) / "bin" / "pulumi").is_file(),
        built=(cache / "bin" / "pulumi").is_file(),
        go=probe.find_go(environ, venv),
    )
    if not needs_network(found, pins.minimum):
        return found
    online = probe.reachable(pins.probe, pins.seconds)
    return replace(found, reachable=online, sdk=online and probe.has_sdk(python_of(venv)))


def python_of(venv: Path) -> Path:
    """The venv's Python; this one where there is no venv."""
    python = venv / "bin" / "python"
    return python if python.exists() else Path(sys.executable)


def installed_folder(cache: Path, pins: Pins) -> Path:
    """Where the official installer puts the pinned version."""
    return cache.parent / f"installer-{pins.version}"


def bring(pins: Pins, cache: Path, venv: Path, found: Found, say: Say) -> Engine:
    """Make the chosen engine real; a failed installer falls back to building."""
    choice = choose_engine(found, pins.minimum)
    if choice.source == "path" and found.on_path:
        return from_path(found.on_path, choice)
    if choice.source == "installer":
        folder = installed_folder(cache, pins)
        if choice.cached or run_installer(pins, folder, venv, say):
            return in_folder(folder / "bin", pins, choice)
        choice = choose_build(found, f"{choice.why}, the installer failed")
    with locked(cache, say):
        if found.go and not (cache / "bin").is_dir():
            publish(cache / "bin", build_engine(pins, found.go, say))
    return in_folder(cache / "bin", pins, choice)


def run_installer(pins: Pins, folder: Path, venv: Path, say: Say) -> bool:
    """Run the official installer into a draft of the folder; whole or not at all."""
    say(f"installing pulumi {pins.version} with the official installer")

    def fill(draft: Path) -> None:
        if not install_engine(python_of(venv), draft, pins.version):
            raise FileNotFoundError(draft)

    with locked(folder, say):
        try:
            if not folder.is_dir():
                publish(folder, fill)
        except FileNotFoundError:
            return False
    return True


def from_path(found: PathEngine, choice: Choice) -> Engine:
    """The user's own engine; its language host may live in another folder."""
    folders = dict.fromkeys([found.pulumi.parent, found.host or found.pulumi.parent])
    return Engine(found.pulumi, found.version, "path", choice.why, tuple(folders))


def in_folder(folder: Path, pins: Pins, choice: Choice) -> Engine:
    """The engine in one of our own folders."""
    return Engine(folder / "pulumi", pins.version, choice.source, choice.why, (folder,))


def describe(engine: Engine) -> str:
    """The one line about an engine: version, where from, why."""
    how = {
        "path": f"found at {engine.pulumi}",
        "installer": f"by the official installer (in {engine.pulumi.parent})",
        "built": f"built from pinned Go modules (cached in {engine.pulumi.parent})",
    }
    return f"pulumi {engine.version} {how[engine.source]}: {engine.why}"
