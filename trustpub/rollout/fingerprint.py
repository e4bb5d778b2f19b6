"""What is declared for a repository, in one short text: the same text, nothing to do. Pure."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256

from ..config import Config

ADDRESSES = (
    "PULUMI_BACKEND_URL",
    "GITHUB_BASE_URL",
    "GITLAB_BASE_URL",
    "TRUSTPUB_PYPI_URL",
    "TRUSTPUB_TESTPYPI_URL",
)
"""Another state or another forge is another world."""
SETTING = re.compile(r"(?:ssl)?password=[^&]*")


def fingerprint(config: Config, made_by: str) -> str:
    """Of a config and of all that turns it into resources."""
    return sha256(f"{made_by}\n{config.model_dump_json()}".encode()).hexdigest()[:32]


def made_by(version: str, sources: str, environ: Mapping[str, str]) -> str:
    """Tool, components and the world that they work on, without a user or password in it."""
    places = {name: bare(environ.get(name, "")) for name in ADDRESSES}
    return json.dumps([version, sources, places], sort_keys=True)


def bare(address: str) -> str:
    """An address without what stands before its last `@`, also where that is badly written."""
    scheme, mark, rest = address.partition("://")
    if scheme == "file":
        return address
    place, question, settings = rest.partition("?")
    return f"{scheme}{mark}{place.rpartition('@')[2]}{question}{SETTING.sub('', settings)}"
