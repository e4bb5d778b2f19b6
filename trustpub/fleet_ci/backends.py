"""Where the state may be for machines that share it, and what they need to get there. Pure."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from .model import FleetCiError

URL, PASSPHRASE = "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE"


class Backend(NamedTuple):
    """A kind of backend: the environment of an engine that uses it."""

    secrets: tuple[str, ...]
    variables: tuple[str, ...] = ()
    """What is no secret, and not in the URL."""


BACKENDS: Mapping[str, Backend] = {
    "s3": Backend(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", PASSPHRASE), ("AWS_REGION",)),
    "gs": Backend(("GOOGLE_CREDENTIALS", PASSPHRASE)),
    "azblob": Backend(("AZURE_STORAGE_KEY", PASSPHRASE), ("AZURE_STORAGE_ACCOUNT",)),
    "postgres": Backend(("PGPASSWORD", PASSPHRASE)),
    "https": Backend(("PULUMI_ACCESS_TOKEN",)),
}
"""By scheme: pulumi, pkg/backend/diy and what it opens buckets and databases with."""
HIDDEN = Backend((URL, PASSPHRASE))
"""The URL itself is a secret: it may have everything in it."""
KINDS = "s3://, gs://, azblob://, postgres:// or https:// (Pulumi Cloud)"


def backend(url: str) -> Backend:
    """What a URL needs beside it; FleetCiError for one that the machines cannot share."""
    if not url:
        return HIDDEN
    try:
        parts = urlsplit(url)
        password = parts.password is not None
    except ValueError:
        raise FleetCiError(f"--backend is no URL; write one with {KINDS}") from None
    if parts.scheme == "file":
        found = "--backend is a folder, and each machine would have a state of its own"
        raise FleetCiError(f"{found}; write one with {KINDS}")
    if parts.scheme not in BACKENDS or not parts.netloc:
        raise FleetCiError(f"--backend is no URL that machines can share; write {KINDS}")
    if password or "password=" in parts.query.casefold():
        found = "--backend holds a password, which would be in the file"
        raise FleetCiError(f"{found}; leave --backend out and keep the URL in the secret {URL}")
    return BACKENDS[parts.scheme]
