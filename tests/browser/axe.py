"""axe-core, which looks for what people with disabilities cannot use; fetched once with npm."""

import hashlib
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from lab.browser import Driver

VERSION = "4.10.3"
MEMBER = "package/axe.min.js"
DIGEST = "880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb"
RUN = "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(done)"


def violations(driver: Driver) -> list[tuple[str, list[Any]]]:
    """What axe finds on the page that is open: the rule, and the elements it is about."""
    driver.execute_script(script())
    found = driver.execute_async_script(RUN)
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]


def script() -> str:
    """The program, fetched with npm on first use; RuntimeError says why it cannot be."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    target = Path(home) / "trustpub" / "axe" / VERSION / "axe.min.js"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(f".{os.getpid()}")
        partial.write_bytes(fetched())
        partial.replace(target)
    content = target.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != DIGEST:
        raise RuntimeError(f"axe-core has the digest {found}, not {DIGEST}")
    return content.decode()


def fetched() -> bytes:
    """The program out of its npm package."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
        done = subprocess.run(
            words, cwd=folder, capture_output=True, text=True, check=False, timeout=300
        )
        if done.returncode:
            raise RuntimeError(f"cannot fetch axe-core with npm: {done.stderr.strip()}")
        (package,) = Path(folder).glob("*.tgz")
        with tarfile.open(package) as archive:
            file = archive.extractfile(MEMBER)
            assert file is not None
            return file.read()
