"""What PyPI asks of a GitHub token (warehouse, oidc/models/github.py).

Two rule sets: PyPI of 2026-08 counts the file that a job stands in, `job_workflow_ref`; its pull
request #20083 counts the file that the run started from, `workflow_ref`.
"""

import re

from . import rule
from .rule import Claims, Forge, Predicate, Publisher, Rule

ISSUER = "https://token.actions.githubusercontent.com"
FILE = re.compile(r"[^/]+\.(yml|yaml)(?=@)")
SPOT = ("repository_owner", "repository_name", "workflow_filename")
FORBIDDEN_EVENT = "pull_request_target"


def from_github(_publisher: Publisher, claims: Claims) -> bool:
    """PyPI has no GitHub Enterprise issuers: find_publisher wants this very address."""
    return claims["iss"] == ISSUER


def repository(publisher: Publisher, _claims: Claims) -> str:
    """OWNER/NAME."""
    return f"{publisher['repository_owner']}/{publisher['repository_name']}"


def finds_repository(publisher: Publisher, claims: Claims) -> bool:
    """Exact. The check after the lookup ignores case, which then makes no difference."""
    wanted = [publisher["repository_owner"], publisher["repository_name"]]
    return rule.text(claims, "repository").split("/", 1) == wanted


def equals(claim: str) -> Predicate:
    """The claim is the field of the same name."""
    return lambda publisher, claims: bool(claims[claim] == publisher[claim])


def names_file(claim: str) -> Predicate:
    """The reference names the publisher's workflow."""
    return lambda publisher, claims: (
        rule.file(claims, claim, FILE) == publisher["workflow_filename"]
    )


def spots(publisher: Publisher, claims: Claims) -> list[str]:
    """The publisher's workflow at the token's own ref, and at its own commit."""
    folder = f"{repository(publisher, claims)}/.github/workflows"
    return rule.places(f"{folder}/{publisher['workflow_filename']}", ("ref", "sha"), claims)


def at_spot(claim: str) -> Predicate:
    """The reference is the publisher's workflow, just where the token is from."""
    return lambda publisher, claims: claims[claim] in spots(publisher, claims)


def spot_words(publisher: Publisher, claims: Claims) -> str:
    """The places that would do."""
    return " or ".join(spots(publisher, claims)) or "a workflow, but ref and sha are both empty"


def workflow(claim: str) -> Rule:
    """The rule for the reference that counts."""
    return Rule(spot_words, names_file(claim), at_spot(claim), SPOT)


def lowered(environment: object) -> str:
    """GitHub does not tell the case of environments apart, and PyPI's form stores lower case."""
    return environment.lower() if isinstance(environment, str) else ""


def fits_environment(publisher: Publisher, claims: Claims) -> bool:
    """The stored name, or none stored; PyPI breaks down over one that is no text."""
    claim = claims.get("environment")
    return (not claim or isinstance(claim, str)) and (
        publisher["environment"] in (lowered(claim), "")
    )


def environment_words(publisher: Publisher, _claims: Claims) -> str:
    """The stored name; one with capitals is never found, see docs/claims.md."""
    stored: str = publisher["environment"]
    never = "; no token will do: PyPI stored capitals, and looks for lower case"
    return f"{stored}{never if stored != stored.lower() else ''}" if stored else "any, or none"


COMMON = {
    "iss": Rule(rule.words(ISSUER), from_github),
    "repository": Rule(repository, finds_repository, needs=SPOT[:2], note="letter case counts"),
    "repository_owner": Rule(
        lambda publisher, _claims: str(publisher["repository_owner"]),
        fits=equals("repository_owner"),
        needs=SPOT[:1],
        note="letter case counts",
    ),
    "repository_owner_id": Rule(
        lambda publisher, _claims: str(publisher["repository_owner_id"]),
        equals("repository_owner_id"),
        needs=("repository_owner_id",),
        note="the number of the account, as text: a new account of an old name has another",
    ),
    "event_name": Rule(
        rule.words(f"anything but {FORBIDDEN_EVENT}"),
        fits=lambda _publisher, claims: claims["event_name"] != FORBIDDEN_EVENT,
    ),
    "environment": Rule(
        environment_words,
        fits=fits_environment,
        needs=("environment",),
        required=False,
        note="letter case does not count in the claim",
    ),
    "ref": rule.PRESENT,
    "sha": rule.PRESENT,
    "jti": rule.TOKEN_ID,
    # PyJWT 2.13, api_jwt.py _validate_sub. PyPI does not compare it (warehouse #19422).
    "sub": Rule(rule.words("text"), fits=rule.is_text("sub"), required=False),
}

TODAY = {**COMMON, "job_workflow_ref": workflow("job_workflow_ref")}
TOP_LEVEL = {**COMMON, "workflow_ref": workflow("workflow_ref"), "job_workflow_ref": rule.PRESENT}


def names_called(publisher: Publisher, claims: Claims) -> bool:
    """An older publisher, named after the file that is called."""
    older = publisher.get("supports_legacy_reusable_workflows", True)
    return bool(older) and names_file("job_workflow_ref")(publisher, claims)


# Where no file fits workflow_ref, the lookup goes by the called file, and the check of workflow_ref
# then refuses what it found: so it is in warehouse #20083 at e782774e, of 2026-06-01.
OLDER = {
    **TOP_LEVEL,
    "workflow_ref": TOP_LEVEL["workflow_ref"]._replace(finds=rule.anyway),
    "job_workflow_ref": Rule(rule.words("to be there"), names_called, needs=SPOT[2:]),
}

KEY = (*SPOT, "environment")
RULESETS = {
    "2026-08": Forge((TODAY,), lowered, KEY, KEY),
    "workflow-ref": Forge((TOP_LEVEL, OLDER), lowered, KEY, KEY),
}
