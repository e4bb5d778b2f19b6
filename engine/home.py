"""Makes an isolated PULUMI_HOME whose plugin cache holds this engine's plugins."""

import os
import shlex
import tempfile
from pathlib import Path

from engine.model import Engine, Plugin, PluginSource


def prepare_home(home: Path, engine: Engine) -> dict[str, PluginSource]:
    """Put the engine's plugins into the home and return where each came from."""
    for plugin in engine.plugins:
        if plugin.binary:
            place(home.absolute() / "plugins" / plugin.folder_name, plugin, plugin.binary)
    return {plugin.name: plugin.source for plugin in engine.plugins}


def place(folder: Path, plugin: Plugin, binary: Path) -> None:
    """Let the plugin cache's entry lead to the binary; replaced at once, safe to repeat."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"pulumi-resource-{plugin.name}"
    if plugin.source == "stand-in":
        swap_in(target, wrapper(binary))
    elif not (target.is_symlink() and target.readlink() == binary):
        with tempfile.TemporaryDirectory(dir=folder) as draft:
            link = Path(draft) / "link"
            link.symlink_to(binary)
            os.replace(link, target)


def wrapper(binary: Path) -> str:
    """A script and no link, so that the stand-in sees its own place in the checkout."""
    return f'#!/bin/sh\nexec {shlex.quote(str(binary))} "$@"\n'


def swap_in(target: Path, text: str) -> None:
    """Write an executable file unless it is there already."""
    if target.is_file() and not target.is_symlink() and target.read_text() == text:
        return
    with tempfile.TemporaryDirectory(dir=target.parent) as draft:
        script = Path(draft) / "script"
        script.write_text(text)
        script.chmod(0o755)
        os.replace(script, target)
