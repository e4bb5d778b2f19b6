"""What adoption writes, as lines for a person and as the text of files. Pure."""

import json
from collections.abc import Iterable, Iterator, Sequence

from ..model import Plan, Unknown
from ..observing.compare import differences
from ..observing.model import Difference, Repository
from ..printable import spaced
from .importing import import_file
from .model import Adopted, Left

CONFIG, IMPORT = "release.yaml", "release.import.json"


def import_text(plan: Plan, seen: Sequence[Repository]) -> str:
    """The import file."""
    return json.dumps(import_file(plan, seen), indent=2) + "\n"


def lines(left: Iterable[Left], unknown: Iterable[Unknown]) -> Iterator[str]:
    """What is left over, what is only to be known, and what was not seen."""
    told = list(left)
    yield from (spaced(f"left     {one.sentence()}") for one in told if one.severity != "note")
    yield from (spaced(f"note     {one.sentence()}") for one in told if one.severity == "note")
    yield from (spaced(f"unseen   {one.what}: {one.why}") for one in unknown)


def compared(
    plan: Plan, repository: Repository
) -> tuple[tuple[Difference, ...], tuple[Unknown, ...]]:
    """In what a config that was there before is not what is stored; and what was not seen."""
    found = differences(plan, [repository])
    hidden = tuple(
        Unknown(what=f"{one.name} {one.setting}".strip(), why=one.reason)
        for one in found
        if one.state == "unknown"
    )
    return tuple(one for one in found if one.state != "unknown"), hidden


def difference(one: Difference) -> str:
    """One difference on a line."""
    place = spaced(f"{one.name} {one.setting}".strip())
    told = f"; {spaced(one.reason)}" if one.reason else ""
    if one.state == "absent":
        return f"differs  {place}: declared, and not there{told}"
    if one.state == "beside":
        return f"differs  {place}: there beside what is declared: {one.stored!r}{told}"
    return f"differs  {place}: declared {one.asked!r}, stored {one.stored!r}{told}"


def summary(found: Sequence[Adopted]) -> str:
    """`12 repositories: 3 taken over whole, 1 in part, 8 that publish nothing`."""
    taken = [one for one in found if one.text is not None]
    whole = sum(one.whole for one in taken)
    hidden = sum(one.text is None and bool(one.unknown) for one in found)
    counts = {
        "taken over whole": whole,
        "taken over in part": len(taken) - whole,
        "not seen": hidden,
        "without publishers": len(found) - len(taken) - hidden,
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"{len(found)} looked at: {told or 'nothing'}"
