"""Reports of an audit, made by hand."""

from typing import Any

from trustpub.audit.model import STAGES, Finding, Report, Section, Totals
from trustpub.documents import AuditDocument
from trustpub.model import Unknown
from trustpub.render import machine


def finding(name: str = "audit-no-reviewers", **changes: Any) -> Finding:
    """A finding."""
    values: dict[str, Any] = {
        "id": name,
        "severity": "error",
        "repository": "octo-org/lib",
        "object": "environment/pypi",
        "setting": "reviewers",
        "found": "nobody has to approve",
        "fix": "name reviewers",
        "evidence": "its name says that it publishes",
        "at": "https://github.com/octo-org/lib/settings/environments",
        "fingerprint": "0" * 24,
        **changes,
    }
    return Finding(**values)


def section(
    name: str = "octo-org/lib", *findings: Finding, unseen: int = 0, forge: Any = "github"
) -> Section:
    """A repository with findings, of which so much could not be seen."""
    hidden = tuple(Unknown(what=f"{name} {n}", why="403") for n in range(unseen))
    return Section(forge=forge, name=name, stage="open", findings=findings, unseen=hidden)


def report(*sections: Section) -> Report:
    """All sections."""
    zeros = {"errors": 0, "warnings": 0, "notes": 0, "accepted": 0, "unseen": 0}
    totals = Totals(repositories=len(sections), stages=dict.fromkeys(STAGES, 0), **zeros)
    return Report(title="release.yaml", sections=sections, totals=totals)


def document(*sections: Section, looked: bool = True) -> str:
    """What `trustpub audit --format json` prints."""
    made = report(*sections) if looked else None
    return machine.render(AuditDocument(report=made))
