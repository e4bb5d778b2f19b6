"""The key pair of each scope: real libsodium keys, the same in every run."""

import base64
import hashlib

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox


def private_key(scope: str) -> PrivateKey:
    """The private key of a scope such as `actions:octo-org/sampleproject`."""
    return PrivateKey(hashlib.sha256(f"sandbox:{scope}".encode()).digest())


def public_key(scope: str) -> dict[str, str]:
    """What `GET .../public-key` shows."""
    raw = bytes(private_key(scope).public_key)
    number = int.from_bytes(hashlib.sha256(raw).digest()[:8], "big")
    return {"key_id": str(number % 10**18), "key": base64.b64encode(raw).decode()}


def unseal(scope: str, text: str) -> str | None:
    """The plain text of a base64 sealed box; None when it was not sealed with this key."""
    try:
        return SealedBox(private_key(scope)).decrypt(base64.b64decode(text, validate=True)).decode()
    except (CryptoError, ValueError):
        return None
