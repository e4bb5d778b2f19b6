"""The page on which a person registers a publisher, and what stands on it."""

from urllib.parse import quote, urlencode

from ...model import Identity, StepField
from .form_gitlab import GITLAB_ISSUER
from .identity import form_values
from .normal import normal_name

# warehouse, templates/manage/project/publishing.html and manage/account/publishing.html
LABELS = {
    "github": {
        "owner": "Owner",
        "repository": "Repository name",
        "workflow_filename": "Workflow name",
        "environment": "Environment name",
    },
    "gitlab": {
        "namespace": "Namespace",
        "project": "Project name",
        "workflow_filepath": "Top-level pipeline file path",
        "environment": "Environment name",
        "issuer_url": "GitLab instance",
    },
}


def registration_link(
    site_url: str,
    project: str,
    exists: bool | None,
    identity: Identity,
    organization: str | None = None,
) -> str:
    """The page to register on, with the values in its query.

    A project that is not known to exist gets the page for new ones: should it exist after all,
    that page says so and links to the right one.
    """
    values = form_values(identity, None if exists else project)
    query = {"provider": identity.forge, **{k: v for k, v in values.items() if v}}
    page = page_path(project, exists, organization)
    return f"{site_url.rstrip('/')}{page}?{urlencode(query, quote_via=quote, safe='')}"


def page_path(project: str, exists: bool | None, organization: str | None) -> str:
    """warehouse, routes.py: manage.{project.settings,organization,account}.publishing."""
    if exists:
        return f"/manage/project/{normal_name(project)}/settings/publishing/"
    if organization:
        return f"/manage/organization/{quote(organization, safe='')}/publishing/"
    return "/manage/account/publishing/"


def fills_in(exists: bool | None) -> bool:
    """Whether the page takes its values from the query; if not, they have to be typed.

    Only the page of an existing project does (warehouse, manage/views/oidc_publishers.py); the
    pages for new ones ignore the query (accounts/views.py, manage/views/organizations.py).
    """
    return bool(exists)


def form_fields(
    identity: Identity, project: str | None = None, site_title: str = "PyPI"
) -> tuple[StepField, ...]:
    """The form in the order and with the labels of the page; `project` only for a new one."""
    labels = LABELS[identity.forge]
    values = form_values(identity)
    # The page shows the instance only where there is a choice.
    if values.get("issuer_url") == GITLAB_ISSUER:
        del values["issuer_url"]
    fields = tuple(StepField(label=labels[k], value=v) for k, v in values.items())
    if project is None:
        return fields
    # GitHub's form names the site, GitLab's says PyPI on TestPyPI too.
    title = site_title if identity.forge == "github" else "PyPI"
    return (StepField(label=f"{title} Project Name", value=project), *fields)
