"""Where texts refer to secrets and variables: in expressions of GitHub, and as programs do."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ...forges.github.expressions.template import segments
from ...forges.github.expressions.tokens import ExpressionError, Token, tokens

EVERY = "*"
"""In place of a name: any of them, as `toJSON(secrets)` takes all."""
CONTEXTS = ("secrets", "vars", "env", "inputs")
OWN_TOKEN = "github_token"
"""The job's own token, which nobody keeps."""
LONGEST, MOST = 500_000, 5_000
"""Characters of one text that are looked at, and references in it."""


class Reference(NamedTuple):
    """A name in a text."""

    context: str
    """`secrets`, `vars`, `env` or `inputs`; `env` for what a program reads."""
    name: str
    """As written; `*` for any."""
    at: int
    """Characters before it."""


WORD = r"([A-Za-z_]\w*)"
READ_BY_PROGRAMS = re.compile(
    rf"\$\{{?env:{WORD}"  # PowerShell
    rf"|\$\{{?[#!]?{WORD}"  # bash, GitLab
    rf"|\$\({WORD}\)"  # make
    rf"|%{WORD}%"  # cmd
    rf"|\{{env:{WORD}[:}}]"  # tox, hatch
    rf"|(?:environ(?:\.get|\.pop|\.setdefault)?|getenv|ENV|env)\s*[\[(]\s*[\"']{WORD}[\"']"
    rf"|\bprocess\.env\.{WORD}"
    rf"|\bprintenv\s+{WORD}",
    re.IGNORECASE,
)
SLOPPY = re.compile(r"\b(secrets|vars|env|inputs)\s*(?:\.\s*([\w-]+)|\[\s*'([^']+)'\s*\])?", re.I)


INDIRECT = re.compile(r"\$\{!\w+[}:]")
"""Bash: the variable whose name is in another one."""
COMMENT = re.compile(r"^[ \t]*(?:#|//|::|rem\b).*$", re.MULTILINE | re.IGNORECASE)
SET = re.compile(
    r"^(?:for\s+|read\s+(?:-\w+\s+)*|local\s+|export\s+)?([A-Za-z_]\w*)(?:=(.*)|\s+in\b.*)?$",
    re.MULTILINE,
)
SET_ANYWHERE = re.compile(
    r"(?:^|[\s;&(])(?:for\s+|read\s+)?([a-z]\w*)(?:=([^\s;]*)|\s+in\s)", re.MULTILINE
)


def of_programs(text: str) -> Iterator[Reference]:
    """The variables that a script, a Makefile or a program reads from its environment."""
    text = COMMENT.sub(lambda found: " " * len(found[0]), text[:LONGEST])
    own = set_before(text)
    for found in islice(READ_BY_PROGRAMS.finditer(text), MOST):
        name = next(group for group in found.groups() if group)
        mine = own.get(name)
        if INDIRECT.match(text, found.start()):
            yield Reference("env", EVERY, found.start())
        if mine is None or found.start() < mine:
            yield Reference("env", name, found.start())


def set_before(text: str) -> dict[str, int]:
    """Variables that a script sets itself, whatever happens, and from where on.

    `X=${X:-}` keeps what was there. Names in capitals may be set in one branch alone, so only an
    assignment that is not indented counts for them.
    """
    found: dict[str, int] = {}
    for one in SET.finditer(text):
        name, value = one[1], one[2]
        if value is not None and name not in value and "||" not in value:
            found.setdefault(name, one.end())
    for one in SET_ANYWHERE.finditer(text):
        if one[1] not in (one[2] or ""):
            found.setdefault(one[1], one.start())
    return found


def of_expressions(text: str, whole: bool = False) -> Iterator[Reference]:
    """What stands in `${{ }}`; `whole`: the text is an expression by itself, as in `if:`."""
    if whole and "${{" not in text:
        yield from of_expression(text, 0)
    elif "${{" in text:
        try:
            parts = segments(text[:LONGEST])
        except ExpressionError:
            yield from sloppy(text, 0)
            return
        for part in parts:
            if part.is_expression:
                yield from of_expression(part.text, text.index(part.text, part.offset))


def of_expression(text: str, start: int) -> Iterator[Reference]:
    """The properties of the contexts that one expression names."""
    try:
        found = tokens(text)
    except ExpressionError:
        yield from sloppy(text, start)
        return
    for place, token in enumerate(found):
        context = token.text.lower()
        after_dot = place > 0 and found[place - 1].text == "."
        if token.kind == "name" and context in CONTEXTS and not after_dot:
            name = part_of(found[place + 1 : place + 4])
            yield from kept(context, name, start + token.offset)


def part_of(after: tuple[Token, ...]) -> str | None:
    """`.NAME` or `['NAME']`; `*` for what a run decides; None for the whole context."""
    texts = [token.text for token in after]
    if texts[:1] == ["."]:
        return after[1].text if after[1].kind == "name" else EVERY
    if texts[:1] != ["["]:
        return None
    fixed = len(after) == 3 and after[1].kind == "text" and texts[2] == "]"
    return str(after[1].value) if fixed else EVERY


def kept(context: str, name: str | None, at: int) -> Iterator[Reference]:
    """A reference, unless it is to nothing that is kept: a dump of variables needs none of them."""
    if name is None and context != "secrets":
        return
    if context != "secrets" or (name or EVERY).lower() != OWN_TOKEN:
        yield Reference(context, name or EVERY, at)


def sloppy(text: str, start: int) -> Iterator[Reference]:
    """The same of an expression that GitHub refuses."""
    for found in SLOPPY.finditer(text[:LONGEST]):
        yield from kept(found[1].lower(), found[2] or found[3], start + found.start())
