"""What every part of the release config is made of."""

from typing import Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Section(BaseModel):
    """Base of every part of the config: frozen, closed to unknown fields, no guessing of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def listed(value: Any) -> Any:
    """Lists become tuples, so that a config is immutable all through."""
    return tuple(value) if isinstance(value, list) else value


Listed = BeforeValidator(listed)
