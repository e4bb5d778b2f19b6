"""The nouns of adoption: what a publisher is found to be, what is left over, and the result."""

from dataclasses import dataclass, field
from typing import Any

from ..model import Index, Severity, Unknown, Value


class Left(Value):
    """Something that is there and that the config cannot say, or says otherwise."""

    where: str
    """The object it is about: `octo-org/sampleproject/environment/pypi`."""
    what: str
    """What was found, as a half sentence."""
    why: str
    """Why the config does not hold it, as a half sentence."""
    fix: str
    """What to do about it, as a half sentence."""
    severity: Severity = "warning"
    """`note`: outside of what the config is about, and an `up` leaves it as it is."""

    def sentence(self) -> str:
        """`where: what; why; fix`."""
        return f"{self.where}: {self.what}; {self.why}; {self.fix}"


@dataclass(frozen=True)
class Found:
    """A publisher as an upload shows it."""

    index: Index
    workflow: str
    """GitHub: bare file name; GitLab: path of the pipeline."""
    environment: str
    jobs: tuple[str, ...]
    """`job in file`, for comments."""
    manual: bool = False
    branches: tuple[str, ...] = ()
    """GitLab: branches from which it is started; there no policy tells them."""


@dataclass
class Notes:
    """What is gathered while a config is put together."""

    left: list[Left] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)


@dataclass(frozen=True)
class Adopted:
    """One repository, taken over as far as it can be."""

    repository: str
    text: str | None
    """The release config; None where nothing publishes, or nothing was seen."""
    left: tuple[Left, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the config says all of it."""
        return not self.unknown and all(one.severity == "note" for one in self.left)


@dataclass(frozen=True)
class Part:
    """A piece of the config: what a person should know of it, and its value."""

    value: dict[str, Any]
    comments: tuple[str, ...] = ()
