"""What commands read, and where goes what they print."""

from .expand import Expander
from .frames import Command, Result
from .here import Here

WRITES = (">", ">>", ">|", "&>", "&>>")


def standard_input(here: Here, expander: Expander, command: Command) -> str | None:
    """What a command reads: a here-document, a text, a file, a pipe."""
    found = command.stdin
    for redirect in command.redirects:
        if redirect.text in ("<<", "<<-", "<<<"):
            found = expander.text(redirect.word)
        elif redirect.text == "<" and redirect.word:
            name = expander.text(redirect.word)
            text = here.read(name)
            found = name if text is None else text
    return found


def redirected(here: Here, expander: Expander, command: Command, result: Result) -> Result:
    """What a command prints goes where it says."""
    printed = result.printed
    for redirect in command.redirects:
        if redirect.text in WRITES and redirect.word:
            name = expander.text(redirect.word)
            if name.startswith("/dev/"):
                continue
            if printed is not None:
                here.put(name, printed, redirect.text.endswith(">>"))
            printed = ""
    return Result(result.status, printed, result.ended)
