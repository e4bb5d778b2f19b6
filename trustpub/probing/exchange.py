"""Asking the index for its token: never where that would create a project unasked."""

import re

from pydantic import SecretStr

from ..claims.verdict import cut, escaped
from ..indexes.pypi.client import project_exists
from ..indexes.pypi.sites import Site
from ..model import Problem, Unknown
from .http import Minted, mint
from .values import Exchange, Refusal

# warehouse, oidc/views.py
MEANINGS = {
    "not-enabled": "the index has switched trusted publishing off for this forge; try again later",
    "invalid-payload": "the index could not read the request, does not know the token's issuer, "
    "or may not create the pending project; its own words say which",
    "invalid-token": "signature, lifetime or audience of the token is wrong; ask for a new token "
    "with the index's own audience",
    "invalid-publisher": "the token is good, and no registered publisher fits it; compare each "
    "field of the registration with the claims",
    "invalid-pending-publisher": "the publisher was pending for a project that exists by now, and "
    "is gone; register it with the project",
    "invalid-reuse-token": "this token has been exchanged before; start the job anew",
}
STRANGE = "a code that this version of trustpub does not know"


def exchange(where: Site, project: str, token: SecretStr, create: bool) -> Exchange:
    """Ask if that has no side effect, or if the side effect is wanted."""
    seen = project_exists(where.url, project)
    if seen.state == "absent" and not create:
        told = f"{where.title} has no project {project}, and an exchange would create it"
        return Exchange(state="not-asked", sentence=f"{told} where its publisher is pending")
    if seen.state in ("unknown", "broken"):
        told = f"whether {project} exists could not be seen, and an exchange might create it"
        return Exchange(state="unknown", sentence=f"not asked: {told}: {told_why(seen.why)}")
    return told_by(where, mint(f"{where.url}/_/oidc/mint-token", token), token)


def told_why(why: str | None) -> str:
    """A reason that may quote the index."""
    return cut(escaped(why or "no reason given"))


def told_by(where: Site, minted: Minted, token: SecretStr) -> Exchange:
    """The answer in sentences."""
    if minted.done:
        told = f"{where.title} gave out a token, which was forgotten and ends within 15 minutes"
        return Exchange(state="accepted", sentence=told)
    if not minted.errors:
        told = f"{where.title} {minted.why}; whether the token was exchanged is not known"
        return Exchange(state="unknown", sentence=told)
    refusals = tuple(refusal(code, said, token) for code, said in minted.errors)
    return Exchange(state="refused", sentence=f"{where.title} refused the token", refusals=refusals)


def refusal(code: str, said: str, token: SecretStr) -> Refusal:
    """One reason, without anything of the token."""
    meaning = MEANINGS.get(code, STRANGE)
    return Refusal(code=clean(code, token), meaning=meaning, said=clean(said, token))


def clean(text: str, token: SecretStr) -> str:
    """Fit to be shown: PyPI quotes parts of a request that it cannot read (pydantic's errors)."""
    secret = token.get_secret_value()
    parts = re.sub(
        r"[\w.+/=-]{16,}", lambda run: "(token)" if holds(secret, run[0]) else run[0], text
    )
    return cut(escaped(parts.replace(secret, "(token)") if secret else parts))


def holds(secret: str, run: str) -> bool:
    """Whether a run of letters has a piece of the secret in it."""
    return any(run[at : at + 16] in secret for at in range(len(run) - 15))


def judge(result: Exchange) -> Problem | Unknown | None:
    """What is wrong or not known; None where the index gave out a token."""
    if result.state == "unknown":
        return Unknown(what="token exchange", why=result.sentence)
    if result.state == "not-asked":
        fix = "say `--create-project` if it shall, or publish the first release"
        return Problem(id="probe-would-create", found=result.sentence, fix=fix)
    if result.state == "refused":
        codes = ", ".join(each.code for each in result.refusals)
        fix = "; ".join(each.meaning for each in result.refusals)
        return Problem(id="probe-refused", found=f"{result.sentence}: {codes}", fix=fix)
    return None
