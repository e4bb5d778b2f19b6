"""The order of commands: which run, which may, and which never do. No recursion over nesting."""

from collections.abc import Callable, Sequence

from .branches import Branches
from .frames import Command, Ended, Result
from .functions import body_end, names_function
from .scope import Scope
from .tokens import Token, plain

Execute = Callable[[Command], Result]
Define = Callable[[str, Sequence[Token]], None]
ListWords = Callable[[Sequence[Token]], tuple[str, ...]]


class Control(Branches):
    """Follows tokens, keeps what is open, and hands over each simple command."""

    def __init__(
        self, scope: Scope, execute: Execute, define: Define, list_words: ListWords
    ) -> None:
        """Begin where everything runs."""
        super().__init__(scope)
        self.execute, self.define, self.list_words = execute, define, list_words
        self.words: list[Token] = []
        self.redirects: list[Token] = []
        self.header: list[Token] | None = None
        """Words of `for` or `case` so far."""
        self.pattern = False
        """Whether a pattern of `case` is being read."""
        self.negated = False
        self.stdin: str | None = None

    def run(self, found: Sequence[Token]) -> Ended:
        """Follow all tokens, and say how it ended."""
        place = 0
        while place < len(found):
            token = found[place]
            place += 1
            if token.kind == "redirect":
                self.redirects.append(token)
            elif self.pattern:
                self.in_pattern(token)
            elif token.kind == "word":
                place = self.word(token, found, place)
            elif token.text == "(" and names_function(self.words, found, place):
                place = self.function(plain(self.words.pop().word) or "", found, place + 1)
            else:
                self.operator(token)
        self.flush()
        self.end_list()
        while self.frames:
            self.close(self.frames[-1].kind)
        return self.ended

    def in_pattern(self, token: Token) -> None:
        """A pattern of `case` ends at `)`; `esac` ends all of them."""
        if token.kind == "operator" and token.text == ")":
            self.pattern = False
            self.begin_branch(None)
        elif token.kind == "word" and plain(token.word) == "esac":
            self.pattern = False
            self.close("case")

    def word(self, token: Token, found: Sequence[Token], place: int) -> int:
        """A keyword where one can stand, else one more word of the command."""
        text = plain(token.word)
        if self.header is not None:
            self.in_header(token, text)
        elif self.words or text is None:
            self.words.append(token)
        elif text == "function" and place < len(found) and found[place].kind == "word":
            name = plain(found[place].word) or ""
            place += 1
            if [t.text for t in found[place : place + 2]] == ["(", ")"]:
                place += 2
            return self.function(name, found, place)
        elif not self.keyword(text):
            self.words.append(token)
        return place

    def keyword(self, text: str) -> bool:
        """Whether the word is a keyword, which is then done."""
        if text in ("{", "}"):
            self.open("group") if text == "{" else self.close("group")
        elif text == "if":
            self.open("if").condition = True
        elif text in ("then", "elif", "else", "fi"):
            self.in_if(text)
        elif text in ("while", "until"):
            frame = self.open("loop")
            frame.condition, frame.until = True, text == "until"
        elif text in ("for", "select", "case"):
            self.open("case" if text == "case" else "loop")
            self.header = []
        elif text == "do":
            self.in_loop()
        elif text == "done":
            self.close("loop")
        elif text == "esac":
            self.close("case")
        elif text == "!":
            self.negated = not self.negated
        else:
            return text in ("time", "coproc")
        return True

    def in_header(self, token: Token, text: str | None) -> None:
        """The words between `for` and `do`, or `case` and `in`."""
        header = self.header
        assert header is not None
        if self.frames[-1].kind == "case" and text == "in" and header:
            self.header, self.pattern = None, True
        elif self.frames[-1].kind == "loop" and text == "do" and header:
            self.bind(header)
            self.header = None
        else:
            header.append(token)

    def bind(self, header: list[Token]) -> None:
        """`for NAME in WORDS`: the name has one of the words' texts."""
        name = plain(header[0].word) or ""
        listed = len(header) > 1 and plain(header[1].word) == "in" and not self.ended
        values = self.list_words(header[2:]) if listed else ()
        self.begin_branch(None)
        self.frames[-1].taken = bool(values)
        if values:
            self.scope.choose("variable", name, tuple(dict.fromkeys(values)))
        else:
            self.scope.set("variable", name, None)

    def operator(self, token: Token) -> None:
        """A list's links, ends of commands, and parentheses."""
        text = token.text
        if self.words and plain(self.words[0].word) == "[[" and text != "\n" and not self.tested():
            return
        if self.header is not None and text in (";", "\n", "(", ")"):
            return
        self.flush(piped=text in ("|", "|&"))
        if text in ("|", "|&"):
            return
        if text in ("&&", "||"):
            self.link("and" if text == "&&" else "or")
            return
        if text == "(":
            self.open("subshell")
            return
        self.end_list()
        if text == ")":
            self.close("subshell")
        elif text.startswith(";;") or text == ";&":
            self.pattern = self.end_case_branch()

    def tested(self) -> bool:
        """Whether a `[[` is closed."""
        return plain(self.words[-1].word) == "]]"

    def flush(self, piped: bool = False) -> None:
        """The command that was read so far runs, if it can."""
        words, redirects, self.words, self.redirects = self.words, self.redirects, [], []
        stdin, self.stdin = self.stdin, None
        if not words and not redirects:
            return
        line = (words or redirects)[0].line
        command = Command(tuple(words), tuple(redirects), line, stdin, piped)
        if not words and self.closed is not None:
            parts = ["$(...)\n" if part is None else part for part in self.closed]
            command = Command((), tuple(redirects), line, "".join(parts), piped)
        self.closed = None
        if self.ended:
            return
        result = self.execute(command)
        self.status = result.status
        if self.negated:
            self.status = None if self.status is None else not self.status
        self.negated = False
        if piped:
            self.stdin, self.status = result.printed, None
        else:
            self.printed.append(result.printed)
        self.ended = result.ended

    def function(self, name: str, found: Sequence[Token], place: int) -> int:
        """Remember a function's body, and go on after it."""
        start, end = body_end(found, place)
        if not self.ended:
            self.define(name, found[start:end])
        return end
