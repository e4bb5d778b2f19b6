"""What PyPI refuses of attestations sent with an upload (warehouse, attestations/services.py).

All but the signature: who signed, and whether a public log knows of it, is not looked at.
"""

import json
from base64 import b64decode
from hashlib import sha256
from typing import Any

from .attesting import PUBLISH
from .model import GITLAB, TITLES, Publisher
from .upload_checks import Refused

SUPPORTED = (PUBLISH, "https://slsa.dev/provenance/v1")


def checked(
    publisher: Publisher | None, text: str, filename: str, content: bytes
) -> list[dict[str, Any]]:
    """The attestations, known to be about this very file."""
    check_supported(publisher)
    found = parsed(text)
    kinds = []
    for entry in found:
        statement = statement_of(entry)
        check_subject(statement, filename, content)
        kinds.append(statement.get("predicateType"))
    check_kinds(kinds)
    return found


def check_supported(publisher: Publisher | None) -> None:
    """Only a publisher attests, and of GitLabs only gitlab.com (warehouse, models/gitlab.py)."""
    if publisher is None:
        raise Refused(400, "Attestations are only supported when using Trusted Publishing")
    if publisher.values.get("issuer_url", GITLAB) != GITLAB:
        title = TITLES[publisher.provider]
        raise Refused(400, f"Attestations are not currently supported with {title} publishers")


def parsed(text: str) -> list[dict[str, Any]]:
    """One or two attestations."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise malformed(str(error)) from None
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise malformed("a list of attestations is expected")
    if not found:
        raise malformed("an empty attestation set is not permitted")
    if len(found) > len(SUPPORTED):
        raise Refused(400, f"A maximum of {len(SUPPORTED)} attestations per file are supported")
    return found


def statement_of(entry: dict[str, Any]) -> dict[str, Any]:
    """The statement inside an attestation that has all its parts."""
    try:
        material, envelope = entry["verification_material"], entry["envelope"]
        parts = (material["certificate"], envelope["signature"], envelope["statement"])
        *_, statement = [b64decode(part) for part in parts]
        complete = entry["version"] == 1 and bool(material["transparency_entries"])
        found = json.loads(statement)
    except (KeyError, TypeError, ValueError) as error:
        raise malformed(f"{type(error).__name__}: {error}") from None
    if not complete or not isinstance(found, dict):
        raise malformed("version, transparency_entries or statement is not as PEP 740 has it")
    return found


def check_subject(statement: dict[str, Any], filename: str, content: bytes) -> None:
    """One subject: this file, with the digest of what was sent."""
    subjects = statement.get("subject")
    wanted = {"name": filename, "digest": {"sha256": sha256(content).hexdigest()}}
    if not isinstance(subjects, list) or len(subjects) != 1:
        raise unverified("too many subjects in statement (must be exactly one)")
    if not isinstance(subjects[0], dict) or subjects[0].get("name") != filename:
        raise unverified("subject does not match distribution name")
    if subjects[0].get("digest") != wanted["digest"]:
        raise unverified("subject does not match distribution digest")


def check_kinds(kinds: list[Any]) -> None:
    """Each of a kind that is known, and no two of one."""
    for kind in kinds:
        if kind not in SUPPORTED:
            raise unverified(f"unknown attestation type: {kind}")
        if kinds.count(kind) > 1:
            raise Refused(
                400,
                "Multiple attestations for the same file with the same predicate type "
                f"({kind}) are not supported",
            )


def malformed(why: str) -> Refused:
    """It cannot be read."""
    return Refused(400, f"Malformed attestations: {why}")


def unverified(why: str) -> Refused:
    """It is about something else."""
    return Refused(
        400,
        "Could not verify the uploaded artifact using the included attestation: "
        f"Verification failed: {why}",
    )
