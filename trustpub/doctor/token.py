"""A pasted OIDC token -> its claims. Neither verified nor kept: the signature is not looked at."""

import base64
import binascii
import json
from datetime import UTC, datetime

from ..claims.verdict import shown
from .model import Claims, Diagnosis, Evidence
from .redact import redact

LEEWAY = 30  # warehouse, oidc/services.py _JWT_LEEWAY
ALGORITHM = "RS256"  # warehouse, oidc/services.py verify_jwt_signature
NOT_ONE = Diagnosis(
    id="token-malformed",
    sentence="this is no OIDC token: a JWT has three parts of base64 with dots between them",
    place="workflow",
    fix="pass on the whole token that the forge gave the job; PyPI's and GitHub's own tokens "
    "begin otherwise",
)


def read_token(text: str, now: float) -> Evidence:
    """The claims of a token, and what is wrong with it as a token."""
    parts = text.strip().strip("\"'").split(".")
    header, claims = (part_of(part) for part in parts[:2]) if len(parts) == 3 else (None, None)
    if header is None or claims is None:
        return Evidence("token", partial=True, diagnoses=(NOT_ONE,))
    return Evidence("token", claims, diagnoses=(*head(header), *times(claims, now)))


def part_of(part: str) -> Claims | None:
    """One part, if it is an object in base64."""
    try:
        raw = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
        found = json.loads(raw)
    except (binascii.Error, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def head(header: Claims) -> list[Diagnosis]:
    """What PyPI asks of the header."""
    found = shown(header.get("alg"))
    if found == ALGORITHM and isinstance(header.get("kid"), str):
        return []
    return [
        Diagnosis(
            id="token-signature",
            expected=f"{ALGORITHM} and the id of a key",
            found=redact(found or "none"),
            sentence="the token is not signed the way PyPI asks for",
            place="workflow",
            fix="use the token that the forge gave the job, not one made by hand",
        )
    ]


def times(claims: Claims, now: float) -> list[Diagnosis]:
    """Whether it is the token's time; a claim that has to be there and is not is named."""
    found = [missing(name) for name in ("aud", "exp", "iat") if claims.get(name) is None]
    end = seconds(claims.get("exp"))
    if claims.get("exp") is not None and (end is None or end + LEEWAY <= now):
        found.append(expired(end))
    if begins_later(claims, now):
        found.append(EARLY)
    return found


def seconds(value: object) -> float | None:
    """A time claim as a number, if it is one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        return None
    return float(value)


def begins_later(claims: Claims, now: float) -> bool:
    """Whether a time at which it begins is none, or is yet to come."""
    starts = [claims[name] for name in ("iat", "nbf") if claims.get(name) is not None]
    return any((start := seconds(each)) is None or start - LEEWAY > now for each in starts)


def expired(end: float | None) -> Diagnosis:
    """PyPI would not take it now."""
    when = "exp is no time" if end is None else f"the token ended at {clock(end)}"
    return Diagnosis(
        id="token-expired",
        severity="warning",
        claim="exp",
        sentence=f"{when}: PyPI does not take it any more",
        place="workflow",
        fix="if the job itself used it so late, ask for the token just before the upload; a "
        "token that is only pasted here may be old",
    )


def clock(moment: float) -> str:
    """A moment in UTC."""
    if not 0 <= moment < 4e9:
        return "no sensible time"
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%SZ")


EARLY = Diagnosis(
    id="token-early",
    severity="warning",
    claim="iat",
    sentence="the token begins in the future, or at no time at all",
    place="forge",
    fix="set the clock of the runner or of the GitLab instance right, and that of this machine",
)


def missing(claim: str) -> Diagnosis:
    """A claim without which no token is taken."""
    return Diagnosis(
        id="claim-missing",
        claim=claim,
        expected="to be there",
        sentence=f"the token has no claim {claim}",
        place="forge",
        fix="use the token that the forge made for the job, not another kind of token",
    )
