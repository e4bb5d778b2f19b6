"""Where the workflows and pipelines of a repository refer to secrets and variables, and for what.

The name `*` stands for any: `toJSON(secrets)`, `secrets: inherit` to another repository.
"""

from ...workflows.listing import Careful
from ...workflows.model import Reading, Snapshot
from ..model import Mention
from .findings import Findings
from .mentions_github import github
from .mentions_gitlab import gitlab
from .mentions_settings import settings
from .run_files import Files, Once


def mentions(reading: Reading, snapshot: Snapshot) -> tuple[Mention, ...]:
    """Every place in them, and in the files they run; GitHub's names come in capitals."""
    findings, files = Findings(), Files(Careful(Once(snapshot)))
    github(reading, files, findings)
    settings(files, findings)
    gitlab(reading, files, findings)
    return findings.mentions()
