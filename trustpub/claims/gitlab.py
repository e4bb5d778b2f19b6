"""What PyPI asks of a GitLab token (warehouse, oidc/models/gitlab.py)."""

import re

from . import github, rule
from .rule import Claims, Forge, Publisher, Rule

# warehouse, oidc/utils.py OIDC_ISSUER_SERVICE_NAMES: these never lead to a GitLab publisher.
FOREIGN = (
    github.ISSUER,
    "https://accounts.google.com",
    "https://platform.activestate.com/api/v1/oauth/oidc",
)
FILE = re.compile(r"(?<=//)(.*[^/]\.(yml|yaml))(?=@)")
PATH = ("namespace", "project")
SPOT = ("issuer_url", *PATH, "workflow_filepath")


def from_issuer(publisher: Publisher, claims: Claims) -> bool:
    """Exact: gitlab.com, or the instance that the publisher was registered with."""
    return claims["iss"] == publisher["issuer_url"] and claims["iss"] not in FOREIGN


def path(publisher: Publisher, _claims: Claims) -> str:
    """GROUP/SUBGROUP/PROJECT."""
    return f"{publisher['namespace']}/{publisher['project']}"


def finds_project(publisher: Publisher, claims: Claims) -> bool:
    """Without regard to case."""
    wanted: list[str] = [publisher[name].lower() for name in PATH]
    return rule.text(claims, "project_path").lower().rsplit("/", 1) == wanted


def subject(publisher: Publisher, claims: Claims) -> str:
    """How the claim begins."""
    return f"project_path:{path(publisher, claims)}"


def fits_subject(publisher: Publisher, claims: Claims) -> bool:
    """Only its first two parts, without regard to case."""
    wanted = subject(publisher, claims).lower().split(":")
    return rule.text(claims, "sub").lower().split(":")[:2] == wanted


def finds_file(publisher: Publisher, claims: Claims) -> bool:
    """The reference names the publisher's pipeline file."""
    return bool(rule.file(claims, "ci_config_ref_uri", FILE) == publisher["workflow_filepath"])


def spots(publisher: Publisher, claims: Claims) -> list[str]:
    """The publisher's pipeline file at the token's own ref, and at its own commit."""
    host = publisher["issuer_url"].removeprefix("https://")
    where = f"{host}/{path(publisher, claims)}//{publisher['workflow_filepath']}"
    return rule.places(where, ("ref_path", "sha"), claims)


def at_spot(publisher: Publisher, claims: Claims) -> bool:
    """The reference is just that, in every letter."""
    return claims["ci_config_ref_uri"] in spots(publisher, claims)


def spot_words(publisher: Publisher, claims: Claims) -> str:
    """The places that would do."""
    return " or ".join(spots(publisher, claims)) or "a file, but ref_path and sha are both empty"


def exact(environment: object) -> str:
    """GitLab tells the case of environments apart."""
    return environment if isinstance(environment, str) else ""


def fits_environment(publisher: Publisher, claims: Claims) -> bool:
    """The stored name, or none stored."""
    return publisher["environment"] in (exact(claims.get("environment")), "")


TODAY = {
    "iss": Rule(
        lambda publisher, _claims: str(publisher["issuer_url"]),
        from_issuer,
        needs=("issuer_url",),
    ),
    "project_path": Rule(path, finds_project, needs=PATH, note="letter case does not count"),
    "sub": Rule(
        subject,
        fits=fits_subject,
        needs=PATH,
        note="letter case does not count, nor what follows a second colon",
    ),
    "ci_config_ref_uri": Rule(
        spot_words, finds_file, at_spot, needs=SPOT, note="letter case counts in every part"
    ),
    "environment": Rule(
        lambda publisher, _claims: publisher["environment"] or "any, or none",
        fits=fits_environment,
        needs=("environment",),
        required=False,
        note="letter case counts",
    ),
    "ref_path": Rule(rule.words("not to be empty"), fits=rule.is_filled("ref_path")),
    "sha": Rule(rule.words("not to be empty"), fits=rule.is_filled("sha")),
    "jti": rule.TOKEN_ID,
}

KEY = (*PATH, "workflow_filepath", "environment")
RULES = Forge((TODAY,), exact, KEY, (*KEY, "issuer_url"))
RULESETS = {"2026-08": RULES, "workflow-ref": RULES}
