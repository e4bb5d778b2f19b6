"""The pages a person opens beside the forms: on the index, and on the forge."""

from urllib.parse import quote

from ..indexes.pypi.normal import normal_name
from ..indexes.pypi.sites import Site
from ..model import Identity
from .model import Link


def project_page(where: Site, project: str) -> Link:
    """The project as everybody sees it."""
    url = f"{where.url}/project/{normal_name(project)}/"
    return Link(title=f"{project} on {where.title}", url=url)


def manage_page(where: Site, project: str, part: str, title: str) -> Link:
    """A page of the project's settings (warehouse, routes.py: manage.project.*)."""
    url = f"{where.url}/manage/project/{normal_name(project)}/{part}/"
    return Link(title=f"{title} on {where.title}", url=url)


def account_page(where: Site) -> Link:
    """Second factor, addresses and API tokens (warehouse, routes.py: manage.account)."""
    return Link(title=f"account on {where.title}", url=f"{where.url}/manage/account/")


def repository_url(identity: Identity) -> str:
    """The repository on its forge; PyPI knows GitHub at one address only."""
    host = "https://github.com" if identity.forge == "github" else identity.issuer.rstrip("/")
    return f"{host}/{quote(identity.namespace)}/{quote(identity.project)}"


def runs_page(identity: Identity) -> Link:
    """Where the workflow's runs are seen and started."""
    if identity.forge == "github":
        path = f"actions/workflows/{quote(identity.workflow)}"
        return Link(title=f"runs of {identity.workflow}", url=f"{repository_url(identity)}/{path}")
    return Link(title="pipelines", url=f"{repository_url(identity)}/-/pipelines")


def secrets_page(identity: Identity) -> Link:
    """Where tokens used to be kept for the workflow."""
    github = identity.forge == "github"
    path = "settings/secrets/actions" if github else "-/settings/ci_cd"
    title = "Actions secrets" if github else "CI/CD variables"
    return Link(title=f"{title} of {place(identity)}", url=f"{repository_url(identity)}/{path}")


def people_page(identity: Identity) -> Link:
    """Who has which role."""
    path = "settings/access" if identity.forge == "github" else "-/project_members"
    return Link(title=f"people of {place(identity)}", url=f"{repository_url(identity)}/{path}")


def place(identity: Identity) -> str:
    """`octo-org/sampleproject`."""
    return f"{identity.namespace}/{identity.project}"
