"""Where built things live: one folder per set of pins, filled whole or not at all."""

import fcntl
import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine.pins import FOLDER

PARTS = ("cli", "language", "github")


def cache_root(environ: Mapping[str, str]) -> Path:
    """The user's cache folder for engines."""
    base = environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).resolve() / "trustpub" / "engine"


def pinned_files(folder: Path = FOLDER) -> list[Path]:
    """The files that decide what is built, in a fixed order."""
    names = [path for part in PARTS for path in (folder / "go" / part).iterdir()]
    return [folder / "pins.toml", *sorted(path for path in names if path.is_file())]


def cache_key(files: list[Path], platform_name: str) -> str:
    """A short name for exactly these pins on this platform."""
    digest = hashlib.sha256(platform_name.encode())
    for path in files:
        digest.update(f"\0{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def cache_folder(environ: Mapping[str, str]) -> Path:
    """The folder for the pins of this checkout on this machine."""
    name = f"{platform.system()}-{platform.machine()}".lower()
    return cache_root(environ) / cache_key(pinned_files(), name)


@contextmanager
def locked(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the folder's lock; the kernel drops it should this process be killed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another process that fills the same cache")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def publish(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a draft beside the target, then rename it: whole or nothing. Hold the lock."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for left_behind in target.parent.glob(f".{target.name}-*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        draft.chmod(0o755)
        fill(draft)
        os.rename(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
