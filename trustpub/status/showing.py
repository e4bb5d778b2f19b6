"""A judged publisher -> what is printed of it."""

from datetime import datetime

from ..forges.base import DeclaredPublisher
from .ages import ago
from .judging import Judged
from .model import PublisherStatus


def status_of(file: str, judged: Judged, now: datetime) -> PublisherStatus:
    """The judged publisher as it is printed."""
    one, identity = judged.publisher, judged.publisher.identity
    age = int((now - judged.looked).total_seconds()) if judged.looked else None
    return PublisherStatus(
        file=file,
        project=one.project,
        index=one.index,
        forge=identity.forge,
        repository=f"{identity.namespace}/{identity.project}",
        workflow=identity.workflow,
        environment=identity.environment,
        state=judged.state,
        evidence=judged.evidence,
        looked=judged.looked,
        age_seconds=age,
    )


def named(one: DeclaredPublisher) -> str:
    """`octo-org/sampleproject release.yml (pypi)`."""
    identity = one.identity
    path = f"{identity.namespace}/{identity.project} {identity.workflow}"
    return f"{path} ({identity.environment})" if identity.environment else path


def line(one: PublisherStatus, now: datetime) -> str:
    """`published  sampleproject on pypi: evidence; looked 3 min ago`."""
    when = "last seen" if one.state == "unknown" else "looked"
    seen = f"{when} {ago(one.looked, now)}" if one.looked else "never seen"
    who = f"{one.forge} {one.repository} {one.workflow} ({one.environment or 'any environment'})"
    return f"{one.state:<21}  {one.project} on {one.index} by {who}: {one.evidence}; {seen}"
