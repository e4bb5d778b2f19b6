"""What may be in no output: tokens, the password of the state, and texts without an end. Pure."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from ...doctor.redact import HIDDEN, redact

SECRETS = (
    "GITHUB_TOKEN",
    "GITLAB_TOKEN",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE",
    "PGPASSWORD",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AZURE_STORAGE_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
)
"""Variables whose values are in no output."""
SHORTEST = 6
"""A shorter value is no secret, and hiding it would garble every sentence."""
LONGEST = 1200
SETTING = re.compile(r"(?:^|&)(?:ssl)?password=([^&]*)")


def discreet(text: str, environ: Mapping[str, str]) -> str:
    """Without tokens, and not too long."""
    text = masked(text, environ)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."


def masked(text: str, environ: Mapping[str, str]) -> str:
    """Without tokens, those of the environment above all."""
    values = [environ.get(name, "") for name in SECRETS]
    for value in (*values, *passwords(environ.get("PULUMI_BACKEND_URL", ""))):
        if len(value) >= SHORTEST:
            text = text.replace(value, HIDDEN)
    return redact(text)


def passwords(address: str) -> list[str]:
    """The secrets in the address of a state, as they stand there and as they are meant.

    The last `@` ends the user and password, whatever signs somebody forgot to encode; the driver
    takes a password among the settings too (github.com/lib/pq, "Connection String Parameters").
    """
    place, _, settings = address.partition("?")
    user = place.partition("://")[2].rpartition("@")[0]
    said = [user.partition(":")[2], *(SETTING.findall(settings))]
    meant = [unquote(one) for one in said]
    return [text for text in (*said, *meant, *(quote(one, "") for one in meant)) if text]
