"""The JSON documents that commands print: typed, with a name and a version each."""

from typing import Literal

from .audit.model import Report
from .checklist.model import Checklist
from .doctor.model import Diagnosis, Nearest
from .document import Document, Header, headed
from .fleet.listing import Project
from .migrate.judged import Removal, Shared, Standing
from .migrate.telling.report import Group, Point, Totals
from .model import Forge, Index, Plan
from .observing.model import Difference
from .patching.model import RenderedFile
from .preview.model import Preview
from .probing.values import Exchange, Probed
from .rollout.telling.document import RolloutDocument
from .status.model import PublisherStatus
from .verifying.model import Able, Held, Look
from .workflows.model import Upload


class CheckDocument(Document):
    """What `trustpub check --format json` prints."""

    header: Header[Literal["trustpub.check"]] = headed("trustpub.check")
    file: str


class WorkflowsDocument(Document):
    """What `trustpub workflows --format json` prints."""

    header: Header[Literal["trustpub.workflows"]] = headed("trustpub.workflows")
    folder: str
    uploads: tuple[Upload, ...]


class RenderDocument(Document):
    """What `trustpub render --format json` prints."""

    header: Header[Literal["trustpub.render"]] = headed("trustpub.render")
    files: tuple[RenderedFile, ...]


class PlanDocument(Document):
    """What `trustpub plan --format json` prints; `plan` is null where errors forbid one."""

    header: Header[Literal["trustpub.plan"]] = headed("trustpub.plan")
    file: str
    plan: Plan | None


class ChecklistDocument(Document):
    """What `trustpub checklist --format json` prints; null where errors forbid a checklist."""

    header: Header[Literal["trustpub.checklist"]] = headed("trustpub.checklist")
    file: str
    checklist: Checklist | None


class StatusDocument(Document):
    """What `trustpub status --format json` prints."""

    header: Header[Literal["trustpub.status"]] = headed("trustpub.status")
    files: tuple[str, ...]
    jobs: int
    """Most projects that are asked about at a time."""
    asked: int
    """Projects that an index was asked about; the others came from the cache."""
    publishers: tuple[PublisherStatus, ...]


class ProbeDocument(Document):
    """What `trustpub probe --format json` prints; null is what it did not come to."""

    header: Header[Literal["trustpub.probe"]] = headed("trustpub.probe")
    file: str
    index: Index | None
    forge: Forge | None
    publishers: tuple[Probed, ...] = ()
    exchange: Exchange | None = None


class DoctorDocument(Document):
    """What `trustpub doctor --format json` prints."""

    header: Header[Literal["trustpub.doctor"]] = headed("trustpub.doctor")
    file: str
    publishers: tuple[Nearest, ...]
    diagnoses: tuple[Diagnosis, ...]


class VerifyDocument(Document):
    """What `trustpub verify --format json` prints."""

    header: Header[Literal["trustpub.verify"]] = headed("trustpub.verify")
    file: str
    differences: tuple[Difference, ...] = ()
    resources: tuple[Held, ...] = ()
    able: tuple[Able, ...] = ()
    looks: tuple[Look, ...] = ()


class AuditDocument(Document):
    """What `trustpub audit --format json` prints; null where config or baseline forbid a look."""

    header: Header[Literal["trustpub.audit"]] = headed("trustpub.audit")
    report: Report | None


class MigrateDocument(Document):
    """What `trustpub migrate status --format json` prints."""

    header: Header[Literal["trustpub.migrate"]] = headed("trustpub.migrate")
    title: str
    totals: Totals
    projects: tuple[Standing, ...]
    """The longest way first."""
    next: tuple[Group, ...]
    """What has to be done, by who has to do it."""
    shared: tuple[Shared, ...]
    removals: tuple[Removal, ...]
    """Each token that is left: whether it may go, and what shows it or why it stays."""
    points: tuple[Point, ...]
    """Looks of other days, as the journal tells."""


class ProjectsDocument(Document):
    """What `trustpub fleet check|list --format json` prints."""

    header: Header[Literal["trustpub.projects"]] = headed("trustpub.projects")
    file: str
    projects: tuple[Project, ...]
    """Sorted by name."""


class PreviewDocument(Document):
    """What `trustpub preview --format json` prints; null where nothing could be compared."""

    header: Header[Literal["trustpub.preview"]] = headed("trustpub.preview")
    failure: str = ""
    """Why nothing could be compared."""
    preview: Preview | None


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
    "migrate": MigrateDocument,
    "projects": ProjectsDocument,
    "rollout": RolloutDocument,
    "preview": PreviewDocument,
}
"""By the name under which `trustpub schema NAME` prints their JSON Schema."""
