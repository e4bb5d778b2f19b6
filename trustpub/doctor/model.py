"""What the doctor looks at, and what comes out: Evidence, Diagnosis, Outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..model import Forge, Index, Severity, StepField, Unknown, Value

Place = Literal["pypi-form", "config", "workflow", "forge"]
"""Where a change would mend it."""
Kind = Literal["claims", "token", "log"]
Claims = Mapping[str, object]


class Diagnosis(Value):
    """One thing that is wrong, or worth knowing, and what to change."""

    id: str
    """The same in code, docs, tests and output."""
    severity: Severity = "error"
    claim: str | None = None
    """The claim that differs, where it is about one."""
    expected: str | None = None
    found: str | None = None
    """As the evidence has it: escaped, cut, and without anything that looks like a token."""
    sentence: str
    place: Place | None
    """Where to change something first; null where nothing of yours is wrong."""
    also: tuple[Place, ...] = ()
    """The other places where the value stands, should this one be the right one."""
    fix: str
    link: str | None = None
    """PyPI's page with the declared values filled in, where its form is among the places."""


class Nearest(Value):
    """A declared publisher that the evidence may be about, and what PyPI's form has to say."""

    field: str
    """Path of its entry in the config."""
    index: Index
    project: str
    forge: Forge
    links: dict[str, str]
    fields: tuple[StepField, ...]


class Outcome(Value):
    """All that was found."""

    publishers: tuple[Nearest, ...] = ()
    """The nearest one; several where nothing tells them apart."""
    diagnoses: tuple[Diagnosis, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    @property
    def findings(self) -> tuple[Diagnosis, ...]:
        """What is wrong; notes are not."""
        return tuple(d for d in self.diagnoses if d.severity != "note")


@dataclass(frozen=True)
class Evidence:
    """What a person brought, read but not judged. It never holds a signature."""

    kind: Kind
    claims: Claims = field(default_factory=dict)
    partial: bool = False
    """Claims that are not here may well have been in the token."""
    diagnoses: tuple[Diagnosis, ...] = ()
    """What reading it already brought up."""
    index: Index | None = None
    """Where the upload went, if it says so."""
    refused: bool = False
    """PyPI is known to have found no publisher for it."""
    finished: bool = False
    """It says that the upload worked, and nothing else."""
