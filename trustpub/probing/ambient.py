"""The token of the job that this runs in: a problem, a token, or what could not be seen.

Own code and not the `id` library (1.6.1): that asks for a token of the Google machine before it
asks for the one of the GitLab job which runs on it, and quotes answers in its errors. The names of
the variables are the same as there.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pydantic import SecretStr

from ..claims.verdict import cut, escaped
from ..model import Forge, Problem, Unknown
from .http import job_token

SIGNS: dict[str, Forge] = {"GITHUB_ACTIONS": "github", "GITLAB_CI": "gitlab"}
"""The variable that is set in every job of a forge."""
REQUEST = {"url": "ACTIONS_ID_TOKEN_REQUEST_URL", "secret": "ACTIONS_ID_TOKEN_REQUEST_TOKEN"}
"""GitHub sets both where the job may ask for a token, and neither where it may not."""


class Held(NamedTuple):
    """A token, and where it came from; SecretStr shows stars only."""

    token: SecretStr
    source: str


def forge_here(environ: Mapping[str, str]) -> Forge | None:
    """The forge whose job this is."""
    return next((forge for sign, forge in SIGNS.items() if environ.get(sign)), None)


def no_job() -> Problem:
    """Nothing here has a token."""
    return Problem(
        id="probe-no-job",
        found=f"this is no job of GitHub or GitLab: neither {' nor '.join(SIGNS)} is set",
        fix="run `trustpub probe` in the job that publishes",
    )


def no_permission(found: str, fix: str) -> Problem:
    """The job may not have a token."""
    return Problem(id="probe-no-permission", found=found, fix=fix)


def token_here(forge: Forge, environ: Mapping[str, str], audience: str) -> Held | Problem | Unknown:
    """The job's token for this audience."""
    return (github if forge == "github" else gitlab)(environ, audience)


def github(environ: Mapping[str, str], audience: str) -> Held | Problem | Unknown:
    """Ask the address that GitHub gives the job."""
    missing = [name for name in REQUEST.values() if not environ.get(name)]
    if missing:
        return no_permission(
            f"the job may not ask GitHub for an OIDC token: {missing[0]} is not set",
            "add `id-token: write` under the job's `permissions:` (a pull request from a fork "
            "never has it)",
        )
    url, secret = (SecretStr(environ[name]) for name in REQUEST.values())
    token = job_token(url, secret, audience)
    if isinstance(token, str):
        return Unknown(what="token of this job", why=f"the address in {REQUEST['url']} {token}")
    return Held(token, f"the answer of the address in {REQUEST['url']}")


def gitlab(environ: Mapping[str, str], audience: str) -> Held | Problem | Unknown:
    """Take the variable that `id_tokens` fills."""
    name = variable(audience)
    if not environ.get(name):
        aud = cut(escaped(audience))
        return no_permission(
            f"the job has no ID token for {aud}: {name} is not set",
            f"add `id_tokens: {{{name}: {{aud: {aud}}}}}` to the job",
        )
    return Held(SecretStr(environ[name]), name)


def variable(audience: str) -> str:
    """`PYPI_ID_TOKEN`: where twine and uv look for it too."""
    return re.sub(r"[^A-Z0-9_]|^[^A-Z_]", "_", audience.upper())[:100] + "_ID_TOKEN"
