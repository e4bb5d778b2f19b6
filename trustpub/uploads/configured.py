"""What tools are told beforehand: `.pypirc`, `poetry config`, a keyring, tables in TOML files."""

import re
from dataclasses import dataclass, field

from .addresses import index_of
from .expand import show
from .here import Here
from .model import Target

SECTION = re.compile(r"\s*\[([^\]]*)\]\s*$")
SETTING = re.compile(r"\s*([\w-]+)\s*[:=]\s*(.*?)\s*$")


@dataclass(frozen=True)
class Known:
    """What is configured for one name."""

    url: str | None = None
    credentials: tuple[str, ...] = ()


@dataclass
class Rc:
    """A `.pypirc`: its sections, and text in it that may stand for anything."""

    sections: dict[str, dict[str, str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def rc(text: str) -> Rc:
    """The sections of a `.pypirc`."""
    found, section = Rc(), None
    for line in text.splitlines():
        if header := SECTION.match(line):
            section = found.sections.setdefault(header[1].strip(), {})
        elif (setting := SETTING.match(line)) and section is not None:
            section[setting[1].lower()] = setting[2].strip("\"'")
        elif "$" in line:
            found.unknown.append(line.strip())
    return found


def from_pypirc(here: Here, name: str | None, path: str, url: str | None = None) -> Known:
    """What a `.pypirc` says of a repository (packaging.python.org/specifications/pypirc)."""
    text = here.read(path)
    if text is None:
        return Known(None, (show(path),) if "$" in path else ())
    read = rc(text)
    section = read.sections.get(name or "")
    if section is None:
        named = (s for s in read.sections.values() if url and s.get("repository") == url)
        section = next(named, read.sections.get("server-login", {}))
    texts = (section.get("username", ""), section.get("password", ""), *read.unknown)
    return Known(section.get("repository"), tuple(texts))


def upper(name: str) -> str:
    """A name as it stands in names of variables."""
    return re.sub(r"[^A-Za-z0-9]", "_", name).upper()


def from_poetry(here: Here, name: str | None) -> Known:
    """What poetry's configuration says of a repository (poetry, publishing/publisher.py)."""
    section = name or "pypi"
    key = upper(section)
    url = here.variable(f"POETRY_REPOSITORIES_{key}_URL") or here.scope.get(
        "poetry", f"repositories.{section}"
    )
    if url is None:
        known = here.tables("poetry.toml", "repositories", section).get("url")
        url = known if isinstance(known, str) else None
    token = here.variable(f"POETRY_PYPI_TOKEN_{key}") or here.scope.get(
        "poetry", f"pypi-token.{section}"
    )
    if token:
        return Known(url, (token,))
    basic = [here.variable(f"POETRY_HTTP_BASIC_{key}_{part}") for part in ("USERNAME", "PASSWORD")]
    kept = here.scope.get("poetry", f"http-basic.{section}")
    return Known(url, tuple(text for text in [*basic, kept] if text))


def from_pdm(here: Here, name: str | None) -> Known:
    """What pdm's configuration says of a repository (pdm, project/config.py)."""
    section = name or "pypi"
    kept = {
        part: here.scope.get("pdm", f"repository.{section}.{part}")
        or here.tables("pdm.toml", "repository", section).get(part)
        for part in ("url", "username", "password")
    }
    texts = (kept["username"], kept["password"])
    url = kept["url"]
    return Known(
        url if isinstance(url, str) else None, tuple(t for t in texts if isinstance(t, str))
    )


def from_hatch(here: Here, name: str | None) -> Known:
    """What hatch's configuration says of a repository (hatch, publish/index.py)."""
    section = f"publish.index.repos.{name or 'main'}"
    url = here.scope.get("hatch", f"{section}.url") or here.scope.get("hatch", section)
    texts = [
        here.scope.get("hatch", f"{section}.{part}")
        or here.scope.get("hatch", f"publish.index.{part}")
        for part in ("user", "auth")
    ]
    return Known(url, tuple(text for text in texts if text))


def from_uv(here: Here, name: str | None) -> Known:
    """What uv's configuration says of an index, or of the default address."""
    for path, keys in (("uv.toml", ()), ("pyproject.toml", ("tool", "uv"))):
        table = here.tables(path, *keys)
        indexes = table.get("index", [])
        for index in indexes if isinstance(indexes, list) else []:
            if name and isinstance(index, dict) and index.get("name") == name:
                url = index.get("publish-url")
                return Known(url if isinstance(url, str) else None)
        url = table.get("publish-url")
        if not name and isinstance(url, str):
            return Known(url)
    return Known()


def from_keyring(here: Here, index: Target) -> tuple[str, ...]:
    """What `keyring set` put away for an index."""
    found = []
    for service in here.scope.names("keyring"):
        text = here.scope.get("keyring", service)
        if text and index_of(service) in (index, "unknown"):
            found.append(text)
    return tuple(found)
