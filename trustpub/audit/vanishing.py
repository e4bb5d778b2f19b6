"""A repository that goes away during the look: what was not seen by then is unknown, not absent.

GitHub answers 404 for each list of what is gone, and who asks takes some of them for empty lists.
"""

from urllib.parse import quote

from ..observing.client import Client
from ..observing.model import Repository, Seen
from .case import ENVIRONMENT, POLICY
from .places import TAG_RULESETS
from .reading import HIDDEN, tried

LAST = ("secrets", "subject")
"""What is asked for last: where these are shown, all before them was."""
LISTS = (ENVIRONMENT[0], POLICY, *TAG_RULESETS)
GONE = "GitHub showed the repository at first, and shows it no more: it is gone, or hidden"
ABLE = "reviewers_able"


def seen_to_the_end(client: Client, repository: Repository) -> Repository:
    """The same; where the last lists are hidden, the repository is asked for once more."""
    if repository.forge != "github" or HIDDEN not in map(repository.unseen.get, LAST):
        return repository
    client.expect(1)
    _, why = tried(lambda: client.get(f"/repos/{quote(repository.name)}", "id"))
    return vanished(repository) if why == HIDDEN else repository


def vanished(repository: Repository) -> Repository:
    """A repository of which no list is known to be complete; what was seen of it stays."""
    unseen = {**dict.fromkeys(LISTS, GONE), **repository.unseen}
    seen = tuple(map(without_the_unable, repository.seen))
    return repository.model_copy(update={"seen": seen, "unseen": unseen})


def without_the_unable(one: Seen) -> Seen:
    """Who cannot read what is gone may well have been able to."""
    known = one.beyond.get(ABLE, {})
    able = {who: can for who, can in known.items() if can}
    if able == known:
        return one
    beyond = {**one.beyond, ABLE: able}
    return one.model_copy(update={"beyond": beyond, "unseen": {**one.unseen, ABLE: GONE}})
