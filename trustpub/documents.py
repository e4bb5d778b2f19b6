"""The JSON documents that commands print: typed, with a name and a version each."""

from typing import Literal

from pydantic import Field

from .audit.model import Report
from .checklist.model import Checklist
from .doctor.model import Diagnosis, Nearest
from .model import Forge, Index, Plan, Problem, Unknown, Value
from .observing.model import Difference
from .patching.model import RenderedFile
from .probing.values import Exchange, Probed
from .status.model import PublisherStatus
from .verifying.model import Able, Held, Look
from .workflows.model import Upload


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


class WorkflowsSchema(Value):
    """Name and version of what `trustpub workflows` prints."""

    name: Literal["trustpub.workflows"] = "trustpub.workflows"
    version: Literal[1] = 1


class WorkflowsDocument(Document):
    """What `trustpub workflows --format json` prints."""

    header: WorkflowsSchema = Field(default=WorkflowsSchema(), alias="schema")
    folder: str
    uploads: tuple[Upload, ...]


class RenderSchema(Value):
    """Name and version of what `trustpub render` prints."""

    name: Literal["trustpub.render"] = "trustpub.render"
    version: Literal[1] = 1


class RenderDocument(Document):
    """What `trustpub render --format json` prints."""

    header: RenderSchema = Field(default=RenderSchema(), alias="schema")
    files: tuple[RenderedFile, ...]


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


class VerifySchema(Value):
    """Name and version of what `trustpub verify` prints."""

    name: Literal["trustpub.verify"] = "trustpub.verify"
    version: Literal[1] = 1


class VerifyDocument(Document):
    """What `trustpub verify --format json` prints."""

    header: VerifySchema = Field(default=VerifySchema(), alias="schema")
    file: str
    differences: tuple[Difference, ...] = ()
    resources: tuple[Held, ...] = ()
    able: tuple[Able, ...] = ()
    looks: tuple[Look, ...] = ()


class AuditSchema(Value):
    """Name and version of what `trustpub audit` prints."""

    name: Literal["trustpub.audit"] = "trustpub.audit"
    version: Literal[1] = 1


class AuditDocument(Document):
    """What `trustpub audit --format json` prints; null where config or baseline forbid a look."""

    header: AuditSchema = Field(default=AuditSchema(), alias="schema")
    report: Report | None


DOCUMENTS: dict[str, type[Document]] = {
    "check": CheckDocument,
    "workflows": WorkflowsDocument,
    "render": RenderDocument,
    "plan": PlanDocument,
    "probe": ProbeDocument,
    "checklist": ChecklistDocument,
    "status": StatusDocument,
    "doctor": DoctorDocument,
    "audit": AuditDocument,
    "verify": VerifyDocument,
}
"""By the name under which `trustpub schema NAME` prints their JSON Schema."""
