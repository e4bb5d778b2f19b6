"""An Identity in PyPI's words: the values of its forms, and what it stores of them."""

from ...model import Identity

NAMES = {
    "github": ("owner", "repository", "workflow_filename", "environment"),
    "gitlab": ("namespace", "project", "workflow_filepath", "environment"),
}


def form_values(identity: Identity, project: str | None = None) -> dict[str, str]:
    """The form's fields by PyPI's names; `project` only where it shall be created."""
    slots = (identity.namespace, identity.project, identity.workflow, identity.environment or "")
    values = dict(zip(NAMES[identity.forge], slots, strict=True))
    if identity.forge == "gitlab":
        values["issuer_url"] = identity.issuer
    return values if project is None else {"project_name": project, **values}


def stored_environment(identity: Identity) -> str:
    """The environment as PyPI keeps it; empty when any will do."""
    name = identity.environment or ""
    if identity.forge == "github":
        return name.lower()
    # warehouse, oidc/forms/gitlab.py normalized_environment
    return "" if name.isspace() else name


def publisher_key(identity: Identity) -> tuple[str, str, str, str, str]:
    """Two identities with one key are one publisher to PyPI.

    It is the constraint of warehouse, oidc/models/github.py and gitlab.py: the issuer is not
    part of it. A GitHub owner is stored as GitHub spells it, so case cannot tell two apart.
    """
    github = identity.forge == "github"
    return (
        identity.forge,
        identity.namespace.lower() if github else identity.namespace,
        identity.project,
        identity.workflow.strip(),
        stored_environment(identity),
    )
