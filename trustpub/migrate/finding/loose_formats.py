"""Credentials in settings of tools: `.pypirc`, `pip.conf`, `tox.ini`, TOML files."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from ...uploads.configured import SECTION, SETTING
from ..model import Loose
from .loose_lines import loose
from .values import is_value, variable_in

PASSWORD = "password"
SECTIONS = ("pypi", "testpypi", "distutils", "server-login", "pypitest", "test", "gitlab", "local")
"""Sections that are called by their names; what else stands there could be anything."""


def pypirc(file: str, text: str) -> Iterator[Loose]:
    """The passwords of a `.pypirc` (packaging.python.org/specifications/pypirc)."""
    section = ""
    for number, line in enumerate(text.splitlines()[:5000], 1):
        if header := SECTION.match(line):
            section = header[1].strip()
        elif (setting := SETTING.match(line)) and setting[1].lower() == PASSWORD:
            yield from password(
                file, number, ".pypirc", f"a password for {called(section)}", setting[2]
            )


def called(section: str) -> str:
    """A section as it can be shown."""
    return f"[{section}]" if section in SECTIONS else "an index"


def password(file: str, line: int, tool: str, what: str, text: str) -> Iterator[Loose]:
    """A password as it is written: itself, a variable, or only a place for one."""
    name = variable_in(text)
    if name:
        yield loose(file, line, tool, f"takes {what} from {name}", name, False)
    elif is_value(text):
        yield loose(file, line, tool, f"{what} stands in it", "", True)


KEYS = re.compile(r"password|auth|token|pypi-token", re.IGNORECASE)
PLACES = re.compile(r"publish|http-basic|pypi-token|repositor|registry|index|source", re.IGNORECASE)
DEEPEST = 12


def toml(file: str, text: str, tool: str) -> Iterator[Loose]:
    """Credentials in the tables of a TOML file.

    poetry docs, configuration: `http-basic.<name>`, `pypi-token.<name>`; hatch docs, publishing:
    `publish.index.auth`; pdm docs, `repository.<name>.password`.
    """
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return
    for keys, value in pairs(document, (), DEEPEST):
        above = ".".join(keys[:-1])
        if any(key == "pypi-token" for key in keys[:-1]):
            what = "a token for an index"
        elif KEYS.fullmatch(keys[-1]) and PLACES.search(above):
            what = "a password for an index"
        else:
            continue
        whose = next((name for name in ("poetry", "hatch", "pdm", "uv") if name in keys), tool)
        yield from password(file, place(text, keys[-1], value), whose, what, value)


def pairs(value: Any, keys: tuple[str, ...], left: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """All texts of a document with their keys."""
    if isinstance(value, str) and keys:
        yield keys, value
    elif isinstance(value, dict) and left:
        for key, below in value.items():
            yield from pairs(below, (*keys, str(key)), left - 1)
    elif isinstance(value, list) and left:
        for below in value[:1000]:
            yield from pairs(below, keys, left - 1)


def place(text: str, key: str, value: str) -> int:
    """The line in which a key has a value; the first where that cannot be told."""
    for number, line in enumerate(text.splitlines(), 1):
        if value and value in line and key in line:
            return number
    return 1
