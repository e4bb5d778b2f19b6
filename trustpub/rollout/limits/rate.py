"""What is left of GitHub's hour, asked before a run begins."""

from collections.abc import Mapping
from typing import Any

from ...errors import WorldError
from ...forges.github.look import reader
from ..model import Told
from .overheard import server_time

KEYS = ("limit", "remaining", "reset")


def asked(environ: Mapping[str, str], now: float, wall: float) -> Told | None:
    """`GET /rate_limit`, which counts against no limit of the hour (GitHub docs, "Rate limits").

    None where there is none: an Enterprise Server without limits answers 404. Who cannot be asked
    now, says so to the first repository.
    """
    client = reader(environ)
    url = f"{client.base_url}/rate_limit"
    if not environ.get("GITHUB_TOKEN"):
        return None
    try:
        answer = client.ask(url)
        body = client.parsed(answer, dict) if answer.status_code == 200 else {}
    except WorldError:
        return None
    return told_by(body, server_time(answer, wall), now)


def told_by(body: Mapping[str, Any], server: float, now: float) -> Told | None:
    """What the answer says of REST; None where it says nothing."""
    resources = body.get("resources")
    core = resources.get("core") if isinstance(resources, dict) else None
    if not isinstance(core, dict):
        return None
    numbers = [core[key] for key in KEYS if isinstance(core.get(key), int)]
    if len(numbers) < len(KEYS):
        return None
    limit, remaining, reset = numbers
    left = max(0.0, reset - server)
    return Told(limit=limit, remaining=remaining, reset=now + left, at=now)
