"""Attestations in the shape of Sigstore's (PEP 740), by a key that nobody vouches for.

What a job on a forge gets from Sigstore, a described job cannot have: a certificate over its
identity and an entry in a public log. So these have every part, a signature that is right for
their throw-away certificate, and a log entry that stands in no log. PyPI itself would refuse them.
"""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

PUBLISH = "https://docs.pypi.org/attestations/publish/v1"
SUFFIX = ".publish.attestation"
"""What uv and twine look for beside a file."""
IDENTITY = x509.UniformResourceIdentifier("urn:trustpub:sandbox")
PAYLOAD_TYPE = "application/vnd.in-toto+json"


def attestation(filename: str, content: bytes) -> dict[str, Any]:
    """The publish attestation of one file."""
    key, certificate = signer()
    statement = json.dumps(statement_of(filename, content)).encode()
    return {
        "version": 1,
        "verification_material": {
            "certificate": base64(certificate.public_bytes(Encoding.DER)),
            "transparency_entries": [log_entry(statement)],
        },
        "envelope": {
            "statement": base64(statement),
            "signature": base64(key.sign(encoded(statement), ECDSA(SHA256()))),
        },
    }


def statement_of(filename: str, content: bytes) -> dict[str, Any]:
    """What is attested: this file was published."""
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": filename, "digest": {"sha256": sha256(content).hexdigest()}}],
        "predicateType": PUBLISH,
        "predicate": None,
    }


@cache
def signer() -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
    """One key and its own certificate for as long as the process lives."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "trustpub sandbox, no Sigstore")])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(minutes=10))
        .add_extension(x509.SubjectAlternativeName([IDENTITY]), critical=True)
    )
    return key, builder.sign(key, SHA256())


def encoded(statement: bytes) -> bytes:
    """What DSSE signs: type and payload, each behind its length."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(statement), statement)


def log_entry(statement: bytes) -> dict[str, Any]:
    """An entry in the shape of Rekor's, of a log with nothing else in it."""
    body = json.dumps({"apiVersion": "0.0.1", "kind": "dsse", "spec": {}}).encode()
    return {
        "logIndex": "0",
        "logId": {"keyId": base64(sha256(b"no log").digest())},
        "kindVersion": {"kind": "dsse", "version": "0.0.1"},
        "integratedTime": "0",
        "inclusionPromise": {"signedEntryTimestamp": base64(b"no log")},
        "inclusionProof": {
            "logIndex": "0",
            "rootHash": base64(sha256(statement).digest()),
            "treeSize": "1",
            "hashes": [],
            "checkpoint": {"envelope": "no log"},
        },
        "canonicalizedBody": base64(body),
    }


def base64(data: bytes) -> str:
    """As it stands in JSON."""
    return b64encode(data).decode()
