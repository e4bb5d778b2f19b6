"""One publisher, looked at: where to register it, what to compare, how far it has come."""

from collections.abc import Mapping

from trustpub.indexes.observation import Observation, absent
from trustpub.model import Identity, Index, Value

from .client import latest_provenance, project_exists
from .drivers import DRIVERS, Target
from .evidence import publisher_state
from .links import fills_in, form_fields
from .sites import Site, site

TABS = {"github": "GitHub", "gitlab": "GitLab"}
"""Of the pages for new projects, which take no values from a link."""


class Look(Value):
    """What one look at an index says of one publisher. No dates: nothing new, nothing changed."""

    link: str
    checklist: tuple[str, ...]
    state: str
    evidence: str


def look(
    index: Index,
    project: str,
    identity: Identity,
    environ: Mapping[str, str],
    organization: str | None = None,
) -> Look:
    """Ask the index (reads only) and put together what it means."""
    where = site(index, environ)
    existing = project_exists(where.url, project)
    provenance = existing
    if existing.state == "present":
        provenance = latest_provenance(where.url, project)
    elif existing.state == "absent":
        provenance = absent(existing.what, f"{where.title} has no project {project} yet")
    return interpret(where, project, identity, existing, provenance, organization)


def interpret(
    where: Site,
    project: str,
    identity: Identity,
    existing: Observation,
    provenance: Observation,
    organization: str | None = None,
) -> Look:
    """Observations -> Look."""
    state, evidence = publisher_state(identity, provenance)
    exists = {"present": True, "absent": False}.get(existing.state)
    target = Target(
        site=where, project=project, exists=exists, identity=identity, organization=organization
    )
    link = DRIVERS["browser"](target, None).link
    return Look(
        link=link,
        checklist=tuple(checklist(where, project, identity, exists, link)),
        state=state,
        evidence=evidence.sentence,
    )


def checklist(
    where: Site, project: str, identity: Identity, exists: bool | None, link: str
) -> list[str]:
    """What a person does, line by line."""
    fields = form_fields(identity, None if exists else project, where.title)
    how = "compare" if fills_in(exists) else "type"
    first = f"open {link}"
    if exists is None:
        first += " (whether the project exists could not be seen: its page may be another one)"
    tab = [] if fills_in(exists) else [f"choose the tab {TABS[identity.forge]}"]
    return [
        first,
        *tab,
        *(f"{how} {field.label}: {field.value}" for field in fields),
        "press Add" if exists is not False else "press Add (a pending publisher, for 30 days)",
        f"done when a file on {where.title} carries a provenance by exactly this publisher",
    ]
