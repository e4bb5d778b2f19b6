"""Variables that a program of the repository may hand to a tool: it is read, and not followed."""

import re
from collections.abc import Iterator, Mapping

from ...uploads.scripts import HINT
from ...uploads.tools import TOOLS
from ...workflows.model import Snapshot
from .run_files import Files

SECRET_SETTINGS = ("user", "password", "token")
INDEXES = ("PYPI", "TESTPYPI", "TEST_PYPI")
POETRY = tuple(
    f"POETRY_{name}"
    for index in INDEXES
    for name in (
        f"PYPI_TOKEN_{index}",
        f"HTTP_BASIC_{index}_USERNAME",
        f"HTTP_BASIC_{index}_PASSWORD",
    )
)
"""poetry docs, configuration: it makes them of the names of indexes."""
OF_TOOLS: Mapping[str, tuple[str, ...]] = {
    **{
        tool.name: tuple(n for n, kind in tool.variables.items() if kind in SECRET_SETTINGS)
        for tool in TOOLS
    },
    "poetry": POETRY,
}
"""Tool -> the variables that it reads its credentials from."""
CREDENTIALS = tuple(dict.fromkeys(name for names in OF_TOOLS.values() for name in names))
CALLS = {
    tool.name: re.compile(rf"\b{tool.name}\b.{{,200}}?\b(?:{'|'.join(tool.commands)})\b", re.DOTALL)
    for tool in TOOLS
}
HANDED = re.compile(r"\b([A-Z][A-Z0-9_]+)=[\"']?\$\{?(\w+)")
PROGRAMS = (".py",)


def by_programs(script: str, words: str, snapshot: Snapshot) -> Iterator[str]:
    """The variables behind a command that nobody can see through: its tools' own, and what is
    put into these in the same script."""
    if not HINT.search(words):
        return
    files = Files(snapshot)
    paths = (path for path in files.run_by(script) if path.endswith(PROGRAMS))
    texts = (words, *(files.text(path) or "" for path in paths))
    own = [
        name
        for tool, names in OF_TOOLS.items()
        if any(CALLS[tool].search(text) for text in texts)
        for name in names
    ]
    yield from own
    for found in HANDED.finditer(script):
        if found[1] in own:
            yield found[2]
