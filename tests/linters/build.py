"""`python -m tests.linters.build`: actionlint out of its pinned Go module, once a machine."""

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.build import build_part
from engine.cache import cache_key, cache_root, locked, publish
from engine.choose import NO_GO
from engine.ensure import default_venv
from engine.errors import EngineError
from engine.pins import GoPart
from engine.probe import find_go

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Linter(GoPart):
    """A linter whose go.mod and go.sum lie beside this file."""

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return HERE / self.name


ACTIONLINT = Linter(
    name="actionlint",
    package="github.com/rhysd/actionlint/cmd/actionlint",
    module="github.com/rhysd/actionlint",
    version="v1.7.7",
    binary="actionlint",
    minutes="1",
)


def actionlint(say: Callable[[str], None]) -> Path:
    """The program, built where it is not there yet."""
    files = sorted(path for path in ACTIONLINT.folder.iterdir() if path.is_file())
    key = cache_key(files, f"{platform.system()}-{platform.machine()}".lower())
    folder = cache_root(os.environ).with_name("tools") / key
    with locked(folder, say):
        if not folder.is_dir():
            publish(folder, lambda draft: fill(draft, say))
    return folder / ACTIONLINT.binary


def fill(folder: Path, say: Callable[[str], None]) -> None:
    """Build it into a folder."""
    go = find_go(os.environ, default_venv(os.environ))
    if go is None:
        raise EngineError(f"actionlint has to be built: {NO_GO}.")
    build_part(ACTIONLINT, go, folder, say)


def main() -> int:
    """Build it; 0 done, 2 something is missing."""
    try:
        actionlint(lambda line: print(f"setup: {line}", file=sys.stderr))
    except EngineError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
