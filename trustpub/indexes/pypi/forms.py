"""What PyPI's registration forms refuse, before anybody types it there."""

from collections.abc import Collection, Mapping

from ...model import Forge, Problem
from . import form_github, form_gitlab
from .form_gitlab import GITLAB_ISSUER, issuer_choice, issuer_required
from .form_project import PROJECT
from .rule import Field, Rule


def form(kind: Forge, issuers: Collection[str]) -> dict[str, Field]:
    """The fields of one form by PyPI's names for them, in the order of its page."""
    if kind == "github":
        return {"project_name": PROJECT, **form_github.FIELDS}
    issuer = Field((issuer_choice(issuers),), issuer_required)
    return {"project_name": PROJECT, **form_gitlab.FIELDS, "issuer_url": issuer}


def form_problems(
    kind: Forge,
    fields: Mapping[str, str | None],
    issuers: Collection[str] = (GITLAB_ISSUER,),
) -> list[Problem]:
    """Every reason PyPI would give against these values; none means that the form takes them.

    Without the key `project_name` the project exists already. `issuers` are the GitLab
    instances that the page offers: more than gitlab.com only where an organization has them.
    """
    known = form(kind, issuers)
    strangers = sorted(set(fields) - set(known))
    if strangers:
        raise ValueError(f"PyPI's {kind} form has no field {strangers[0]!r}")
    # The pages carry issuer_url as a hidden field, and project_name only for a new project.
    values = {"issuer_url": GITLAB_ISSUER, **fields}
    return [
        broken.problem(name, values.get(name) or "")
        for name, field in known.items()
        if name != "project_name" or name in fields
        for broken in field.broken(values.get(name))
    ]


def rules() -> tuple[Rule, ...]:
    """Every rule, for the reference page."""
    fields = [*form("github", ()).values(), *form("gitlab", ()).values()]
    found = [r for f in fields for r in (*([f.required] if f.required else []), *f.rules)]
    return tuple({r.id: r for r in found}.values())
