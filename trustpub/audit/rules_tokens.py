"""Rules: tokens that are kept beside a publisher, and subjects that say too little."""

import re
from collections.abc import Iterator

from .case import Case, Raised, Rule
from .places import secrets_page
from .unseen import may_publish

TOKEN = re.compile(
    r"PYPI|TWINE_(?:PASSWORD|USERNAME)|UV_PUBLISH_(?:TOKEN|PASSWORD)|HATCH_INDEX_AUTH"
    r"|FLIT_PASSWORD|PDM_PUBLISH_PASSWORD|MATURIN_PASSWORD",
    re.IGNORECASE,
)
"""Names of what uploads to an index: the variables of the tools, and what people call a token."""
ORGANISATION = "organisation"


def audit_token_secret(case: Case) -> Iterator[Raised]:
    """No token for the index is kept where a publisher does without."""
    for where, name in tokens(case):
        if where != ORGANISATION and not case.repository.facts.get("account"):
            place = "the repository" if where == "repository" else where.replace("/", " ")
            found = f"{name} is kept in {place}, and by its name it is a token for an index"
            fix = "once releases go by the publisher, delete it, and revoke the token on the index"
            start = "" if where == "repository" else f"{where}/"
            at = secrets_page(case.sites, case.repository)
            why = "tools prefer a token to the publisher, and a token works from everywhere"
            yield Raised(f"{start}secret/{name}", "", found, fix, "warning", at, why)


def audit_organisation_token(case: Case) -> Iterator[Raised]:
    """No token for the index reaches many repositories."""
    for where, name in tokens(case):
        account = bool(case.repository.facts.get("account"))
        if account or where == ORGANISATION:
            reach = REACH.get(where, "reaches this repository from its organisation")
            found = f"{name} {reach}, and by its name it is a token for an index"
            fix = "give each project a publisher of its own, then delete it and revoke the token"
            at = secrets_page(case.sites, case.repository)
            why = "one repository that is taken over can then publish all projects of the token"
            yield Raised(f"shared-secret/{name}", "", found, fix, "warning", at, why)


REACH = {
    "all": "reaches every repository of the organisation",
    "private": "reaches every private repository of the organisation",
    "selected": "reaches the repositories that were selected for it",
    "group": "reaches every project of the group and of the groups below it",
}
"""GitHub's `visibility` of a secret of an organisation; variables of a group of GitLab."""


def audit_wide_subject(case: Case) -> Iterator[Raised]:
    """The subject of the ID token tells which repository asks, and for what."""
    subject = case.repository.facts.get("subject")
    if not case.publishing or not subject or subject.get("use_default", True):
        return
    keys = [str(key) for key in subject.get("keys", ())]
    wanted = GITLAB_PARTS if case.repository.forge == "gitlab" else GITHUB_PARTS
    lacks = [what for what, names in wanted.items() if not names & set(keys)]
    if lacks:
        found = f"the subject is made of {', '.join(keys) or 'nothing'}: it tells no {lacks[0]}"
        fix = "put it in, or go back to the default; PyPI looks at other claims, clouds at this one"
        at = case.page()
        why = "whoever trusts the subject alone trusts more jobs than are meant"
        yield Raised("subject", lacks[0], found, fix, "warning", at, why)


GITHUB_PARTS = {
    "repository": {"repo", "repository", "repository_id", "job_workflow_ref", "workflow_ref"},
    "environment or ref": {"context", "environment", "ref", "job_workflow_ref", "workflow_ref"},
}
"""GitHub docs, "OpenID Connect reference", claims; `repo` and `context` are the default."""
GITLAB_PARTS = {
    "project": {"project_path"},
    "environment or ref": {"ref", "environment_protected", "deployment_tier"},
}
"""GitLab REST, "Projects", ci_id_token_sub_claim_components."""


def tokens(case: Case) -> list[tuple[str, str]]:
    """Where and name of secrets that are tokens by their names, if something publishes here."""
    account = case.repository.facts.get("account")
    if not account and not may_publish(case):
        return []
    kept = case.repository.facts.get("secrets", ())
    return [(one["where"], one["name"]) for one in kept if TOKEN.search(one["name"])]


TOKEN_RULES: tuple[Rule, ...] = (
    audit_token_secret,
    audit_organisation_token,
    audit_wide_subject,
)
