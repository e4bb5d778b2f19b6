"""The same upstream GitHub provider as a Terraform plugin, for the benchmark alone."""

import os
from pathlib import Path

from engine.build import Say, build_part
from engine.cache import cache_folder, locked, publish
from engine.choose import NO_GO
from engine.ensure import to_stderr
from engine.errors import EngineError
from engine.pins import load_pins
from engine.probe import find_go


def build_terraform_plugin(venv: Path, say: Say = to_stderr) -> Path:
    """Build the provider unless it is cached, and return its binary."""
    part, cache = load_pins().parts["terraform"], cache_folder(os.environ)
    folder = cache / f"terraform-{part.version}"
    with locked(cache, say):
        if not folder.is_dir():
            go = find_go(os.environ, venv)
            if go is None:
                raise EngineError(f"the Terraform provider is built, and there is {NO_GO}.")
            publish(folder, lambda draft: build_part(part, go, draft, say))
    return folder / part.binary
