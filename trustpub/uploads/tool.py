"""What there is to know of a tool that uploads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .model import Target, Trusted

Setting = Literal["url", "name", "user", "password", "token"]
BOTH: Mapping[str, Target] = {"pypi": "pypi", "testpypi": "testpypi"}


@dataclass(frozen=True)
class Tool:
    """How one tool is told where to upload, and as whom."""

    name: str
    commands: tuple[str, ...]
    options: Mapping[str, Setting]
    variables: Mapping[str, Setting]
    trusted: Trusted = "never"
    valued: tuple[str, ...] = ()
    """Other options that take a value."""
    long: tuple[str, ...] = ()
    """Other long options, of a tool that knows options by their beginnings."""
    names: Mapping[str, Target] = field(default_factory=dict)
    """Names it knows by itself."""
    default: Target = "pypi"
    shortens: bool = False
    pypirc: bool = False
    """Whether names and users may come from `.pypirc`."""
    builds: tuple[str, ...] = ()
    """Commands that build."""
