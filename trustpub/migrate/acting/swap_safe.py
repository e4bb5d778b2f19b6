"""Which files may be proposed while others of the same repository still need a person.

Each upload is independent of the others: one may go without a token while another still goes by
one, and no secret is removed before all of them are through. So a file may go first if its own
uploads need no token then, and every other upload is fed exactly as it was. A file with an upload
that was not there before may not, unless nothing else uploads to that index: a release would be
uploaded twice, and the second time fails.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ...model import Forge
from ...workflows.model import Reading, Step, UploadJob
from ..proving.feeding import HARMLESS, has_token, names, uploads
from .swap_files import ELSEWHERE, Repository


class Key(NamedTuple):
    """An upload, wherever in its file it stands."""

    file: str
    job: str
    to: str
    """The index."""


Feeds = dict[Key, list[tuple[str, bool, tuple[str, ...]]]]
"""What feeds each upload: how it says who it is, whether by a token, names of secrets."""


def safe(repository: Repository, texts: Mapping[str, str]) -> set[str]:
    """Paths of the files whose new texts may be taken without those of any other file."""
    there = {
        path: text for path, text in texts.items() if repository.snapshot.read(path) is not None
    }
    for some in (texts, there):
        found = by_themselves(repository, some)
        if found and others_stay(repository, found):
            return set(found)
    return set()


def by_themselves(repository: Repository, texts: Mapping[str, str]) -> dict[str, str]:
    """Those that need no token any more, also where the others of them are left out."""
    left = dict(texts)
    while left:
        bad = {path for path in left if not through(repository, left, path)}
        if not bad:
            break
        left = {path: text for path, text in left.items() if path not in bad}
    return left


def through(repository: Repository, texts: Mapping[str, str], path: str) -> bool:
    """Whether all that a file uploads to a declared index would need no token."""
    after = repository.over(texts)
    reading, declared = repository.reading(after), repository.fed(after)
    own = [
        (job, step)
        for job, step in uploads(reading, repository.forge)
        if step.index in declared and touches(job, step, (path,))
    ]
    hidden = any(one.what.startswith(path) for one in reading.unknown if one.why not in HARMLESS)
    taken = any(file == path for file, _ in repository.taken(after))
    swapped = all(step.auth == "oidc" and not has_token(step) for _, step in own)
    return bool(own) and swapped and not hidden and not taken


def others_stay(repository: Repository, texts: Mapping[str, str]) -> bool:
    """Whether no upload is lost, no second one added, and no other one fed in another way."""
    after = repository.over(texts)
    declared, reading = repository.fed(after), repository.reading(after)
    before = feeds(repository.reading(repository.snapshot), repository.forge)
    now = feeds(reading, repository.forge)
    own = {
        key(job, step)
        for job, step in uploads(reading, repository.forge)
        if step.index in declared and touches(job, step, texts)
    }
    fewer = any(len(now.get(one, ())) < len(fed) for one, fed in before.items())
    other = any(now.get(one) != fed for one, fed in before.items() if one not in own)
    more = {one.to for one in added(before, now)}
    alone = {index for index, fed in declared.items() if fed.state == "swapped"}
    return not fewer and not other and more <= alone - {one.to for one in before}


def added(before: Feeds, now: Feeds) -> list[Key]:
    """Uploads that were not there before."""
    return [one for one, fed in now.items() if len(fed) > len(before.get(one, ()))]


def twice(repository: Repository, texts: Mapping[str, str]) -> list[str]:
    """What would be uploaded a second time, though no token is left: why it is not proposed."""
    after = repository.over(texts)
    declared = repository.fed(after)
    through = {index for index, fed in declared.items() if fed.state == "swapped"}
    old = repository.reading(repository.snapshot)
    now = feeds(repository.reading(after), repository.forge)
    new = [one for one in added(feeds(old, repository.forge), now) if one.to in through]
    return [
        f"{job.file}:{step.line} uploads to {one.to} already, and {one.file} would be a second"
        f" upload of each release; {ELSEWHERE}"
        for one in new
        for job, step in uploads(old, repository.forge)
        if step.index == one.to and job.file != one.file
    ]


def feeds(reading: Reading, forge: Forge) -> Feeds:
    """All uploads."""
    found: Feeds = defaultdict(list)
    for job, step in uploads(reading, forge):
        found[key(job, step)].append((step.auth, has_token(step), names([step])))
    return {one: sorted(fed) for one, fed in found.items()}


def key(job: UploadJob, step: Step) -> Key:
    """One upload."""
    return Key(job.file, job.job, step.index)


def touches(job: UploadJob, step: Step, paths: Collection[str]) -> bool:
    """Whether an upload depends on what some files say."""
    return any(one in paths for one in (job.file, job.calls, step.mark.file, *job.tops))
