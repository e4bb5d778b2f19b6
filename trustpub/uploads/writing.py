"""Commands that write files which may matter."""

from collections.abc import Callable
from itertools import pairwise

from .expand import show
from .frames import Result
from .here import Here

PATHS = ("-filepath", "-path", "-literalpath", "-value", "-encoding")


def tee(here: Here, argv: list[str]) -> Result:
    """`tee` writes what it gets."""
    more = any(word in ("-a", "--append") for word in argv)
    for name in argv[1:]:
        if not name.startswith("-") and here.stdin is not None:
            here.put(name, here.stdin, more)
    return Result(None, here.stdin)


def copy(here: Here, argv: list[str]) -> Result:
    """`cp` and `mv` of files that matter."""
    words = [word for word in argv[1:] if not word.startswith("-")]
    if len(words) == 2:
        text = here.read(words[0])
        if text is not None:
            here.write(words[1], text, False)
        elif here.path(words[1]) == "~/.pypirc":
            here.write(words[1], show(words[0]) if "$" in words[0] else f"$(cat {words[0]})", False)
    return Result(None, "")


def out_file(here: Here, argv: list[str]) -> Result:
    """PowerShell's `Out-File`, `Add-Content` and `Set-Content`."""
    words = [word.lower() if word.startswith("-") else word for word in argv[1:]]
    given = dict(pairwise(words))
    free = [
        w
        for place, w in enumerate(words)
        if w[:1] != "-" and (place == 0 or words[place - 1] not in PATHS)
    ]
    named = next((given[path] for path in PATHS[:3] if path in given), None)
    name = named or (free.pop(0) if free else None)
    text = given.get("-value") or here.stdin or (free[0] if free else None)
    if name is not None and text is not None:
        more = "-append" in words or argv[0].lower() == "add-content"
        here.put(name, text if text.endswith("\n") else text + "\n", more)
    return Result(None, "")


WRITING: dict[str, Callable[[Here, list[str]], Result]] = {
    "tee": tee,
    **dict.fromkeys(("cp", "mv", "install", "ln"), copy),
    **dict.fromkeys(("Out-File", "Add-Content", "Set-Content"), out_file),
}
