"""The client that observing GitHub uses."""

import re
from collections.abc import Callable, Mapping

from ....observing.client import Client
from ....observing.pace import GITHUB, GITHUB_BESIDE, GITHUB_POINTS, Pace
from ....observing.sending import Sending
from ....observing.store import answers_file, open_store
from ..look import reader

FICKLE = re.compile(r"/rulesets/\d+$")
"""A ruleset's ETag stays when its bypass actors change (terraform-provider-github#3509)."""


def client(
    environ: Mapping[str, str],
    kept: bool = True,
    patience: float = 3700.0,
    progress: Callable[[int, int], None] = lambda sent, predicted: None,
    notice: Callable[[float], None] = lambda seconds: None,
) -> Client:
    """A client with the token of the environment; `kept`: with answers from the last time."""
    plain = reader(environ)
    pace = Pace(GITHUB, patience, notice, beside=GITHUB_BESIDE, points=GITHUB_POINTS)
    sending = Sending(plain.base_url, plain.variable, pace, progress)
    token = environ.get("GITHUB_TOKEN", "")
    store = open_store(answers_file(environ), token) if kept else None
    if store:
        pace.recall(store.recent())
        pace.remember = store.sent
    return Client(
        plain.base_url,
        plain.headers,
        plain.variable,
        sending=sending,
        store=store,
        fickle=FICKLE,
    )
