"""Report -> SARIF: at the config where there is one, else at the repository by its name."""

import json
from collections.abc import Mapping

from ..forges.base import rule_id
from ..model import Problem
from ..render.sarif import sarif
from ..summaries import first_line
from .judge import AUDIT_RULES
from .model import Finding, Report

FINGERPRINT = "trustpub-audit/v1"


def log(report: Report, version: str, summaries: Mapping[str, str], file: str | None = None) -> str:
    """One SARIF log; what the baseline accepts is suppressed in it."""
    findings = report.findings
    problems = [problem(one, file) for one in findings]
    document = json.loads(sarif(problems, report.unseen, version, summaries))
    for result, one in zip(document["runs"][0]["results"], findings, strict=True):
        logical = [{"fullyQualifiedName": f"{one.repository}/{one.object}", "kind": "resource"}]
        for place in result["locations"] or [{}]:
            place["logicalLocations"] = logical
        result["locations"] = result["locations"] or [{"logicalLocations": logical}]
        result["partialFingerprints"] = {FINGERPRINT: one.fingerprint}
        result["properties"] = {"at": one.at, "evidence": one.evidence}
        if one.accepted:
            result["suppressions"] = [{"kind": "external", "justification": one.accepted}]
    return json.dumps(document, indent=2)


def problem(one: Finding, file: str | None) -> Problem:
    """A finding as a problem."""
    return Problem(
        id=one.id,
        severity=one.severity,
        file=file,
        field=one.object,
        found=f"{one.repository} {one.object}: {one.found}",
        fix=one.fix,
    )


def rule_summaries() -> dict[str, str]:
    """What each rule asks for, in a sentence."""
    return {rule_id(one): first_line(one) for one in AUDIT_RULES}
