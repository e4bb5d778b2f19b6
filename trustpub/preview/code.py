"""Texts out of a config as code in Markdown, where they mean nothing. Pure."""

from .shown import name, path

ODD = {"`": r"\x60", "<!--": r"\x3c!--", "-->": r"--\x3e"}


def code(text: str) -> str:
    """Text out of a config, which is ASCII by now, as code that nothing in it can end."""
    for found, instead in ODD.items():
        text = text.replace(found, instead)
    return f"`{text}`" if text.strip() else '`""`'


def cell(text: str) -> str:
    """The same in a table, where a bar ends a cell even in code."""
    return code(text.replace("|", r"\x7c"))


def quoted(text: str) -> str:
    """A sentence of ours with something of a config in it: its own backticks are but quotes."""
    return code(name(text.replace("`", "'"), 500))


def link(url: str) -> str:
    """An address that nothing in it can end (CommonMark, "Links")."""
    shown = path(url).replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"<{shown}>"
