"""A value and the name of its GraphQL type."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Typed:
    """A value and the name of its GraphQL type."""

    type: str
    value: Any
