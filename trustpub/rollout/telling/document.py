"""The JSON document of a rollout."""

from typing import Literal

from pydantic import AwareDatetime

from ...checklist.tally import Tally
from ...document import Document, Header, headed
from ..model import Outcome, Result
from .runs import LastRun


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
    digest: str = ""
    """With `plan`: what `--reviewed` takes; empty where not all of it was seen."""
    engines: int = 0
    """Repositories for which the engine was started."""
    seconds: float = 0.0
    cpu: float = 0.0
    """Seconds of processor time, those of the engines too."""
    at: AwareDatetime | None = None
    """With `status`: of the newest line of the journal."""
    never_run: tuple[str, ...] = ()
    """With `status`: in the fleet, and in no journal."""
    gone: tuple[str, ...] = ()
    """With `status`: in a journal, and not in the fleet any more."""
    registering: Tally | None = None
    """What people have to register on the indexes, as far as the cache of looks tells."""
    runs: tuple[LastRun, ...] = ()
    """With `status`: the last run, or the last of each shard."""
    notes: tuple[str, ...] = ()
    """With `status`: repositories that two journals tell of, and what was not compared."""
