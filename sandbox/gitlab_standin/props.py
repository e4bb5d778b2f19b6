"""How a resource type is described: its properties, and the functions that act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .client import Client
from .errors import StandinError
from .values import Props


@dataclass(frozen=True)
class Prop:
    """One property.

    `need`: `required`; `optional` (left out means none); `both` (optional and computed: left out
    means whatever the server has); `computed` (never an input).
    `default` fills an input that is left out. `keeps`: a computed value that stays known during
    an update. `fields` make it a list of objects, compared by place, or as a set if `unordered`;
    `one_of` are the fields of which each object has exactly one, the first found winning on read.
    `unless`: may not stand beside that field.
    """

    name: str
    type: str = "string"
    need: str = "optional"
    default: Any = None
    values: tuple[str, ...] = ()
    folded: bool = False
    replaces: bool = False
    keeps: bool = False
    fields: tuple["Prop", ...] = ()
    unordered: bool = False
    one_of: tuple[str, ...] = ()
    unless: str = ""

    @property
    def computed(self) -> bool:
        """Whether the server may fill it in."""
        return self.need in ("both", "computed")


@dataclass(frozen=True)
class Kind:
    """One resource type. The functions get plain properties as planned, and give back state."""

    token: str
    props: tuple[Prop, ...]
    create: Callable[[Client, Props], tuple[str, Props]]
    read: Callable[[Client, str, Props], tuple[str, Props] | None]
    update: Callable[[Client, str, Props], Props]
    delete: Callable[[Client, str, Props], None]
    autonamed: str = ""


def never_updated(client: Client, id: str, planned: Props) -> Props:
    """For a type whose every edit replaces."""
    raise NotImplementedError


def split_id(id: str, form: str) -> tuple[str, str]:
    """`project:rest`, cut at the first colon."""
    project, colon, rest = id.partition(":")
    if not (project and colon and rest):
        raise StandinError(f"the id {id!r} has an invalid format; it is {form}")
    return project, rest
