"""What a repository calls its project, from the files in it."""

import configparser
import tomllib

from ..workflows.model import Snapshot


def project_name(snapshot: Snapshot) -> str | None:
    """The name in pyproject.toml or setup.cfg; None where neither tells it."""
    return from_pyproject(text(snapshot, "pyproject.toml")) or from_setup(
        text(snapshot, "setup.cfg")
    )


def text(snapshot: Snapshot, path: str) -> str:
    """A file's text; empty where there is none or it was not seen."""
    try:
        return (snapshot.read(path) or b"").decode("utf-8", "replace")
    except OSError:
        return ""


def from_pyproject(said: str) -> str | None:
    """`[project] name`, or Poetry's."""
    try:
        data = tomllib.loads(said)
    except tomllib.TOMLDecodeError:
        return None
    tables = (data.get("project"), (data.get("tool") or {}).get("poetry"))
    names = [table.get("name") for table in tables if isinstance(table, dict)]
    return next((name for name in names if isinstance(name, str)), None)


def from_setup(said: str) -> str | None:
    """`[metadata] name`."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(said)
        return parser.get("metadata", "name", fallback=None)
    except configparser.Error:
        return None
