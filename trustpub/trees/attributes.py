"""`.gitattributes`, by which a checkout can hold other bytes than the commit does. Pure."""

import re
from fnmatch import fnmatchcase

CHANGING = re.compile(r"ident(=.*)?|working-tree-encoding=.*")
"""They need nothing but the file: with an encoding a quote can become a backslash, and with `$Id$`
the text up to the next `$` goes (git docs, "gitattributes"). A `filter` is a program, which has to
be set up where the checkout is made."""
UNSURE = re.compile(r'[\[\\"]')


def other_bytes(text: bytes, name: str) -> bool:
    """Whether some line may be about a file of this name and change it; when in doubt it is."""
    lines = text.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    return any(changing(line, name) for line in lines)


def changing(line: str, name: str) -> bool:
    """One line: a pattern, of which the last part is looked at, and attributes."""
    pattern, *said = re.split(r"[ \t\r]+", line.strip(" \t\r"))
    if pattern.startswith("#") or not any(map(CHANGING.fullmatch, said)):
        return False
    last = pattern.rpartition("/")[2].casefold()
    return bool(UNSURE.search(pattern)) or fnmatchcase(name.casefold(), last)
