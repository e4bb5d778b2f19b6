"""Going on where one of many fails, whatever it is that fails."""

from collections.abc import Callable
from typing import TypeVar

from .errors import WorldError

T = TypeVar("T")
ODD = "trustpub could not make sense of it ({kind}); please report that"


def careful(do: Callable[[], T], instead: Callable[[str], T]) -> T:
    """What is done, or what stands in its place: nothing odd in one project stops the others."""
    try:
        return do()
    except WorldError as error:
        return instead(str(error))
    except Exception as error:
        # Its text could hold anything that was read.
        return instead(ODD.format(kind=type(error).__name__))
