"""Texts of a proposal, and the marks by which it is known again."""

import hashlib
import json
import re

from ..model import Problem
from ..patching.model import RenderedFile
from .model import Change

TRAILER = re.compile(r"^Trustpub-Proposal: ([0-9a-f]{20})\s*$", re.M)
HIDDEN = re.compile(r"<!-- trustpub-proposal ([0-9a-f]{20}) ([0-9a-f]{20}) -->")
"""Both forges leave comments out of what they show."""
WITHDRAWN = "<!-- trustpub-proposal withdrawn -->"
FENCE = re.compile(r"`{3,}")


def change(file: RenderedFile, before: str | None) -> Change:
    """The change of a file."""
    assert file.text is not None
    mark = digest(file.path, before or "", file.text)
    body = told(file)
    title = f"{'Add' if before is None else 'Mend'} {file.path} as the release config asks for it"
    return Change(file.text, before is None, mark, title, body, digest(mark, title, body))


def digest(*texts: str) -> str:
    """The same for the same texts."""
    data = json.dumps(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:20]


def commit_message(one: Change) -> str:
    """The title, and the trailer that says whose commit it is."""
    return f"{one.title}\n\nTrustpub-Proposal: {one.mark}\n"


def commit_mark(message: str) -> str | None:
    """The mark of one of our commits; None for a commit of somebody else."""
    found = TRAILER.findall(message)
    return found[-1] if found else None


def request_text(one: Change) -> str:
    """The text of a request, with the marks that nobody sees."""
    return f"{one.body}\n\n<!-- trustpub-proposal {one.mark} {one.body_mark} -->\n"


def request_marks(text: str | None) -> tuple[str, str] | None:
    """The marks in a request's text."""
    found = HIDDEN.search(text or "")
    return (found[1], found[2]) if found else None


def withdrawn(why: str) -> str:
    """The text of a request that trustpub itself closed."""
    return f"{why}\n\n{WITHDRAWN}\n"


def told(file: RenderedFile) -> str:
    """What changes, and why."""
    if file.state == "new":
        first = f"`{file.path}` is not there; this is the file that the release config asks for."
    else:
        first = f"`{file.path}` is not what the release config asks for; this is the least change."
    parts = [first]
    if file.mended:
        parts += ["It mends:", listed(file.mended)]
    if file.left:
        parts += ["A person has to see to the rest:", listed(file.left)]
    parts.append(
        "Take it or close it: both are respected. Commits of others on this branch are left alone,"
        " and no further change is then written to it."
    )
    return "\n\n".join(parts)


def listed(problems: tuple[Problem, ...]) -> str:
    """Problems as they are: in a fence, no text of a file can mention anybody or be a link."""
    lines = [f"{one.sentence()} [{one.id}]" for one in problems]
    longest = max(map(len, FENCE.findall("\n".join(lines))), default=2)
    fence = "`" * (longest + 1)
    return "\n".join([f"{fence}text", *lines, fence])
