"""PEP 740 documents. Their signatures are no signatures: the sandbox has no Sigstore."""

from typing import Any


def provenance(publisher: dict[str, Any], attestations: Any = None) -> dict[str, Any]:
    """The document of one file published by one publisher."""
    named = {"environment": None, **publisher}
    bundle = {"publisher": named, "attestations": attestations or [placeholder()]}
    return {"version": 1, "attestation_bundles": [bundle]}


def placeholder() -> dict[str, Any]:
    """The shape of an attestation."""
    return {
        "version": 1,
        "verification_material": {"certificate": "", "transparency_entries": []},
        "envelope": {"statement": "", "signature": ""},
    }
