"""A stack that holds nothing yet, made in a backend that is a folder, without the engine.

`pulumi stack init` takes a third of a second of a processor and does no more than this: the file of
the state, pulumi/pulumi, sdk/go/common/apitype, CheckpointV3. Where it is, says `meta.yaml`, by a
version that the engine itself goes by (pkg/backend/diy/meta.go); in another one, nothing is done
here. The first `up` adds the stack's settings as `stack init` does.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PROJECT = "trustpub"
LAYOUT = "version: 1"
"""State by project: .pulumi/stacks/PROJECT/STACK.json."""
PACKED = ("PULUMI_DIY_BACKEND_GZIP", "PULUMI_DIY_BACKEND_ZSTD", "PULUMI_SELF_MANAGED_STATE_GZIP")
ENDINGS = ("", ".gz", ".zst")


def placed(stack: str, environ: Mapping[str, str]) -> bool | None:
    """Make a stack; whether it was there. None: the engine has to do it."""
    folder = stacks(environ)
    if folder is None:
        return None
    path = folder / f"{stack}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if there(path):
            return True
        with tempfile.NamedTemporaryFile("w", dir=folder.parent.parent) as draft:
            draft.write(empty(stack))
            draft.flush()
            os.fsync(draft.fileno())
            os.link(draft.name, path)
    except FileExistsError:
        return True
    except OSError:
        return None
    return False


def absent(stack: str, environ: Mapping[str, str]) -> bool:
    """Whether it is sure, without the engine, that there is no such stack."""
    folder = stacks(environ)
    return folder is not None and not there(folder / f"{stack}.json")


def kept(stack: str, environ: Mapping[str, str]) -> Any:
    """What a state holds, read without the engine; None where only the engine can read it."""
    folder = stacks(environ)
    if folder is None:
        return None
    try:
        found = json.loads((folder / f"{stack}.json").read_bytes())
        return found["checkpoint"]["latest"] or {}
    except (OSError, ValueError, LookupError, TypeError):
        return None


def there(path: Path) -> bool:
    """Whether a stack has a state, packed or not."""
    return any(Path(f"{path}{ending}").exists() for ending in ENDINGS)


def stacks(environ: Mapping[str, str]) -> Path | None:
    """The folder of the project's stacks; None for a backend that is none, or of another layout."""
    url = urlsplit(environ.get("PULUMI_BACKEND_URL", ""))
    plain = url.scheme == "file" and not url.netloc and not url.query and "%" not in url.path
    if not plain or not url.path.startswith("/") or any(environ.get(name) for name in PACKED):
        return None
    root = Path(url.path) / ".pulumi"
    try:
        layout = (root / "meta.yaml").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return root / "stacks" / PROJECT if layout == LAYOUT else None


def uncut(stack: str, folder: Path, environ: Mapping[str, str]) -> bool:
    """Take away what is cut off beside a state, which is read without it; whether there was any.

    What is not there is as good as its defaults, and who writes it just now loses nothing:
    gocloud.dev, blob/fileblob/attrs.go. How the folder is written: pulumi/pulumi,
    pkg/backend/diy/backend.go, massageBlobPath.
    """
    scheme, _, place = environ.get("PULUMI_BACKEND_URL", "").partition("://")
    if scheme != "file":
        return False
    root = folder / os.path.expanduser(unquote(place.partition("?")[0]))
    name = escape(stack.rpartition("/")[2])
    found = [p for p in root.glob(f".pulumi/stacks/*/{name}.json*.attrs") if cut(p)]
    for path in found:
        with suppress(OSError):
            path.unlink()
    return bool(found)


def cut(path: Path) -> bool:
    """Whether a file of the backend's own is no JSON."""
    try:
        json.loads(path.read_bytes())
    except OSError:
        return False
    except ValueError:
        return True
    return False


def empty(stack: str) -> str:
    """The state of a stack that was never updated."""
    name = f"organization/{PROJECT}/{stack}"
    return json.dumps({"version": 3, "checkpoint": {"stack": name, "latest": {"metadata": {}}}})
