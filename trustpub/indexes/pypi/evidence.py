"""What has been seen, held against what was declared: the state of one publisher."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from ...model import Identity, Value
from ..observation import Observation
from .form_gitlab import GITLAB_ISSUER
from .identity import stored_environment

State = Literal[
    "declared", "awaiting-registration", "exchanged", "published", "mismatched", "unknown"
]
WORKFLOW_KEYS = {"github": "workflow", "gitlab": "workflow_filepath"}


class Evidence(Value):
    """Why a publisher is in the state it is in."""

    sentence: str
    fields: tuple[str, ...] = ()
    """Slots of the Identity that differ, when mismatched."""
    seen: dict[str, Any] | None = None
    """The publisher that the index names."""


def publisher_state(
    identity: Identity,
    provenance: Observation | None = None,
    exchange: Observation | None = None,
    others: Iterable[Identity] = (),
) -> tuple[State, Evidence]:
    """The state of one publisher; None for what was not looked at.

    `provenance` is that of `client.latest_provenance`, `exchange` is present when a token
    exchange by this identity was seen to succeed, `others` are the project's other publishers.
    """
    publishers = list(published_by(provenance))
    for filename, publisher in publishers:
        if not differences(identity, publisher):
            return "published", Evidence(
                sentence=f"the provenance of {filename} names this identity", seen=publisher
            )
    if exchange and exchange.state == "present":
        return "exchanged", Evidence(sentence="a token exchange by this identity succeeded")
    if provenance is None:
        return "declared", Evidence(sentence="the index was not asked")
    if provenance.state in ("unknown", "broken"):
        return "unknown", Evidence(sentence=provenance.why or "the index could not be seen")
    if identity.forge == "gitlab" and identity.issuer != GITLAB_ISSUER:
        # pypi-attestations, _impl.py: provenance of GitLab comes from gitlab.com alone.
        return "unknown", Evidence(
            sentence=f"PyPI shows no provenance for files from {identity.issuer}; "
            "`trustpub probe --exchange` in a job shows whether it works"
        )
    known = tuple(others)
    strange = [
        (f, p)
        for f, p in publishers
        # A project on two forges has publishers on both: the other forge's is no mismatch.
        if differences(identity, p) != ("forge",) and all(differences(o, p) for o in known)
    ]
    if strange:
        return "mismatched", mismatch(identity, *strange[0])
    return "awaiting-registration", Evidence(sentence=provenance.why or elsewhere(publishers))


def elsewhere(publishers: list[tuple[str, dict[str, Any]]]) -> str:
    """Who published what is there."""
    kinds = sorted({str(publisher.get("kind")) for _, publisher in publishers})
    return f"the newest files were published by another publisher, on {' and '.join(kinds)}"


def published_by(provenance: Observation | None) -> Iterable[tuple[str, dict[str, Any]]]:
    """(filename, publisher) pairs, the newest file first."""
    if provenance is None or provenance.state != "present":
        return
    for file in provenance.found:
        for publisher in file["publishers"]:
            yield file["filename"], publisher


def mismatch(identity: Identity, filename: str, publisher: dict[str, Any]) -> Evidence:
    """Which slots differ, with both values."""
    fields = differences(identity, publisher)
    seen, declared = slots_seen(publisher), slots_declared(identity)
    told = ", ".join(f"{f} {seen[f]!r} where {declared[f]!r} is declared" for f in fields)
    return Evidence(
        sentence=f"the provenance of {filename} names {told}", fields=fields, seen=publisher
    )


def differences(identity: Identity, publisher: Mapping[str, Any]) -> tuple[str, ...]:
    """The slots in which a published identity is not the declared one; the forge comes first.

    Names of owners and repositories have no case on either forge; everything else has.
    """
    seen, declared = slots_seen(publisher), slots_declared(identity)
    if seen["forge"] != declared["forge"]:
        return ("forge",)
    blind = ("namespace", "project")
    return tuple(
        slot
        for slot, value in declared.items()
        if (value.lower() != seen[slot].lower() if slot in blind else value != seen[slot])
    )


def slots_declared(identity: Identity) -> dict[str, str]:
    """The declared slots as the index would store them."""
    slots = identity.model_dump(include={"forge", "namespace", "project"})
    if identity.forge == "gitlab":
        slots["issuer"] = identity.issuer
    workflow, environment = identity.workflow.strip(), stored_environment(identity)
    return {**slots, "workflow": workflow, "environment": environment}


def slots_seen(publisher: Mapping[str, Any]) -> dict[str, str]:
    """The slots of a provenance's publisher.

    It names no issuer: what PyPI has verified of GitLab comes from gitlab.com
    (pypi-attestations, _impl.py), so files from another instance never have provenance.
    """
    forge = str(publisher.get("kind") or "").lower()
    namespace, _, project = str(publisher.get("repository") or "").rpartition("/")
    return {
        "forge": forge,
        "namespace": namespace,
        "project": project,
        "issuer": GITLAB_ISSUER,
        "workflow": str(publisher.get(WORKFLOW_KEYS.get(forge, "")) or ""),
        "environment": str(publisher.get("environment") or ""),
    }
