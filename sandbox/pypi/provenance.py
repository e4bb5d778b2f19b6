"""PEP 740 documents."""

from typing import Any

Document = dict[str, Any]


def provenance(publisher: Document, attestations: list[Document]) -> Document:
    """The document of one file published by one publisher."""
    named = {"environment": None, **publisher}
    bundle = {"publisher": named, "attestations": attestations}
    return {"version": 1, "attestation_bundles": [bundle]}
