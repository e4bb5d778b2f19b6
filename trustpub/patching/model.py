"""What `trustpub render` tells of a file."""

from typing import Literal

from ..model import Forge, Problem, Value

State = Literal["new", "agrees", "differs", "unknown", "unreadable"]


class RenderedFile(Value):
    """One file that the config asks for."""

    path: str
    """In the repository."""
    forge: Forge
    state: State
    """`unknown`: nothing was found, and something that could not be seen may matter."""
    text: str | None
    """As it should be: whole, or patched as far as that needs no person; null if unreadable."""
    diff: str
    """From the file as it is; empty where it stays so."""
    mended: tuple[Problem, ...] = ()
    """What the patch mends."""
    left: tuple[Problem, ...] = ()
    """What a person must mend."""
