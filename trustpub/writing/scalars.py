"""Texts of a config as YAML scalars, as literals for GitHub, and as regular expressions."""

import re

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)*")
WORDS = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
"""What YAML 1.1 takes for a truth or for nothing."""
SPECIAL = re.compile(r"[][\\^$.|?*+(){}]")
"""What bash's regular expressions and GitLab's (RE2) read as more than itself."""


def scalar(text: str) -> str:
    """A text as YAML, in quotes where it could be read as something else (`2048`, `on`, `a: b`)."""
    if PLAIN.fullmatch(text) and text.lower() not in WORDS:
        return text
    if text.isprintable() and "'" not in text:
        return f"'{text}'"
    return '"' + "".join(map(escaped, text)) + '"'


def escaped(character: str) -> str:
    """One character between YAML's double quotes."""
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def literal(text: str) -> str:
    """A text in which GitHub finds no expression."""
    return text.replace("${{", "${{ '$' }}{{")


def glob(pattern: str) -> str:
    r"""A pattern for `on: push:`, where `*` is our `*` and a backslash takes meaning away.

    GitHub docs, "Workflow syntax", filter pattern cheat sheet: `? + [ ] ! \` mean something.
    """
    return re.sub(r"([?+\[\]!\\])", r"\\\1", pattern)


def regex(patterns: tuple[str, ...], star: str) -> str:
    """One regular expression, without anchors, for what any of the patterns matches."""
    each = [star.join(quoted(part) for part in pattern.split("*")) for pattern in patterns]
    return each[0] if len(each) == 1 else f"({'|'.join(each)})"


def quoted(text: str) -> str:
    """A text as a regular expression for itself."""
    return SPECIAL.sub(lambda match: f"\\{match[0]}", text)
