"""Runs a script in the mind: each command once, or once for each way that matters to it."""

from collections.abc import Sequence

from .branches import SHELL_ONLY
from .builtins import ASSIGNED, assign
from .control import Control
from .expand import Expander
from .frames import Command, Result
from .here import Here, Read
from .model import Kept
from .programs import run
from .scope import Changes, Fork, Scope, Undecided
from .shell import tokens
from .streams import redirected, standard_input
from .tokens import Token, plain

DEEPEST = 5
"""Scripts that call scripts."""
MOST_NESTED = 20_000
"""Commands in scripts and functions that are called; a script's own are not counted."""


class Follower:
    """One script with all it calls."""

    def __init__(self, scope: Scope, read: Read) -> None:
        """Nothing was followed yet."""
        self.here = Here(scope, read)
        self.here.script = self.text
        self.scope = scope
        self.expander = Expander(scope, self.output)
        self.functions: dict[str, tuple[Sequence[Token], bool]] = {}
        self.chain: tuple[str, ...] = ()
        self.fixed: int | None = None
        """The line to which all that is called counts."""
        self.nested = 0

    def follow(self, found: Sequence[Token]) -> Result:
        """Run tokens here."""
        control = Control(self.scope, self.execute, self.define, self.list_words)
        ended = control.run(found)
        printed = "".join(part or "" for part in control.printed)
        return Result(control.status, printed, ended)

    def inner(self, found: Sequence[Token], arguments: tuple[str, ...], name: str) -> Result:
        """Run tokens of a function or another text, and come back."""
        if name and name in self.chain:
            return Result()
        if len(self.chain) >= DEEPEST:
            return self.here.unseen([name], "scripts call scripts, too deep to follow")
        here, expander = self.here, self.expander
        before = (self.chain, expander.arguments, here.line, here.stdin, expander.depth)
        self.chain, expander.arguments = (*self.chain, name), list(arguments)
        expander.depth = 0
        try:
            return self.follow(found)
        finally:
            self.chain, expander.arguments, here.line, here.stdin, expander.depth = before

    def text(self, text: str, arguments: tuple[str, ...], name: str) -> Result:
        """Run another text: its lines all count to the command that calls it."""
        before, self.fixed = self.fixed, self.here.line
        try:
            return self.inner(tokens(text), arguments, name)
        finally:
            self.fixed = before

    def output(self, text: str) -> str | None:
        """What a `$(...)` prints; its variables are its own."""
        if len(self.chain) >= DEEPEST or self.nested > MOST_NESTED:
            return None
        self.scope.mark()
        try:
            printed = self.text(text, tuple(self.expander.arguments), "").printed
        finally:
            changes = self.scope.undo()
        self.scope.apply({k: v for k, v in changes.items() if k[0] not in SHELL_ONLY})
        return printed

    def define(self, name: str, body: Sequence[Token]) -> None:
        """A function: of this script, or of one that was called."""
        self.functions[name] = (body, self.fixed is None)

    def list_words(self, words: Sequence[Token]) -> tuple[str, ...]:
        """The words of `for`."""
        try:
            return tuple(field for token in words for field in self.expander.fields(token.word))
        except Undecided as undecided:
            ways = undecided.fork.ways
            found: list[str] = []
            for number in range(len(ways)):
                self.scope.choices[undecided.fork.number] = number
                found.extend(self.list_words(words))
                del self.scope.choices[undecided.fork.number]
            return tuple(dict.fromkeys(found))

    def execute(self, command: Command) -> Result:
        """Run a simple command, in each world that it can tell apart."""
        if self.chain:
            self.nested += 1
            if self.nested > MOST_NESTED:
                return self.here.unseen([], "scripts call scripts, too many to follow")
        if not self.scope.choices:
            self.scope.worlds = 0
        here = self.here
        found = (len(here.uploads), len(here.opaque), len(here.outputs))
        self.scope.mark()
        try:
            result = self.perform(command)
        except Undecided as undecided:
            self.scope.undo()
            del here.uploads[found[0] :], here.opaque[found[1] :], here.outputs[found[2] :]
            return self.each_way(undecided.fork, command)
        self.scope.apply(self.scope.undo())
        return result

    def each_way(self, fork: Fork, command: Command) -> Result:
        """Run a command once for each way of a fork."""
        ways: list[Changes] = []
        results = []
        for number in range(len(fork.ways)):
            self.scope.worlds += 1
            self.scope.spent += 1
            self.scope.choices[fork.number] = number
            self.scope.mark()
            results.append(self.execute(command))
            ways.append(self.scope.undo())
            del self.scope.choices[fork.number]
        self.scope.join(ways, fork.number)
        same = all(result == results[0] for result in results)
        return results[0] if same else Result()

    def perform(self, command: Command) -> Result:
        """Run a simple command in one world."""
        here, scope = self.here, self.scope
        here.line = command.line if self.fixed is None else self.fixed
        here.stdin, here.once = standard_input(here, self.expander, command), {}
        words = list(command.words)
        given = []
        while words and (found := self.assignment(words[0])):
            given.append(found)
            words.pop(0)
        if not words:
            for name, more, value in given:
                assign(here, name, value, more)
            if not given and here.stdin is not None:
                return redirected(here, self.expander, command, Result(None, here.stdin))
            return Result(None if any(has_command(w) for w in command.words) else True, "")
        argv = [field for token in words for field in self.expander.fields(token.word)]
        if not argv:
            return Result(None, "")
        if not given:
            return redirected(here, self.expander, command, self.start(argv, words[0]))
        scope.mark()
        for name, more, value in given:
            assign(here, name, value, more)
            scope.set("exported", name, "yes")
        try:
            result = self.start(argv, words[0])
        finally:
            names: set[Kept] = {("variable", name) for name, _, _ in given}
            names |= {("exported", name) for name, _, _ in given}
            changes = scope.undo()
        scope.apply({key: value for key, value in changes.items() if key not in names})
        return redirected(here, self.expander, command, result)

    def start(self, argv: list[str], first: Token) -> Result:
        """Run a function or a program."""
        function = self.functions.get(argv[0]) if plain(first.word) else None
        if function is None:
            return run(self.here, argv)
        body, own = function
        before = self.fixed
        self.fixed = before if own else self.here.line
        try:
            result = self.inner(body, tuple(argv[1:]), f"function {id(body)}")
        finally:
            self.fixed = before
        ended = "exit" if result.ended == "exit" else ""
        return Result(result.status, result.printed, "exit" if ended else "")

    def assignment(self, token: Token) -> tuple[str, str, str] | None:
        """`NAME=text` before a command: name, `+`, text."""
        first = token.word[0]
        if first.kind != "text" or "=" not in first.text:
            return None
        found = ASSIGNED.fullmatch(first.text)
        if not found:
            return None
        rest = self.expander.text(token.word[1:]) if len(token.word) > 1 else ""
        added = found[2] and len(token.word) > 1 and token.word[1].kind == "list"
        return found[1], found[2], (" " if added else "") + found[3] + rest


def has_command(token: Token) -> bool:
    """Whether a word runs a command, whose end counts."""
    return any(piece.kind == "command" for piece in token.word)
