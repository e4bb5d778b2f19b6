"""One line of the tables of causes: which value of the declared publisher a token differs in."""

from collections.abc import Callable
from typing import NamedTuple

from ..forges.base import DeclaredPublisher
from ..model import Identity, Severity
from .model import Claims, Place


class Case(NamedTuple):
    """A token beside one declared publisher."""

    publisher: DeclaredPublisher
    claims: Claims
    owner_id: str | None = None

    @property
    def identity(self) -> Identity:
        """What is declared."""
        return self.publisher.identity


LONGEST = 4000
Difference = tuple[str, str | None]
"""Expected, found."""


class Cause(NamedTuple):
    """A single value that is off: it may show in several claims."""

    id: str
    claim: str
    """The claim that shows it best."""
    explains: tuple[str, ...]
    """The claims that fail because of it."""
    differs: Callable[[Case], Difference | None]
    sentence: str
    place: Place
    also: tuple[Place, ...]
    fix: str
    """May use expected, found, and the paths in the config: repository, workflow, environment."""
    severity: Severity = "error"


def unequal(expected: str, found: str | None) -> Difference | None:
    """A difference, if it is one and both are known."""
    return None if found is None or expected == found else (expected, found)


def text(claims: Claims, name: str) -> str | None:
    """A claim that is text, neither empty nor longer than any name."""
    value = claims.get(name)
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST else None


def no_environment(case: Case) -> Difference | None:
    """One is declared, and the job runs in none."""
    declared = case.identity.environment or ""
    return (declared, None) if declared and not text(case.claims, "environment") else None


OTHER_ENVIRONMENT = (
    "write `environment: {expected}` at the publishing job; if {found} is right, write it in "
    "{environment} and register that on PyPI"
)
NO_ENVIRONMENT = Cause(
    "environment-missing",
    "environment",
    ("environment",),
    no_environment,
    "the job runs in no environment, the config declares {expected}",
    "workflow",
    ("pypi-form", "config"),
    "write `environment: {expected}` at the publishing job; PyPI's form would have to have an "
    "empty environment otherwise",
)
