"""The client for one comment: paced, and nothing of what it is answered is kept."""

from collections.abc import Callable, Mapping

from ..forges.github.observing.opening import client as github_client
from ..forges.gitlab.observing.opening import client as gitlab_client
from ..model import Forge
from ..observing.client import Client

PATIENCE = 600.0
"""Seconds: a job that waits longer for a limit had better fail."""


def client(
    forge: Forge,
    environ: Mapping[str, str],
    notice: Callable[[float], None] = lambda seconds: None,
) -> Client:
    """With the token of the environment; `notice` hears of each wait before it begins."""
    if forge == "github":
        return github_client(environ, kept=False, patience=PATIENCE, notice=notice)
    return gitlab_client(environ, patience=PATIENCE, notice=notice)
