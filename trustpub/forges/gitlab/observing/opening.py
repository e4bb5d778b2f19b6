"""The client that observing GitLab uses.

Answers are not kept: GitLab counts a 304 like any other answer, so asking whether something
changed saves none of its limits. Those of an interrupted look are, for a moment: `resuming`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from ....observing.client import Client
from ....observing.pace import GITLAB, Pace
from ....observing.sending import Sending
from ....observing.store import answers_file, open_store
from ..look import reader
from .journal import Journal, open_journal
from .resuming import Resuming

LIMITS = (
    ("core/members", re.compile(r"/members/all(?:\?|$)")),
    ("core/users", re.compile(r"/users/\d+$")),
    ("core/projects", re.compile(r"/api/v4/projects/[^/?]+$")),
    ("core/groups", re.compile(r"/groups/[^/?]+/projects\?")),
)
"""Addresses with a limit of their own, within the one for all: `pace.GITLAB` has the numbers."""


def client(
    environ: Mapping[str, str],
    patience: float = 3700.0,
    progress: Callable[[int, int], None] = lambda sent, predicted: None,
    notice: Callable[[float], None] = lambda seconds: None,
    group: str | None = None,
) -> Client:
    """A client with the token of the environment.

    `group`: the one that is looked at, should that look be gone on with after an interruption.
    """
    plain = reader(environ)
    pace = Pace(GITLAB, patience, notice)
    sending = Sending(plain.base_url, plain.variable, pace, progress)
    words = (plain.base_url, plain.headers, plain.variable)
    if group:
        # The look that was interrupted a moment ago counts against the limits of this minute.
        store = open_store(answers_file(environ), environ.get("GITLAB_TOKEN", ""))
        pace.recall(store.recent())
        pace.remember = store.sent
    journal = journal_of(environ, plain.base_url, group) if group else None
    if journal is None:
        return Client(*words, sending=sending, limits=LIMITS)
    return Resuming(*words, sending=sending, limits=LIMITS, journal=journal)


def journal_of(environ: Mapping[str, str], url: str, group: str) -> Journal | None:
    """Where the answers of looks at a group are."""
    token = environ.get("GITLAB_TOKEN", "")
    return open_journal(answers_file(environ).parent, f"{url}\n{group.casefold()}", token)


@contextmanager
def going_on(client: Client) -> Iterator[Client]:
    """While a look is under way; what it was answered is kept unless it comes to its end."""
    try:
        yield client
    except BaseException:
        if isinstance(client, Resuming):
            client.journal.close()
        raise
    if isinstance(client, Resuming):
        client.ended()
