"""The JSON documents that commands print: typed, with a name and a version each."""

from typing import Literal

from pydantic import Field

from .model import Plan, Problem, Unknown, Value


class Document(Value):
    """What every JSON document has."""

    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()


class CheckSchema(Value):
    """Name and version of what `trustpub check` prints."""

    name: Literal["trustpub.check"] = "trustpub.check"
    version: Literal[1] = 1


class CheckDocument(Document):
    """What `trustpub check --format json` prints."""

    header: CheckSchema = Field(default=CheckSchema(), alias="schema")
    file: str


class PlanSchema(Value):
    """Name and version of what `trustpub plan` prints."""

    name: Literal["trustpub.plan"] = "trustpub.plan"
    version: Literal[1] = 1


class PlanDocument(Document):
    """What `trustpub plan --format json` prints; `plan` is null where errors forbid one."""

    header: PlanSchema = Field(default=PlanSchema(), alias="schema")
    file: str
    plan: Plan | None


DOCUMENTS: dict[str, type[Document]] = {"check": CheckDocument, "plan": PlanDocument}
"""By the name under which `trustpub schema NAME` prints their JSON Schema."""
