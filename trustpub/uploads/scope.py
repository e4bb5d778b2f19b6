"""What is known while a script is followed: names, and the texts they may have."""

from dataclasses import dataclass

from .model import Kept, ShellState

MOST_WAYS = 8
"""Of a name with more possible texts nothing is said."""
MOST_WORLDS = 24
"""So many combinations are followed for one command."""
MOST_IN_ALL = 2000
"""And so many for a script."""


@dataclass(frozen=True, slots=True)
class Fork:
    """A text that depends on which way was taken; names of one fork change together."""

    number: int
    ways: "tuple[Value, ...]"


Value = str | Fork | None
Changes = dict[Kept, Value]


class Undecided(Exception):
    """A command reads what depends on a fork: it has to be followed once for each way."""

    def __init__(self, fork: Fork) -> None:
        """Remember the fork."""
        self.fork = fork


class Scope:
    """Things kept by name, with the changes since each mark."""

    def __init__(self) -> None:
        """Nothing is known."""
        self.values: dict[Kept, Value] = {}
        self.journals: list[Changes] = []
        self.choices: dict[int, int] = {}
        self.forks = 0
        self.worlds = self.spent = 0

    def get(self, kind: str, name: str) -> str | None:
        """The text of a thing in the world that is followed; None where it has none."""
        value = self.values.get((kind, name))
        while isinstance(value, Fork):
            if value.number not in self.choices:
                if len(value.ways) > MOST_WAYS or self.tired():
                    return None
                raise Undecided(value)
            value = value.ways[self.choices[value.number]]
        return value

    def tired(self) -> bool:
        """Whether enough worlds were followed."""
        return self.worlds >= MOST_WORLDS or self.spent >= MOST_IN_ALL

    def set(self, kind: str, name: str, value: Value) -> None:
        """From here on the thing has this text."""
        key = (kind, name)
        if self.journals:
            self.journals[-1].setdefault(key, self.values.get(key))
        self.values[key] = value

    def names(self, kind: str) -> list[str]:
        """The names of one kind."""
        return [name for known, name in self.values if known == kind]

    def mark(self) -> None:
        """Begin to note changes."""
        self.journals.append({})

    def undo(self) -> Changes:
        """Take back the changes since the last mark, and say what they were."""
        before = self.journals.pop()
        changes = {key: self.values.get(key) for key in before}
        self.values.update(before)
        return changes

    def apply(self, changes: Changes) -> None:
        """Make changes."""
        for (kind, name), value in changes.items():
            self.set(kind, name, value)

    def join(self, ways: list[Changes], number: int | None = None) -> None:
        """After a fork: each thing has the text of the way that was taken."""
        if len(ways) == 1:
            self.apply(ways[0])
            return
        if number is None:
            self.forks += 1
            number = self.forks
        for key in dict.fromkeys(key for way in ways for key in way):
            before = self.values.get(key)
            values = tuple(way.get(key, before) for way in ways)
            same = all(value == values[0] for value in values)
            self.set(*key, values[0] if same else Fork(number, values))

    def choose(self, kind: str, name: str, values: tuple[str | None, ...]) -> None:
        """The thing has one of these texts."""
        self.join([{(kind, name): value} for value in values] or [{}])

    def load(self, state: ShellState) -> None:
        """Know what an earlier script left behind."""
        for (kind, name), values in state.kept:
            self.choose(kind, name, values)

    def state(self, lasting: frozenset[str]) -> ShellState:
        """What lasts, with all the texts each thing may have."""
        found = {k: texts(v) for k, v in self.values.items() if k[0] in lasting}
        return ShellState(tuple(sorted((k, v) for k, v in found.items() if v != (None,))))


def texts(value: Value) -> tuple[str | None, ...]:
    """All texts a value may have."""
    found: dict[str | None, None] = {}
    queue, looked = [value], 0
    while queue and looked < 10 * MOST_WAYS:
        looked += 1
        head = queue.pop()
        if isinstance(head, Fork):
            queue.extend(reversed(head.ways))
        else:
            found[head] = None
    return tuple(found)
