"""A GraphQL document -> the selections of its one query. Only what `graphql.py` can answer.

Grammar: GraphQL specification, October 2021, section 2, without fragments by name, directives
and subscriptions; those are refused, not skipped.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(
    r"[\s,\ufeff]+|#[^\n]*|(?P<token>\.\.\.|[!$()\[\]{}:=|@&]|-?\d+(?:\.\d+)?"
    r'|[_A-Za-z]\w*|"(?:\\.|[^"\\\n])*")'
)


class GraphQLError(Exception):
    """The document is refused with this message."""


@dataclass
class Field:
    """One selected field; `on` is the type of the inline fragment around it, if any."""

    name: str
    key: str
    arguments: dict[str, Any] = field(default_factory=dict)
    selections: list["Field"] = field(default_factory=list)
    on: str = ""


def parse(text: str, variables: dict[str, Any]) -> list[Field]:
    """The fields of the document's query."""
    reader = Reader(tokens(text), variables)
    kind = reader.next() if reader.peek() != "{" else "query"
    if kind != "query":
        raise GraphQLError(f"the sandbox does not know the GraphQL operation {kind!r}")
    reader.skip_to_selections()
    found = reader.selections()
    if reader.peek():
        raise GraphQLError("the sandbox answers documents with one query and nothing else")
    return found


def tokens(text: str) -> list[str]:
    """The tokens of a document."""
    found, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise GraphQLError(f'Expected a GraphQL token, found "{text[at]}"')
        at = match.end()
        if match["token"]:
            found.append(match["token"])
    return found


@dataclass
class Reader:
    """A position in the tokens."""

    tokens: list[str]
    variables: dict[str, Any]
    at: int = 0

    def peek(self) -> str:
        """The token here; empty at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        """The token here, and step over it."""
        token = self.peek()
        if not token:
            raise GraphQLError("Unexpected end of document")
        self.at += 1
        return token

    def expect(self, token: str) -> None:
        """Step over a token that has to be here."""
        found = self.next()
        if found != token:
            raise GraphQLError(f'Expected "{token}", found "{found}"')

    def skip_to_selections(self) -> None:
        """Step over the operation's name and the declarations of its variables."""
        while self.peek() != "{":
            if self.next() == "@":
                raise GraphQLError("the sandbox does not know GraphQL directives")

    def selections(self, on: str = "") -> list[Field]:
        """`{ ... }`."""
        self.expect("{")
        found: list[Field] = []
        while self.peek() != "}":
            found += self.fragment() if self.peek() == "..." else [self.field(on)]
        self.expect("}")
        return found

    def fragment(self) -> list[Field]:
        """`... on Type { ... }`."""
        self.expect("...")
        if self.next() != "on":
            raise GraphQLError("the sandbox does not know named GraphQL fragments")
        return self.selections(self.next())

    def field(self, on: str) -> Field:
        """`alias: name(arguments) { ... }`."""
        name = key = self.next()
        if self.peek() == ":":
            self.next()
            name = self.next()
        found = Field(name, key, self.arguments() if self.peek() == "(" else {}, [], on)
        if self.peek() == "@":
            raise GraphQLError("the sandbox does not know GraphQL directives")
        if self.peek() == "{":
            found.selections = self.selections()
        return found

    def arguments(self) -> dict[str, Any]:
        """`(name: value)`."""
        self.expect("(")
        found: dict[str, Any] = {}
        while self.peek() != ")":
            name = self.next()
            self.expect(":")
            found[name] = self.value()
        self.expect(")")
        return found

    def value(self) -> Any:
        """A string, number, boolean, null or variable."""
        token = self.next()
        if token == "$":
            return self.variables.get(self.next())
        try:
            return json.loads(token)
        except ValueError:
            raise GraphQLError(f"the sandbox does not know the GraphQL value {token}") from None
