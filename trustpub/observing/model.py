"""The nouns of looking: Seen, a Repository as it is, and a Difference from what was declared."""

from typing import Any, Literal

from pydantic import Field

from ..model import Forge, Severity, Value

State = Literal["present", "absent", "unknown", "broken"]


class Seen(Value):
    """One object that a forge holds, in the words of the plan's Resource of the same kind."""

    kind: str
    """As in the plan: `github.environment`, `gitlab.protected-tag` ..."""
    name: str
    """As the plan would name it, so that declared and seen meet by kind and name."""
    state: State = "present"
    why: str | None = None
    """Why it is unknown or broken."""
    properties: dict[str, Any] = Field(default_factory=dict)
    """The plan's properties with what is stored; people, teams and groups by name."""
    unseen: dict[str, str] = Field(default_factory=dict)
    """Property -> why the token could not see it: never to be taken for empty."""
    beyond: dict[str, Any] = Field(default_factory=dict)
    """What is stored and has no word in the plan: adopting lists it, auditing judges it."""
    number: int | None = None
    """The forge's id of it, for the engine's import file."""


class Repository(Value):
    """One repository or project, and all of it that matters for releases."""

    forge: Forge
    name: str
    """As the forge writes it now."""
    asked: str | None = None
    """The name it was asked by, where that is another one: it was renamed or moved."""
    state: State = "present"
    why: str | None = None
    number: int | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    """`visibility`, `archived`, `plan` or `tier`, `default_branch`."""
    seen: tuple[Seen, ...] = ()
    unseen: dict[str, str] = Field(default_factory=dict)
    """Kind -> why its list could not be seen in full; every other list is complete, so that what
    is not in `seen` is absent."""


class Difference(Value):
    """A declared setting that is not as declared, or something stored beside what was declared."""

    kind: str
    name: str
    setting: str
    """Path in the resource's properties: `reviewers.users`; `` for the resource itself."""
    state: Literal["differs", "absent", "beside", "unknown"]
    """`beside`: stored, though nothing declares it; `unknown`: it could not be compared."""
    asked: Any = None
    stored: Any = None
    reason: str = ""
    """The likely cause, as a half sentence; for `unknown` why it was not seen."""
    severity: Severity = "error"
