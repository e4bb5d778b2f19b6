"""Where a clone came from, and what proves to that server who asks. Pure.

GitHub docs, "Authenticating as a GitHub App installation": a token is the password of the user
`x-access-token`; GitLab docs, "CI/CD job token": that of `gitlab-ci-token`. git docs,
"git-fetch", "GIT URLS"; "gitremote-helpers": `name::address` starts the program
`git-remote-name`. git docs, "git-config": an empty `http.<url>.extraHeader` drops the headers
before it, such as the one that GitHub's checkout leaves in the configuration.
"""

import base64
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from ..model import Forge

SCHEMES = {"https": "https", "http": "http", "ssh": "ssh", "git+ssh": "ssh", "file": "file"}
PORTS = {"https": 443, "http": 80}
BARE = re.compile(r"(?!-)(?:[\w.~+-]+@)?(?!-)[\w.-]+:(?!:|//)\S+", re.ASCII)
"""`git@host:path`: ssh, as long as no `/` stands before the colon."""
HELPER = re.compile(r"[A-Za-z0-9]+::")
SERVERS = {"github": "GITHUB_SERVER_URL", "gitlab": "CI_SERVER_URL"}
PUBLIC = {"github": "https://github.com", "gitlab": ""}
USERS = {
    "github": ("x-access-token", "GITHUB_TOKEN"),
    "gitlab": ("gitlab-ci-token", "CI_JOB_TOKEN"),
}


class Origin(NamedTuple):
    """A place to fetch from."""

    url: str
    """May hold a password: never shown."""
    protocol: str
    """As `GIT_ALLOW_PROTOCOL` has it."""


def origin(url: str) -> Origin | None:
    """A place that git may be sent to; None for any other."""
    if not url.isprintable() or url.startswith("-") or HELPER.match(url):
        return None
    scheme, found, _ = url.partition("://")
    if found:
        protocol = SCHEMES.get(scheme.lower())
        return Origin(url, protocol) if protocol else None
    if url.startswith(("/", "./", "../")):
        return Origin(url, "file")
    return Origin(url, "ssh") if BARE.fullmatch(url) else None


def settings(place: Origin, forge: Forge, environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """Git's configuration with the job's token, for the forge's own server alone."""
    user, variable = USERS[forge]
    token, server = environ.get(variable, ""), environ.get(SERVERS[forge]) or PUBLIC[forge]
    here = site(place.url)
    if not token or here is None or here != site(server):
        return []
    pair = base64.b64encode(f"{user}:{token}".encode()).decode()
    key = f"http.{place.url}.extraHeader"
    return [(key, ""), (key, f"Authorization: Basic {pair}")]


def site(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port; None where it is no web address, or holds a password already."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    if port is None or not parts.hostname or parts.password is not None:
        return None
    return parts.scheme, parts.hostname, port
