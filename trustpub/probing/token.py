"""The claims inside a token. The signature is for the index to judge: nothing is trusted here."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping

from pydantic import SecretStr

LONGEST = 65536
"""Characters; real tokens have some two thousand."""


def claims_of(token: SecretStr) -> Mapping[str, object] | None:
    """The claims of a JWT; None where it is none."""
    parts = token.get_secret_value().split(".")
    if len(parts) != 3 or len(parts[1]) > LONGEST:
        return None
    try:
        claims = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        return None
    return claims if isinstance(claims, dict) else None
