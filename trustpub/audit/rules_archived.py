"""Rules: repositories and projects that are archived.

GitHub docs, "Archiving repositories", and GitLab docs, "Archive a project": all of it is read-only,
so that nobody can push a tag, and no workflow or pipeline runs. Whoever unarchives it finds its
environments, secrets and publishers as they were.
"""

from collections.abc import Iterator

from ..forges.base import rule_id
from .case import Case, Raised, Rule
from .rules_tokens import audit_organisation_token, audit_token_secret

ASLEEP = "it is archived, so nothing runs in it until somebody unarchives it"
REVOKE = "revoke the token on the index: while the repository is archived nothing here needs it"
KEPT_AWAKE = {rule_id(audit_token_secret), rule_id(audit_organisation_token)}
"""A token works on the index whatever becomes of the repository."""


def audit_archived(case: Case) -> Iterator[Raised]:
    """What a config declares is not archived; what else publishes is told to be."""
    if not archived(case) or not (case.declared or case.publishing or case.uploads):
        return
    at = case.page()
    if case.declared:
        found = "the config publishes from it, and it is archived: nothing runs, nothing changes"
        fix = "unarchive it; or give up the config, and remove its publishers on the index"
        yield Raised("repository", "archived", found, fix, "error", at, "the config declares it")
    else:
        found = "it is archived: nothing publishes from it until somebody unarchives it"
        fix = "if it never releases again, remove its publishers on the index"
        yield Raised("repository", "archived", found, fix, "note", at)


def archived(case: Case) -> bool:
    """Whether the forge says so."""
    return bool(case.repository.facts.get("archived"))


def asleep(case: Case, rule: str, one: Raised) -> Raised:
    """What a rule of good practice finds: a weakness of what cannot run is a note."""
    if not archived(case) or one.severity == "note" or rule == rule_id(audit_archived):
        return one
    if rule in KEPT_AWAKE:
        return one._replace(fix=REVOKE)
    return one._replace(severity="note", found=f"{one.found}; {ASLEEP}")


ARCHIVED_RULES: tuple[Rule, ...] = (audit_archived,)
