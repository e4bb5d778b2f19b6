"""Which stored publisher a token belongs to, and whether it may use it.

After warehouse, oidc/models/github.py and gitlab.py: presence of claims, lookup of one publisher,
then its checks; no second publisher is tried when the found one fails.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from .model import Publisher

Claims = Mapping[str, Any]
GITHUB_ISSUER = "https://token.actions.githubusercontent.com"
GITHUB_FILE = re.compile(r"([^/]+\.(yml|yaml))(?=@)")
GITLAB_FILE = re.compile(r"(?<=//)(.*[^/]\.(yml|yaml))(?=@)")
WANTED_CLAIMS = {
    "github": (
        "repository",
        "repository_owner",
        "repository_owner_id",
        "job_workflow_ref",
        "jti",
        "event_name",
        "ref",
        "sha",
    ),
    "gitlab": ("sub", "project_path", "ci_config_ref_uri", "jti", "ref_path", "sha"),
}


class Unfit(Exception):
    """No publisher fits the token; the text is the end of PyPI's message."""


class Reused(Exception):
    """The token has been exchanged before."""


def owner_id(login: str) -> str:
    """The number of a GitHub account, the same wherever the sandbox needs it."""
    return str(crc32(login.lower().encode()))


def find_publisher(
    provider: str, stored: Iterable[Publisher], claims: Claims, used: Iterable[str]
) -> Publisher:
    """The publisher of these claims; raises Unfit or Reused."""
    missing = [name for name in WANTED_CLAIMS[provider] if claims.get(name) is None]
    if missing:
        raise Unfit(f"Missing claim {missing[0]!r}")
    candidates = [p for p in stored if p.provider == provider]
    if provider == "github":
        environment = (claims.get("environment") or "").lower()
        found = pick(github_candidates(candidates, claims), environment)
        check_github(found, claims, used)
    else:
        found = pick(gitlab_candidates(candidates, claims), claims.get("environment") or "")
        check_gitlab(found, claims, used)
    return found


def pick(candidates: list[Publisher], environment: str) -> Publisher:
    """The one of just this environment, else the one without, else none."""
    for wanted in (environment, ""):
        for publisher in candidates:
            if publisher.values["environment"] == wanted:
                return publisher
    raise Unfit("Publisher with matching claims was not found")


def github_candidates(stored: list[Publisher], claims: Claims) -> list[Publisher]:
    """Exact in owner, name, owner's number and file."""
    file = GITHUB_FILE.search(claims["job_workflow_ref"])
    if not file:
        raise Unfit("Could not job extract workflow filename from OIDC claims")
    wanted = (claims["repository"], claims["repository_owner_id"], file[0])
    return [p for p in stored if (p.repository(), owner_id(p.values["owner"]), p.title()) == wanted]


def check_github(publisher: Publisher, claims: Claims, used: Iterable[str]) -> None:
    """The checks in warehouse's order."""
    if claims["repository_owner"] != publisher.values["owner"]:
        raise Unfit("Check failed for required claim 'repository_owner'")
    where = f"{publisher.repository()}/.github/workflows/{publisher.title()}"
    refs = [ref for ref in (claims["ref"], claims["sha"]) if ref]
    if not refs:
        raise Unfit("The ref and sha claims are empty")
    check_ref("job_workflow_ref", where, refs, claims)
    check_unused(claims, used)
    if claims["event_name"] == "pull_request_target":
        raise Unfit(
            "Publishing from a workflow invoked via 'pull_request_target' is not supported."
        )


def gitlab_candidates(stored: list[Publisher], claims: Claims) -> list[Publisher]:
    """Exact in issuer and file; the path of the project has no case."""
    file = GITLAB_FILE.search(claims["ci_config_ref_uri"])
    if not file:
        raise Unfit("Could not extract workflow filename from OIDC claims")
    wanted = (claims["project_path"].lower(), file[0], claims["iss"])
    return [
        p for p in stored if (p.repository().lower(), p.title(), p.values["issuer_url"]) == wanted
    ]


def check_gitlab(publisher: Publisher, claims: Claims, used: Iterable[str]) -> None:
    """The checks in warehouse's order."""
    subject = ":".join(claims["sub"].split(":")[:2]).lower()
    if subject != f"project_path:{publisher.repository()}".lower():
        raise Unfit("Check failed for required claim 'sub'")
    if not (claims["ref_path"] and claims["sha"]):
        raise Unfit("The ref_path and sha claims are empty")
    host = publisher.values["issuer_url"].removeprefix("https://")
    where = f"{host}/{publisher.repository()}//{publisher.title()}"
    check_ref("ci_config_ref_uri", where, [claims["ref_path"], claims["sha"]], claims)
    check_unused(claims, used)


def check_ref(name: str, where: str, refs: list[str], claims: Claims) -> None:
    """The file at the very ref or commit that the token is about."""
    expected = sorted({f"{where}@{ref}" for ref in refs})
    if claims[name] not in expected:
        raise Unfit(
            f"The {name} claim does not match, expecting one of {expected!r}, got {claims[name]!r}"
        )


def check_unused(claims: Claims, used: Iterable[str]) -> None:
    """A token is good for one exchange."""
    if claims["jti"] in used:
        raise Reused
