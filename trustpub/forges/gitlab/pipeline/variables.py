"""`variables:` of a file: their texts, and what a rule can see in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ....tree import Node
from ....workflows.model import Truth
from .evaluate import holds, names
from .nodes import entries, scalar, texts
from .predefined import known, predefined
from .worlds import ANY, TEXT, Values, World

REFERENCE = re.compile(r"\$\$|\$\{(\w+)\}|\$(\w+)|%(\w+)%")
DEEPEST, LONGEST = 10, 20_000


@dataclass(frozen=True)
class Setting:
    """One variable of a file."""

    value: str
    options: tuple[str, ...] = ()
    """What a person may choose from."""
    raw: bool = False
    """`expand: false`."""


Settings = Mapping[str, Setting]


def settings(node: Node | None) -> dict[str, Setting]:
    """The variables of a mapping; what is no text has none."""
    found = ((name, setting(value)) for name, value in entries(node).items())
    return {name: value for name, value in found if value}


def setting(node: Node) -> Setting | None:
    """A variable: its text alone, or `{value, description, options, expand}`."""
    if node.kind == "map":
        raw = scalar(node.get("expand")) == "false"
        return Setting(scalar(node.get("value")) or "", texts(node.get("options")), raw)
    return None if node.kind == "list" else Setting(node.text)


class Variables:
    """The variables of a file, each expanded once, whoever asks."""

    def __init__(self, given: Settings) -> None:
        self.given = given
        self.done: dict[str, str] = {}
        self.depth = 0

    def value(self, name: str) -> str:
        """What a variable holds, others of the file in their places."""
        if name not in self.done:
            mine = self.given[name]
            self.done[name] = f"${name}"  # What a variable finds that holds itself.
            self.done[name] = mine.value if mine.raw else self.expand(mine.value)
        return self.done[name]

    def expand(self, text: str) -> str:
        """A text with the file's own variables in their places; others stay as they are."""
        if ("$" not in text and "%" not in text) or self.depth >= DEEPEST:
            return text
        self.depth += 1
        parts, at, size = [], 0, 0
        for found in REFERENCE.finditer(text):
            name = found[1] or found[2] or found[3]
            inner = self.value(name) if name in self.given else found[0]
            parts += [text[at : found.start()], inner]
            at, size = found.end(), size + len(inner)
            if size > LONGEST:
                break
        self.depth -= 1
        return "".join([*parts, text[at:]])[:LONGEST]


def unresolved(text: str) -> tuple[str, ...]:
    """The names that a text still refers to."""
    names = (found[1] or found[2] or found[3] for found in REFERENCE.finditer(text))
    return tuple(name for name in names if name)


class Scope:
    """What rules see: a world, and the variables of the file."""

    def __init__(
        self, world: World, variables: Variables, said: dict[str, Truth] | None = None
    ) -> None:
        self.world, self.variables = world, variables
        self.said = {} if said is None else said
        """Of expressions that no variable of the file is in: they may be kept for all jobs."""
        self.given = dict(world.given)

    def holds(self, text: str) -> Truth:
        """Whether an expression holds."""
        if not names(text).isdisjoint(self.variables.given):
            return holds(text, self.look)
        if text not in self.said:
            self.said[text] = holds(text, self.look)
        return self.said[text]

    def look(self, name: str) -> Values:
        """Everything a variable can be; the order is GitLab's precedence of variables."""
        if name in self.given:
            return self.given[name]
        mine = self.variables.given.get(name)
        if mine and self.world.open:
            chosen = mine.options if self.world.source == "web" else ()
            return frozenset(chosen) or ANY
        return self.written(mine, name) if mine else predefined(name, self.world)

    def written(self, mine: Setting, name: str) -> Values:
        """What a variable of the file holds."""
        text = self.variables.value(name)
        rest = () if mine.raw else unresolved(text)
        if not rest:
            return frozenset([text])
        if len(rest) == 1 and text in (f"${rest[0]}", f"${{{rest[0]}}}") and known(rest[0]):
            return predefined(rest[0], self.world)
        return TEXT if REFERENCE.sub("", text).strip() else ANY
