"""The JSON documents that commands print: typed, with a name and a version each."""

from typing import Any, Generic, Literal, TypeVar, get_args

from pydantic import AwareDatetime, Field

from .audit.model import Report
from .checklist.model import Checklist
from .doctor.model import Diagnosis, Nearest
from .fleet.listing import Project
from .migrate.judged import Removal, Shared, Standing
from .migrate.telling.report import Group, Point, Totals
from .model import Forge, Index, Plan, Problem, Unknown, Value
from .observing.model import Difference
from .patching.model import RenderedFile
from .probing.values import Exchange, Probed
from .rollout.model import Outcome, Result
from .status.model import PublisherStatus
from .verifying.model import Able, Held, Look
from .workflows.model import Upload

Name = TypeVar("Name", bound=str)


class Header(Value, Generic[Name]):
    """Name and version of what a command prints."""

    name: Name
    version: Literal[1] = 1

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`CheckSchema` for `trustpub.check`, as it is called in the schemas."""
        (name,) = get_args(params[0])
        return f"{name.partition('.')[2].title()}Schema"


def headed(name: str) -> Any:
    """The field of a header, which nobody needs to fill."""
    return Field(default={"name": name, "version": 1}, validate_default=True, alias="schema")


class Document(Value):
    """What every JSON document has."""

    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()


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


class RolloutDocument(Document):
    """What `trustpub rollout --format json` prints."""

    header: Header[Literal["trustpub.rollout"]] = headed("trustpub.rollout")
    step: Literal["plan", "apply", "resume", "status"]
    fleet: str
    counts: dict[Outcome, int]
    """How many repositories there are of each outcome."""
    repositories: tuple[Result, ...]
    """With `status` all of the journal; else those that were gone about."""
    stopped: str = ""
    """Why it stopped before the end."""
    engines: int = 0
    """Repositories for which the engine was started."""
    seconds: float = 0.0
    cpu: float = 0.0
    """Seconds of processor time, those of the engines too."""
    at: AwareDatetime | None = None
    """With `status`: of the newest line of the journal."""


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
}
"""By the name under which `trustpub schema NAME` prints their JSON Schema."""
