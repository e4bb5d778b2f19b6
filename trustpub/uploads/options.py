"""Command lines to options and words, as argparse, click and clap read them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Parsed:
    """The options of a command line, each with its values, and the other words."""

    options: dict[str, list[str]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def last(self, names: Iterable[str]) -> str | None:
        """The value that counts of an option with several names."""
        found = [value for name in names for value in self.options.get(name, ())]
        return found[-1] if found else None

    def has(self, *names: str) -> bool:
        """Whether one of the options is given."""
        return any(name in self.options for name in names)


def parse(
    arguments: Iterable[str], valued: Collection[str], shortened: Collection[str] = ()
) -> Parsed:
    """Cut options from words; `shortened` are long options that argparse knows by a beginning."""
    options: dict[str, list[str]] = {}
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words.extend(rest)
        elif argument.startswith("--"):
            name, equals, value = argument.partition("=")
            name = full(name, shortened)
            if not equals:
                value = next(rest, "") if name in valued else ""
            options.setdefault(name, []).append(value)
        elif argument.startswith("-") and len(argument) > 1:
            name, value, open_ended = short(argument, valued, options)
            if open_ended:
                value = next(rest, "")
            options.setdefault(name, []).append(value)
        else:
            words.append(argument)
    return Parsed(options, tuple(words))


def full(name: str, shortened: Collection[str]) -> str:
    """The option that a beginning stands for, where only one begins so."""
    if name in shortened:
        return name
    found = [option for option in shortened if option.startswith(name)]
    return found[0] if len(found) == 1 else name


def short(
    argument: str, valued: Collection[str], options: dict[str, list[str]]
) -> tuple[str, str, bool]:
    """`-vrNAME`: the last option with its value, and whether that is the next word."""
    letters = argument[1:]
    for place, letter in enumerate(letters[:-1]):
        if f"-{letter}" in valued:
            return f"-{letter}", letters[place + 1 :].removeprefix("="), False
        options.setdefault(f"-{letter}", []).append("")
    return f"-{letters[-1]}", "", f"-{letters[-1]}" in valued


def after(arguments: list[str], valued: Collection[str], words: int = 0) -> list[str]:
    """What stands behind a wrapper's own options and its first `words` words."""
    place = 0
    while place < len(arguments):
        argument = arguments[place]
        if argument == "--":
            place += 1
            if not words:
                break
        elif argument.startswith("-") and len(argument) > 1:
            # Options for addresses take one in every tool: `-url` ends their names.
            place += 2 if argument in valued or argument.endswith("-url") else 1
        elif words:
            words -= 1
            place += 1
        else:
            break
    return arguments[place:]
