"""Unified diffs that `git apply` and `patch -p1` take."""

from collections.abc import Iterator
from difflib import unified_diff

UNENDED = "\\ No newline at end of file\n"


def unified(path: str, before: str, after: str) -> str:
    """From one text of a file to another; empty where they are the same."""
    return "".join(marked(path, f"a/{path}", lines(before), lines(after)))


def new_file(path: str, text: str) -> str:
    """From no file to one."""
    return "".join(marked(path, "/dev/null", [], lines(text)))


def lines(text: str) -> list[str]:
    """Lines as git sees them: nothing but a line feed ends one."""
    parts = text.split("\n")
    ended = [f"{part}\n" for part in parts[:-1]]
    return [*ended, parts[-1]] if parts[-1] else ended


def marked(path: str, old: str, before: list[str], after: list[str]) -> Iterator[str]:
    """The diff, a last line without its end told as such; a name with blanks ends in a tab."""
    tab = "\t" if " " in path else ""
    for line in unified_diff(before, after, f"{old}{tab}", f"b/{path}{tab}"):
        yield line if line.endswith("\n") else f"{line}\n{UNENDED}"
