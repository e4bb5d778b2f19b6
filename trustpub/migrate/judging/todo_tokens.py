"""The steps for the tokens that are left: remove, look, clean. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from ...indexes.pypi.sites import Site
from ...model import Index, StepField
from ..judged import Shared, ToDo
from ..model import Kept
from ..reach import at, is_own, key, references, told
from .evidence import Case

BEFORE_A_COLON = (
    "a release from there runs the files of that branch (its name is before the colon): bring the "
    "release job without tokens there, too, or delete the branch if nothing is released from it"
)
NOT_LOOKED_AT = (
    "other branches than the default one and those that look like release branches, and old tags: "
    "a release or a repeated job from there that takes one of these tokens fails afterwards"
)


def removing(case: Case, sites: Mapping[Index, Site]) -> Iterator[ToDo]:
    """Own tokens that nothing refers to go; each other one is for a person to look at."""
    own = [one for one in case.sight.kept if is_own(one)]
    free = [one for one in own if not references(case.sight, one)]
    if free:
        yield remove(free)
    yield from (used(case, one) for one in case.sight.kept if references(case.sight, one))
    yield from cleaning(case, sites)


def remove(kept: Iterable[Kept]) -> ToDo:
    """What trustpub does by itself, each one shown before."""
    return ToDo(
        id="remove",
        who="trustpub",
        title="Remove the tokens that nothing needs any more",
        fields=(
            *(named("remove", one) for one in kept),
            StepField(label="not looked at", value=NOT_LOOKED_AT),
        ),
        done_when="none of them is listed any more",
    )


def named(label: str, kept: Kept) -> StepField:
    """A secret or variable, and who could have read it."""
    readers = f"; its value could be read by {kept.readers}" if kept.readers else ""
    return StepField(label=label, value=f"{told(kept)}{readers}")


def used(case: Case, kept: Kept) -> ToDo:
    """A token that a file still refers to: it stays until a person has seen what for."""
    users = references(case.sight, kept)
    fields = [named("kept as", kept), StepField(label="used at", value=at(users, len(users)))]
    files = {one.file for one in case.sight.branches}
    if any(one.file in files for one in users):
        fields.append(StepField(label="on other branches", value=BEFORE_A_COLON))
    return ToDo(
        id="clean-files",
        who="person",
        title=f"Take {kept.name} out of the files below, or give what they need another name",
        fields=tuple(fields),
        done_when=f"no file refers to {kept.name}",
    )


def cleaning(case: Case, sites: Mapping[Index, Site]) -> Iterator[ToDo]:
    """Values that stand in files."""
    literals = [one for one in case.sight.loose if one.literal]
    if literals:
        yield ToDo(
            id="clean-files",
            who="person",
            title="Take the credentials out of the files below; their history keeps them",
            fields=tuple(
                StepField(label=f"{one.file}:{one.line}", value=one.what) for one in literals
            ),
            done_when="no file holds a credential; those that did are revoked",
        )


def shared_ones(case: Case, shared: tuple[Shared, ...]) -> Iterator[ToDo]:
    """Tokens from above that reach the project: who still needs them."""
    known = {key(one.kept): one for one in shared}
    for one in case.sight.kept:
        if not is_own(one):
            yield shared_one(one, known.get(key(one)))


def shared_one(kept: Kept, found: Shared | None) -> ToDo:
    """A shared token, with all who refer to it or could."""
    users = at(found.users, 5) if found and found.users else ""
    unseen = found.unknown if found else ()
    told_of = [
        *([StepField(label="still used by", value=users)] if users else []),
        *(StepField(label="could be used by", value=f"{o.what}: {o.why}") for o in unseen),
        *([] if found else [StepField(label="not seen", value="who else uses it")]),
    ]
    return ToDo(
        id="remove",
        who="trustpub",
        title=f"Remove {told(kept)} once all that it reaches are through",
        fields=(named("kept as", kept), *told_of),
        done_when="it is gone, or no longer reaches this project",
    )
