"""An Identity as the publisher that PyPI stores once it is registered."""

from ..indexes.pypi.identity import stored_environment
from ..model import Identity
from .github import ISSUER


def publisher_of(
    identity: Identity, *, owner_id: str | None = None, owner: str | None = None
) -> dict[str, str]:
    """By PyPI's own names.

    PyPI asks GitHub for the number of the account, and stores the account as GitHub spells it.
    Where `owner_id` is not given, a verdict says so and accepts nothing; `owner` is that spelling.
    """
    if identity.forge == "gitlab":
        return {"namespace": identity.namespace, "project": identity.project} | {
            "workflow_filepath": identity.workflow.strip(),
            "environment": stored_environment(identity),
            "issuer_url": identity.issuer,
        }
    if identity.issuer != ISSUER:
        raise ValueError(f"PyPI takes GitHub tokens from {ISSUER} only, not {identity.issuer}")
    number = {} if owner_id is None else {"repository_owner_id": owner_id}
    return {"repository_owner": owner or identity.namespace, **number} | {
        "repository_name": identity.project,
        "workflow_filename": identity.workflow.strip(),
        "environment": stored_environment(identity),
    }
