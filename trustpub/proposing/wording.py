"""Texts of a proposal, and the marks by which it is known again."""

import hashlib
import json
import re
from collections.abc import Iterable

from ..model import Problem
from ..patching.model import RenderedFile
from .model import Change, Edit, FileWish, Owner

TRAILER = re.compile(r"^Trustpub-Proposal: ([0-9a-f]{20})\s*$", re.M)
HIDDEN = re.compile(r"<!-- trustpub-proposal ([0-9a-f]{20}) ([0-9a-f]{20}) -->")
"""Both forges leave comments out of what they show."""
WITHDRAWN = "<!-- trustpub-proposal withdrawn -->"
CLAIM = re.compile(r"^Trustpub-Claim: ([0-9a-f]{20})\s*$", re.M)
CLAIMS = re.compile(r"<!-- trustpub-claims((?: [0-9a-f]{20})*) -->")
OLD = re.compile(
    r"(?:Add|Mend) (.+) as the release config asks for it"
    r"|Publish from (.+) without a long-lived token"
)
"""Titles of a time without claims, when a proposal was of one file."""
FENCE = re.compile(r"`{3,}")
LONGEST = 150
ROOM = 50_000
"""Characters of what is told of files; GitHub takes 65536 in a request's text."""
CUT = "All that was found does not fit in here; `trustpub check --repo .` lists it in a checkout."
TAKE = (
    "Take it or close it: both are respected. Commits of others on this branch are left alone,"
    " and no further change is then written to it."
)


def edit(file: RenderedFile, text: str, before: str | None) -> Edit:
    """The change of one file."""
    mark = digest(file.path, before or "", text)
    return Edit(file.path, text, before is None, mark, told(file))


def change(
    edits: tuple[Edit, ...], rest: Iterable[FileWish] = (), claims: tuple[str, ...] = ()
) -> Change:
    """One proposal of all edits; `rest`: files that are not right and that no edit mends."""
    verb = "Add" if all(one.new for one in edits) else "Mend"
    title = f"{verb} {listing(edits)} as the release config asks for it"
    return changed(edits, title, [*parts(edits, rest), TAKE], claims)


def changed(
    edits: tuple[Edit, ...], title: str, body: Iterable[str], claims: tuple[str, ...]
) -> Change:
    """A proposal with its marks."""
    text, marks = "\n\n".join(body), [one.mark for one in edits]
    mark = marks[0] if len(marks) == 1 else digest("files", *marks)
    return Change(edits, mark, title, text, digest(mark, title, text), claims)


def parts(edits: tuple[Edit, ...], rest: Iterable[FileWish]) -> list[str]:
    """What is told of each file, and of those that are left out."""
    found = [one.told for one in edits]
    for one in rest:
        beside = f"`{one.path}` is not changed by this; a person has to see to it"
        found.append(f"{beside}:\n\n{fenced(one.left)}" if one.left else f"{beside}.")
    if sum(map(len, found)) <= ROOM:
        return found
    return [*(one.partition("\n\n")[0] for one in found), CUT]


def listing(edits: tuple[Edit, ...]) -> str:
    """Paths in a title, which is cut by no forge (255 characters at GitLab)."""
    paths = [one.path for one in edits]
    text = f"{', '.join(paths[:-1])} and {paths[-1]}" if len(paths) > 1 else paths[0]
    return text if len(paths) == 1 or len(text) <= LONGEST else f"{len(paths)} files"


def digest(*texts: str) -> str:
    """The same for the same texts."""
    data = json.dumps(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:20]


def commit_message(one: Change) -> str:
    """The title, and the trailer that says whose commit it is."""
    claims = "".join(f"Trustpub-Claim: {claim}\n" for claim in one.claims)
    return f"{one.title}\n\nTrustpub-Proposal: {one.mark}\n{claims}"


def commit_mark(message: str) -> str | None:
    """The mark of one of our commits; None for a commit of somebody else."""
    found = TRAILER.findall(message)
    return found[-1] if found else None


def commit_owner(message: str) -> Owner:
    """Whose proposal one of our commits is."""
    return owner(frozenset(CLAIM.findall(message)), message.partition("\n")[0])


def request_text(one: Change) -> str:
    """The text of a request, with the marks that nobody sees."""
    claims = f"<!-- trustpub-claims {' '.join(one.claims)} -->\n" if one.claims else ""
    return f"{one.body}\n\n<!-- trustpub-proposal {one.mark} {one.body_mark} -->\n{claims}"


def request_owner(title: str, text: str | None) -> Owner:
    """Whose proposal a request is; nobody knows of one whose marks a person removed."""
    found = CLAIMS.findall(text or "")
    claims = frozenset(found[-1].split()) if found else frozenset()
    return owner(claims, title) if claims or request_marks(text) else Owner()


def owner(claims: frozenset[str], title: str) -> Owner:
    """By its claims; an old one by the only file that its title names."""
    found = None if claims else OLD.fullmatch(title.strip())
    return Owner(claims, (found[1] or found[2]) if found else "")


def request_marks(text: str | None) -> tuple[str, str] | None:
    """The marks in a request's text: they stand at its end, below what it says of files."""
    found = HIDDEN.findall(text or "")
    return found[-1] if found else None


def withdrawn(why: str) -> str:
    """The text of a request that trustpub itself closed."""
    return f"{why}\n\n{WITHDRAWN}\n"


def told(file: RenderedFile) -> str:
    """What changes, and why."""
    if file.state == "new":
        first = f"`{file.path}` is not there; this is the file that the release config asks for."
    else:
        first = f"`{file.path}` is not what the release config asks for; this is the least change."
    found = [first]
    if file.mended:
        found += ["It mends:", listed(file.mended)]
    if file.left:
        found += ["A person has to see to the rest:", listed(file.left)]
    return "\n\n".join(found)


def listed(problems: tuple[Problem, ...]) -> str:
    """Problems as they are."""
    return fenced(f"{one.sentence()} [{one.id}]" for one in problems)


def fenced(lines: Iterable[str]) -> str:
    """Text in a fence that it cannot end, where it can mention nobody and be no link."""
    text = "\n".join(lines)
    fence = "`" * (max(map(len, FENCE.findall(text)), default=2) + 1)
    return f"{fence}text\n{text}\n{fence}"
