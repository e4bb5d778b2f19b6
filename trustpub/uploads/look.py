"""A look at shell text: its uploads, its builds, and what it leaves behind."""

from collections.abc import Callable, Mapping

from .batch import batch_tokens
from .expand import hide
from .follow import Follower
from .model import ShellLook, ShellState
from .powershell import powershell_tokens
from .pythons import PYTHON, program
from .quoting import literal
from .scope import Scope, texts
from .scripts import python_text
from .shell import tokens
from .tokens import Token

LASTING = frozenset({"environment", "file", "poetry", "pdm", "hatch", "keyring", "pin"})
"""What outlives a step: the rest belongs to its shell."""


EMPTY = ShellState()
SHELLS: dict[str, Callable[[str], list[Token]]] = {
    "pwsh": powershell_tokens,
    "powershell": powershell_tokens,
    "cmd": batch_tokens,
}
PROGRAMS = ("perl", "node", "deno", "bun", "ruby", "php", "Rscript", "tclsh", "pypy")
"""Shells of a step whose text is a program: `shell: perl {0}`."""


def nothing(path: str) -> str | None:
    """No file can be read."""
    return None


def look(
    script: str,
    env: Mapping[str, str],
    state: ShellState = EMPTY,
    read: Callable[[str], str | None] = nothing,
    shell: str = "bash",
) -> ShellLook:
    """What a script uploads and builds, given its variables and what ran before it."""
    scope = Scope()
    scope.load(state)
    for name in scope.names("environment"):
        scope.values["variable", name] = scope.values["environment", name]
        scope.values["exported", name] = "yes"
    for name, value in env.items():
        # A step's own variable hides what was exported before, a job's does not: it may be either.
        before = texts(scope.values.get(("variable", name)))
        given = hide_open(value)
        ways = (given,) if before == (None,) else (given, *before)
        scope.choose("variable", name, tuple(dict.fromkeys(ways)))
        scope.values["exported", name] = "yes"
    follower = Follower(scope, read)
    here, name = follower.here, shell_name(shell)
    if PYTHON.fullmatch(name) or name in PROGRAMS:
        python_text(here, [name], script)
    else:
        follower.follow(SHELLS.get(name, tokens)(script))
    return ShellLook(
        tuple(sorted(here.uploads, key=lambda found: found.line)),
        here.builds is not None,
        scope.state(LASTING),
        tuple(here.opaque),
        tuple(here.outputs),
        here.builds or 0,
    )


def hide_open(value: str) -> str:
    """A text of the environment, in which expressions are one piece each."""
    return "".join(
        hide(piece.text) if piece.kind == "expression" else piece.text for piece in literal(value)
    )


def shell_name(shell: str) -> str:
    """`pwsh -command ". '{0}'"` is `pwsh`."""
    words = shell.split()
    return program(words[0]) if words else "bash"
