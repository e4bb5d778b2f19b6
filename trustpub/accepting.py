"""A word for a change that weakens a gate: the `accept:` of a release config."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from .section import Section

Risk = Literal[
    "preview-reviewers-emptied",
    "preview-reviewer-removed",
    "preview-reviewer-added",
    "preview-self-review",
    "preview-admin-bypass",
    "preview-wait-timer",
    "preview-approvals-lowered",
    "preview-deployers-widened",
    "preview-environment-opened",
    "preview-environment-unguarded",
    "preview-environment-deleted",
    "preview-refs-widened",
    "preview-manual-start",
    "preview-tag-unprotected",
    "preview-tag-creators",
    "preview-publisher-added",
    "preview-publisher-changed",
    "preview-publisher-anywhere",
    "preview-organization",
    "preview-proposal-off",
    "preview-repository-changed",
    "preview-project-dropped",
    "preview-base-unknown",
]
"""Ids of the rules in `trustpub/preview`, which a config may name."""
DAY = r"\d{4}-\d{2}-\d{2}"


def day(value: Any) -> Any:
    """A day as YAML reads it, or the same in quotes."""
    if isinstance(value, str) and re.fullmatch(DAY, value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if type(value) is not date:
        raise ValueError("is no day; write it as 2026-12-31")
    return value


def saying(value: Any) -> Any:
    """Text that says something; what is no text is left to the model."""
    if isinstance(value, str) and not value.strip():
        raise ValueError("says nothing; write why the change is right")
    return value


Day = Annotated[
    date,
    BeforeValidator(day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{DAY}$"}),
]
Said = Annotated[str, BeforeValidator(saying), WithJsonSchema({"type": "string", "pattern": r"\S"})]


class Accept(Section):
    """Lets a change that weakens a gate pass `trustpub preview --fail-on risk`."""

    risk: Risk
    """Id of the one rule that it is about, as `trustpub preview` prints it."""
    reason: Said
    """Why the change is right: it stands on top of the preview."""
    until: Day
    """The last day (UTC) on which it counts, at most 366 days ahead."""
    where: str | None = None
    """What it is about, as the preview calls it: `environment pypi`; left out: all of it."""
