"""The JSON documents that commands print: typed, with a name and a version each."""

from typing import Literal

from pydantic import Field

from .checklist.model import Checklist
from .doctor.model import Diagnosis, Nearest
from .model import Forge, Index, Plan, Problem, Unknown, Value
from .probing.values import Exchange, Probed
from .status.model import PublisherStatus


class Document(Value):
    """What every JSON document has."""

    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()


class CheckSchema(Value):
    """Name and version of what `trustpub check` prints."""

    name: Literal["trustpub.check"] = "trustpub.check"
    version: Literal[1] = 1


class CheckDocument(Document):
    """What `trustpub check --format json` prints."""

    header: CheckSchema = Field(default=CheckSchema(), alias="schema")
    file: str


class PlanSchema(Value):
    """Name and version of what `trustpub plan` prints."""

    name: Literal["trustpub.plan"] = "trustpub.plan"
    version: Literal[1] = 1


class PlanDocument(Document):
    """What `trustpub plan --format json` prints; `plan` is null where errors forbid one."""

    header: PlanSchema = Field(default=PlanSchema(), alias="schema")
    file: str
    plan: Plan | None


class ChecklistSchema(Value):
    """Name and version of what `trustpub checklist` prints."""

    name: Literal["trustpub.checklist"] = "trustpub.checklist"
    version: Literal[1] = 1


class ChecklistDocument(Document):
    """What `trustpub checklist --format json` prints; null where errors forbid a checklist."""

    header: ChecklistSchema = Field(default=ChecklistSchema(), alias="schema")
    file: str
    checklist: Checklist | None


class StatusSchema(Value):
    """Name and version of what `trustpub status` prints."""

    name: Literal["trustpub.status"] = "trustpub.status"
    version: Literal[1] = 1


class StatusDocument(Document):
    """What `trustpub status --format json` prints."""

    header: StatusSchema = Field(default=StatusSchema(), alias="schema")
    files: tuple[str, ...]
    jobs: int
    """Most projects that are asked about at a time."""
    asked: int
    """Projects that an index was asked about; the others came from the cache."""
    publishers: tuple[PublisherStatus, ...]


class ProbeSchema(Value):
    """Name and version of what `trustpub probe` prints."""

    name: Literal["trustpub.probe"] = "trustpub.probe"
    version: Literal[1] = 1


class ProbeDocument(Document):
    """What `trustpub probe --format json` prints; null is what it did not come to."""

    header: ProbeSchema = Field(default=ProbeSchema(), alias="schema")
    file: str
    index: Index | None
    forge: Forge | None
    publishers: tuple[Probed, ...] = ()
    exchange: Exchange | None = None


class DoctorSchema(Value):
    """Name and version of what `trustpub doctor` prints."""

    name: Literal["trustpub.doctor"] = "trustpub.doctor"
    version: Literal[1] = 1


class DoctorDocument(Document):
    """What `trustpub doctor --format json` prints."""

    header: DoctorSchema = Field(default=DoctorSchema(), alias="schema")
    file: str
    publishers: tuple[Nearest, ...]
    diagnoses: tuple[Diagnosis, ...]


DOCUMENTS: dict[str, type[Document]] = {
    "check": CheckDocument,
    "plan": PlanDocument,
    "probe": ProbeDocument,
    "checklist": ChecklistDocument,
    "status": StatusDocument,
    "doctor": DoctorDocument,
}
"""By the name under which `trustpub schema NAME` prints their JSON Schema."""
