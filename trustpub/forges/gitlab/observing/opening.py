"""The client that observing GitLab uses.

Answers are not kept: GitLab counts a 304 like any other answer, so asking whether something
changed saves none of its limits.
"""

import re
from collections.abc import Callable, Mapping

from ....observing.client import Client
from ....observing.pace import GITLAB, Pace
from ....observing.sending import Sending
from ..look import reader

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
) -> Client:
    """A client with the token of the environment."""
    plain = reader(environ)
    sending = Sending(plain.base_url, plain.variable, Pace(GITLAB, patience, notice), progress)
    return Client(plain.base_url, plain.headers, plain.variable, sending=sending, limits=LIMITS)
