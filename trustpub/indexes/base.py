"""What every index contributes: a record of functions, no base class."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..forges.base import DeclaredPublisher
from ..model import Identity, Index, Problem, Resource, Step


@dataclass(frozen=True)
class IndexRecord:
    """An index: what it refuses, what it shall hold, and what a person must do for it."""

    kind: Index
    key: Callable[[Identity], object]
    problems: Callable[[DeclaredPublisher], Iterable[Problem]]
    resource: Callable[[DeclaredPublisher], Resource]
    step: Callable[[DeclaredPublisher, Mapping[str, str]], Step]
