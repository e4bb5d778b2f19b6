"""The files on disk: written where they are ours or new, or compared."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .model import File, FleetCiError


def differing(root: Path, files: Iterable[File]) -> Iterator[str]:
    """One sentence for each file that is not what would be written."""
    for file in files:
        found = content(root / file.path)
        if found is None:
            yield f"{file.path}: is not there"
        elif found != file.text.encode():
            yield f"{file.path}: differs from what the fleet asks for"


ELSEWHERE = "say --out with another path, or move it away"


def write(root: Path, files: Iterable[File], command: str, way: str = ELSEWHERE) -> Iterator[str]:
    """One line for each file; FleetCiError, and nothing written, where one is somebody else's.

    `command`: what each of them was written by, without options. `way`: what to do then.
    """
    mark = re.compile(f"Written by: {re.escape(command)}( |$)".encode(), re.M)
    wanted = list(files)
    before = {file.path: content(root / file.path) for file in wanted}
    for path, found in before.items():
        if found is not None and not mark.search(found[:2000]):
            what = f"{path} is there, and not by {command}"
            raise FleetCiError(f"{what}; {way}")
    for file in wanted:
        same = before[file.path] == file.text.encode()
        if not same:
            replace(root / file.path, file.text.encode())
        yield f"{'kept     ' if same else 'written  '}{file.path}"


def content(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FleetCiError(f"{path} cannot be read ({error.strerror}); mend that") from None


def replace(path: Path, text: bytes) -> None:
    """In one step: nobody ever sees half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(text)
        draft.replace(path)
    except OSError as error:
        raise FleetCiError(f"{path} cannot be written ({error.strerror}); mend that") from None
    finally:
        draft.unlink(missing_ok=True)
