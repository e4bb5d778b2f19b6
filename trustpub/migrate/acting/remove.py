"""Carrying removals out: each is looked at again, journaled, sent once, and read back.

Nothing is sent before its `removing` is on disk, so a run that was stopped is finished by looking:
what is gone is gone, what is there stays for the next decision. No request is sent a second time
for what was not decided anew.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from ...errors import WorldError
from ...model import Value
from ...observing.client import Client
from ...writer import GONE, Writer
from ..judged import Removal
from ..kept import on_github
from ..kept.all import look_again, request_to_remove
from ..kept.all import same as same_kept
from ..model import Kept
from .entries import Entry, kept_of, unfinished
from .journal import Journal

RIGHT = "remove secrets and variables there"
BACK = "read back: it is gone"
GROWN = "it reaches other repositories than when it was looked at; look again"


class Outcome(Value):
    """What became of one secret or variable that was to go."""

    kept: Kept
    state: Literal["removed", "found-gone", "kept", "unknown"]
    """`kept`: it is still there; `unknown`: whether it is there could not be seen."""
    why: str = ""
    """Why it stays, what could not be seen, or how it is known to be gone."""


class Look(NamedTuple):
    """One secret or variable right now."""

    state: Literal["there", "gone", "unknown"]
    why: str = ""
    now: Kept | None = None


def remove_all(
    client: Client, removals: Iterable[Removal], journal: Journal, before: Iterable[Entry] = ()
) -> Iterator[Outcome]:
    """First what an earlier run left open, ended by looking; then each removal, as it is asked for.

    A fault stops only its own. `before`: entries of the journal, of this forge. JournalError:
    nothing more may be removed.
    """
    for entry in unfinished(before):
        yield close(client, journal, entry)
    for one in removals:
        if one.allowed:
            yield remove(client, one, journal)


def close(client: Client, journal: Journal, entry: Entry) -> Outcome:
    """One `removing` without an end."""
    kept, begun = kept_of(entry), f"its removal began at {entry.at:%Y-%m-%d %H:%M:%S} UTC"
    look = see(client, kept)
    if look.state == "gone":
        return ended(journal, kept, "removed", f"{entry.evidence}; {begun}, was cut off; {BACK}")
    if look.state == "there":
        return ended(journal, kept, "kept", f"{begun} and was cut off; it is still there")
    return Outcome(kept=kept, state="unknown", why=f"{begun} and was cut off; {look.why}")


def remove(client: Client, removal: Removal, journal: Journal) -> Outcome:
    """One secret or variable; what is not allowed is left alone."""
    kept = removal.kept
    if not removal.allowed or not removal.evidence:
        return Outcome(kept=kept, state="kept", why=removal.stays or "nothing shows that it may go")
    look = see(client, kept)
    if look.state == "gone":
        return ended(journal, kept, "found-gone", "it was gone before it was removed")
    why = look.why if look.state == "unknown" else changed(kept, look.now)
    if why:
        return ended(journal, kept, "kept", why)
    journal.write("removing", kept, evidence=removal.evidence)
    return read_back(client, removal, journal, *sent(client, kept))


def sent(client: Client, kept: Kept) -> tuple[bool, str]:
    """Whether the forge knew it, and why it may not have been removed."""
    try:
        answer = Writer(client, RIGHT).write(*request_to_remove(kept))
    except WorldError as error:
        return True, str(error)
    return answer is not GONE, ""


def read_back(
    client: Client, removal: Removal, journal: Journal, there: bool, failed: str
) -> Outcome:
    """What the forge holds after the request, whatever it said."""
    kept, look = removal.kept, see(client, removal.kept)
    if look.state == "unknown":
        why = "; ".join(filter(None, (failed, f"it could not be read back: {look.why}")))
        return Outcome(kept=kept, state="unknown", why=why)
    if look.state == "there":
        hidden = "the forge says that it is not there, and lists it; may the token remove it?"
        said = "the forge says that it was removed, and lists it still"
        return ended(journal, kept, "kept", failed or (said if there else hidden))
    if not there:
        return ended(journal, kept, "found-gone", "it went before it was removed")
    return ended(journal, kept, "removed", f"{removal.evidence}; {BACK}")


def ended(
    journal: Journal, kept: Kept, what: Literal["removed", "found-gone", "kept"], why: str
) -> Outcome:
    """The end of a removal, journaled."""
    journal.write(what, kept, evidence=why)
    return Outcome(kept=kept, state=what, why=why)


def see(client: Client, kept: Kept) -> Look:
    """One secret or variable by the list it stands in; of GitHub's, also when it was written."""
    if kept.place.forge == "gitlab":
        return Look(*look_again(client, kept))
    found = on_github.look(client, kept.place)
    now = next((one for one in found.kept if same_kept(one, kept)), None)
    if now is None and found.unknown:
        return Look("unknown", "; ".join(one.why for one in found.unknown))
    if now is None:
        return Look("gone")
    if kept.selected is None or now.visibility != "selected":
        return Look("there", now=now)
    chosen = on_github.with_selection(client, now)
    why = "; ".join(one.why for one in chosen.unknown)
    return Look("unknown", why) if why else Look("there", now=chosen.kept[0])


def changed(kept: Kept, now: Kept | None) -> str:
    """Why what is there is not what was decided about; empty where it is."""
    if now is None:
        return ""
    if kept.written and now.written and now.written != kept.written:
        return f"it was written at {moment(now.written)}, after it was looked at; look again"
    if now.visibility != kept.visibility:
        return GROWN
    if kept.selected is not None and not set(now.selected or ()) <= set(kept.selected):
        return GROWN
    return ""


def moment(date: datetime) -> str:
    """A time for a sentence."""
    return f"{date:%Y-%m-%d %H:%M:%S} UTC"
