"""Problems -> SARIF 2.1.0 (OASIS), as code scanning takes it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from ..model import Problem, Unknown

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "REPOSITORY"
"""Name of the base that the paths are relative to: the root of the repository."""
FINGERPRINT = "trustpub/v1"


def sarif(
    problems: Iterable[Problem],
    unknown: Iterable[Unknown],
    version: str,
    summaries: Mapping[str, str],
) -> str:
    """One run; `summaries`: rule id -> what the rule asks for, in a sentence."""
    listed = list(problems)
    ids = sorted({one.id for one in listed})
    driver = {
        "name": "trustpub",
        "semanticVersion": version,
        "version": version,
        "rules": [rule(name, listed, summaries) for name in ids],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [invocation(unknown)],
        "results": results(listed, ids),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def rule(name: str, problems: list[Problem], summaries: Mapping[str, str]) -> dict[str, Any]:
    """A rule that found something; the docs are a path, for they have no address of their own."""
    own = [one for one in problems if one.id == name]
    summary = summaries.get(name) or name.replace("-", " ").capitalize() + "."
    levels = ("error", "warning", "note")
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "help": {"text": f"{summary} See {own[0].docs}."},
        "defaultConfiguration": {"level": min((one.severity for one in own), key=levels.index)},
        "properties": {"docs": own[0].docs},
    }


def invocation(unknown: Iterable[Unknown]) -> dict[str, Any]:
    """That the tool ran, and what it could not see."""
    notes = [
        {
            "level": "warning",
            "message": {"text": f"not seen: {one.what}: {one.why}"},
            "descriptor": {"id": "not-seen"},
        }
        for one in unknown
    ]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def results(problems: list[Problem], ids: list[str]) -> list[dict[str, Any]]:
    """Each problem as a result; equal ones are told apart by their number."""
    seen: Counter[str] = Counter()
    made = []
    for one in problems:
        text = "\0".join((one.id, one.file or "", one.field or "", one.found))
        seen[text] += 1
        mark = hashlib.sha256(f"{text}\0{seen[text]}".encode()).hexdigest()
        made.append(
            {
                "ruleId": one.id,
                "ruleIndex": ids.index(one.id),
                "level": one.severity,
                "message": {"text": f"{one.found}; {one.fix}"},
                "locations": [location(one)] if one.file else [],
                "partialFingerprints": {FINGERPRINT: mark},
            }
        )
    return made


def location(one: Problem) -> dict[str, Any]:
    """The place, as far as it is known."""
    uri = quote((one.file or "").replace("\\", "/"))
    artifact: dict[str, Any] = {"uri": uri}
    if not uri.startswith("/"):
        artifact["uriBaseId"] = ROOT
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if one.line is not None:
        column = {} if one.column is None else {"startColumn": one.column}
        physical["region"] = {"startLine": one.line, **column}
    found: dict[str, Any] = {"physicalLocation": physical}
    if one.field:
        found["logicalLocations"] = [{"fullyQualifiedName": one.field}]
    return found
