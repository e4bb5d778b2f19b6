"""What `trustpub status` says of one publisher."""

from datetime import datetime

from ..indexes.pypi.evidence import State
from ..model import Forge, Index, Value


class PublisherStatus(Value):
    """One publisher: its state, the evidence, and how old the look is."""

    file: str
    project: str
    index: Index
    forge: Forge
    repository: str
    workflow: str
    environment: str | None
    state: State
    evidence: str
    looked: datetime | None
    """When the index last answered about this project; null: never."""
    age_seconds: int | None
    """Age of that answer."""
