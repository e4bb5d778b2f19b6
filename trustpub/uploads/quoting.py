"""Where quotes, `$(...)` and `${{ ... }}` end, and what stands between quotes."""

import re

from .tokens import Piece, Word

# `${{` cannot stand in an expression but in a text: what is never closed costs one look each.
EXPRESSION = re.compile(r"\$\{\{(?:'[^']*+'|[^'}$]|\}(?!\})|\$(?!\{\{))*+\}\}")
PARAMETER = re.compile(r"\$\{([!#]?(?:[A-Za-z_]\w*(?:\[[^\]}\n]*\])?|[0-9]+|[@*#?$!-]))")
NAME = re.compile(r"\$([A-Za-z_]\w*|[0-9@*#?$!-])")
EXPRESSION_OR = r"\$\{\{(?:'[^']*+'|[^'}$]|\}(?!\})|\$(?!\{\{))*+\}\}|"
OUTSIDE = re.compile(
    r"\\.|" + EXPRESSION_OR + r"'[^']*+'|`[^`]*+`|(?<=[\s;])#[^\n]*|\$\{|[\"(){}]", re.DOTALL
)
INSIDE = re.compile(r"\\.|" + EXPRESSION_OR + r"`[^`]*+`|\$\{|\$\(|\"", re.DOTALL)
MEANS = re.compile(r"[\\$`]")
OPENS = {'"': '"', "$(": ")", "(": ")", "${": "}"}


def closing(text: str, start: int, closer: str) -> int:
    """Where what was opened before `start` is closed, or the end of the text."""
    stack = [closer]
    at = start
    while found := (INSIDE if stack[-1] == '"' else OUTSIDE).search(text, at):
        at, mark = found.end(), found[0]
        if mark == stack[-1]:
            stack.pop()
            if not stack:
                return found.start()
        elif mark in OPENS and not (mark == "(" and stack[-1] == "}"):
            stack.append(OPENS[mark])
    return len(text)


def single_end(text: str, start: int) -> int:
    """Where a single-quoted text ends; quotes inside of `${{ }}` do not count."""
    at = start
    while (end := text.find("'", at)) >= 0:
        opened = text.find("${{", at, end)
        expression = EXPRESSION.match(text, opened) if opened >= 0 else None
        if not expression or expression.end() <= end:
            if not expression:
                return end
            at = expression.end()
            continue
        at = expression.end()
    return len(text)


def quoted(text: str, escapes: str = "") -> Word:
    """The pieces of a text in which only `$`, backticks and backslashes mean something."""
    pieces: list[Piece] = []
    at = 0
    while at < len(text):
        if text[at] == "\\":
            following = text[at + 1 : at + 2]
            if following != "\n":
                keep = following and following in "$`\\" + escapes
                pieces.append(Piece("quoted", following if keep else text[at : at + 2], True))
            at += 2
        elif text[at] in "$`":
            at = dollar(text, at, True, pieces)
        else:
            found = MEANS.search(text, at)
            end = found.start() if found else len(text)
            pieces.append(Piece("quoted", text[at:end], True))
            at = end
    return tuple(pieces)


def literal(text: str) -> Word:
    """The pieces of a single-quoted text, in which only the forge replaces something."""
    pieces: list[Piece] = []
    at = 0
    for found in EXPRESSION.finditer(text):
        pieces.append(Piece("quoted", text[at : found.start()], True))
        pieces.append(Piece("expression", found[0], True))
        at = found.end()
    return (*pieces, Piece("quoted", text[at:], True))


def dollar(text: str, at: int, quoted: bool, pieces: list[Piece]) -> int:
    """Adds what `$` or a backtick begins, and says where it ends."""
    if text[at] == "`":
        end = text.find("`", at + 1)
        end = len(text) if end < 0 else end
        pieces.append(Piece("command", text[at + 1 : end], quoted))
        return min(end + 1, len(text))
    if expression := EXPRESSION.match(text, at):
        pieces.append(Piece("expression", expression[0], quoted))
        return expression.end()
    if text.startswith("$((", at):
        end = closing(text, at + 2, ")")
        pieces.append(Piece("quoted", re.sub(r"\s+", "", text[at : end + 1]), quoted))
        return min(end + 1, len(text))
    if text.startswith("$(", at):
        end = closing(text, at + 2, ")")
        pieces.append(Piece("command", text[at + 2 : end], quoted))
        return min(end + 1, len(text))
    if parameter := PARAMETER.match(text, at):
        end = closing(text, parameter.end(), "}")
        pieces.append(Piece("variable", parameter[1], quoted, text[parameter.end() : end]))
        return min(end + 1, len(text))
    if name := NAME.match(text, at):
        pieces.append(Piece("variable", name[1], quoted))
        return name.end()
    pieces.append(Piece("quoted" if quoted else "text", "$", quoted))
    return at + 1
