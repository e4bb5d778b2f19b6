"""PyPI: a declared publisher -> what its forms say to it, its resource, and its step."""

from collections.abc import Iterator, Mapping

from ...forges.base import DeclaredPublisher
from ...model import Identity, Problem, Resource, Step
from .forms import form_problems
from .identity import form_values, publisher_key, stored_environment
from .links import form_fields, registration_link
from .sites import site

PLACES = {
    "project_name": "project",
    "owner": "github.repository",
    "repository": "github.repository",
    "workflow_filename": "{workflow}",
    "namespace": "gitlab.repository",
    "project": "gitlab.repository",
    "workflow_filepath": "{workflow}",
    "issuer_url": "gitlab.issuer",
    "environment": "{field}.environment.name",
}
"""PyPI's form field -> field of the config."""

ONLY_NEW = ("pypi-project-name-stdlib",)
"""Rules that hold for new projects only: whether this one is new is not to be known offline."""


def key(identity: Identity) -> object:
    """What PyPI holds unique."""
    return publisher_key(identity)


def problems(publisher: DeclaredPublisher) -> Iterator[Problem]:
    """What PyPI's form would refuse, placed in the config."""
    identity = publisher.identity
    values = form_values(identity, publisher.project)
    # Self-managed issuers are registered with PyPI by organisation: not to be known offline.
    for problem in form_problems(identity.forge, values, issuers=(identity.issuer,)):
        place = PLACES[problem.field or ""].format(
            field=publisher.field, workflow=publisher.workflow_field
        )
        update = {"field": place, "docs": f"docs/rules.md#{problem.id}"}
        if problem.id in ONLY_NEW:
            update |= {"severity": "warning", "found": f"{problem.found} for a new project"}
        yield problem.model_copy(update=update)


def resource_name(publisher: DeclaredPublisher) -> str:
    """`pypi/sampleproject/github/octo-org/sampleproject/pypi`: the environment comes last."""
    identity = publisher.identity
    environment = stored_environment(identity) or "-"
    return "/".join(
        (
            publisher.index,
            publisher.project,
            identity.forge,
            identity.namespace,
            identity.project,
            environment,
        )
    )


def resource(publisher: DeclaredPublisher) -> Resource:
    """The publisher as the engine shall hold it."""
    identity = publisher.identity
    return Resource(
        kind="pypi.publisher",
        name=resource_name(publisher),
        properties={
            "index": publisher.index,
            "project": publisher.project,
            **identity.model_dump(exclude={"project"}),
            "environment": stored_environment(identity),
            "repository": identity.project,
            "organization": publisher.organization or "",
        },
    )


def step(publisher: DeclaredPublisher, environ: Mapping[str, str]) -> Step:
    """Registering the publisher by hand; which link applies is known only by asking the index."""
    where = site(publisher.index, environ)
    identity = publisher.identity
    links = {
        "new project (type the values)": registration_link(
            where.url, publisher.project, False, identity, publisher.organization
        ),
        "existing project": registration_link(where.url, publisher.project, True, identity),
    }
    return Step(
        id=f"register:{resource_name(publisher)}",
        title=f"Register the publisher of {publisher.project} on {where.title}",
        links=links,
        fields=form_fields(identity, publisher.project, where.title),
        done_when=f"a file on {where.title} carries a provenance by exactly this publisher",
    )
