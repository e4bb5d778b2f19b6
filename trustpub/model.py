"""The nouns: Identity, Problem, Unknown, Resource, Step, Plan. Frozen values, JSON-ready."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Forge = Literal["github", "gitlab"]
Index = Literal["pypi", "testpypi"]
Severity = Literal["error", "warning", "note"]


class Value(BaseModel):
    """Base of every noun: immutable, and closed to fields it does not know."""

    # What is printed always has every field, and the published schemas say so.
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Problem(Value):
    """What is wrong, where, and what to do: rendered as "where: found; fix"."""

    id: str
    """The rule's id: the same in code, docs, tests and output."""
    severity: Severity = "error"
    file: str | None = None
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """Counted from 1."""
    field: str | None = None
    """Path of the field: `publishers[1].environment.name`."""
    found: str
    """What stands there, as a half sentence."""
    fix: str
    """What to do about it, as a half sentence."""
    docs: str | None = Field(default_factory=lambda known: f"docs/rules.md#{known['id']}")
    """Where the rule is explained."""

    def where(self) -> str:
        """`release.yaml:12:5 publishers[1].environment`, as much of it as is known."""
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        place = ":".join([self.file or "", *numbers]).strip(":")
        return " ".join(part for part in (place, self.field) if part)

    def sentence(self) -> str:
        """`where: found; fix`."""
        where = self.where()
        return f"{where}: {self.found}; {self.fix}" if where else f"{self.found}; {self.fix}"


class Unknown(Value):
    """Something that could not be looked at: never to be taken for fine."""

    what: str
    why: str


class Identity(Value):
    """Who may publish: the five slots that every forge fills."""

    forge: Forge
    issuer: str
    """URL of the OIDC issuer."""
    namespace: str
    """GitHub owner, or GitLab group path with subgroups."""
    project: str
    """Name of the repository, without its namespace."""
    workflow: str
    """GitHub: bare file name. GitLab: path of the top-level pipeline file."""
    environment: str | None
    """As declared; None when any or no environment is meant."""


class Resource(Value):
    """One object that a forge or an index shall hold, by kind and name."""

    kind: str
    """`github.environment`, `github.tag-policy`, `pypi.publisher` ..."""
    name: str
    """Unique within its kind, and readable: it is what the engine prints."""
    properties: dict[str, Any]


class StepField(Value):
    """One value a person sees or types on a page."""

    label: str
    value: str


class Step(Value):
    """What a person must do: recognised as done by evidence, never by being told."""

    id: str
    title: str
    links: dict[str, str]
    """By the case in which each applies; one where there is nothing to tell apart."""
    fields: tuple[StepField, ...] = ()
    done_when: str


class Plan(Value):
    """All that shall be: resources for machines, steps for people."""

    project: str
    resources: tuple[Resource, ...] = ()
    steps: tuple[Step, ...] = ()

    def of(self, *kinds: str) -> tuple[Resource, ...]:
        """The resources of these kinds, in their order."""
        return tuple(r for r in self.resources if r.kind in kinds)
