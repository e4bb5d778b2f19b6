"""What a migration makes of the files of a repository: the patch that takes the tokens out.

Nothing is proposed that would only seem to: while a token could still feed an upload of a file, a
person has to see to it. The other files are proposed where that changes nothing for it.
"""

from collections.abc import Sequence

from ...config import Config
from ...model import Forge, Problem
from ...proposing.model import Change, Edit, FileWish, Wish
from ...proposing.plan import together
from ...proposing.wording import edit
from ...workflows.model import Snapshot
from .swap_files import Patched, Repository
from .swap_safe import safe, twice
from .swap_text import Rest, change_of

WAITS = (
    "its change waits for the rest: alone it would leave an upload by a token, add a second one, or"
    " change how another one is fed"
)


def wish(
    config: Config,
    forge: Forge,
    snapshot: Snapshot,
    given: frozenset[str] | None = None,
    claims: tuple[str, ...] = (),
) -> Wish:
    """What a migration makes of the files of a repository."""
    repository = Repository(config, forge, snapshot, given)
    patched = repository.patched()
    texts = {one.one.path: one.text for one in patched if one.text is not None}
    held = (*repository.held(patched), *twice(repository, texts))
    goes = going(repository, patched, bool(held))
    wishes = [wish_of(one, one.one.path in goes, len(patched) > 1) for one in patched]

    def make(edits: tuple[Edit, ...], rest: Sequence[FileWish]) -> Change:
        return change_of(config, forge, edits, Rest(tuple(rest), held), claims)

    found = together(wishes, make)
    state = "needs a person" if held and not found.change else found.state
    return found._replace(state=state, left=tuple(dict.fromkeys((*held, *found.left))))


def going(repository: Repository, patched: Sequence[Patched], held: bool) -> set[str]:
    """Paths of the files that are proposed: all that change, or those that are safe without."""
    change = {one.one.path: one.text for one in patched if one.text not in (None, one.before)}
    fit = {one.one.path: one.text for one in patched if one.one.path in change and not one.wrong}
    if not held and fit == change:
        return set(change)
    return safe(repository, {path: text for path, text in fit.items() if text is not None})


def wish_of(one: Patched, goes: bool, several: bool) -> FileWish:
    """What becomes of one file; `several`: it may wait for another one."""
    path, text, file = one.one.path, one.text, one.rendered.file
    left = tuple(told_of(each) for each in one.told)
    if text is not None and goes:
        return FileWish(path, "proposed", left, edit(file, text, one.before))
    if text is None or one.wrong:
        return FileWish(path, "needs a person", left)
    if text != one.before:
        return FileWish(path, "needs a person", (WAITS, *left) if several else left)
    if file.state == "unknown":
        unknown = tuple(f"{each.what}: {each.why}" for each in one.rendered.unknown)
        return FileWish(path, "unknown", (*unknown, *left))
    return FileWish(path, "agrees", left)


def told_of(one: Problem) -> str:
    """A problem as a sentence."""
    return f"{one.sentence()} [{one.id}]"
