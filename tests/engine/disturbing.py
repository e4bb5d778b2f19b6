"""What goes wrong in a rollout: each kind of fault in a share of all requests."""

from collections import Counter
from typing import Any

from lab.world import Sandbox

FORGES = ("github", "gitlab")
MESSAGE = {"message": "Server Error"}
SECONDARY = {
    "message": "You have exceeded a secondary rate limit.",
    "documentation_url": "https://docs.github.com/rest/using-the-rest-api/"
    "rate-limits-for-the-rest-api#about-secondary-rate-limits",
}
PRIMARY = {"message": "API rate limit exceeded for user ID 1."}
KINDS: dict[str, dict[str, Any]] = {
    "500": {"status": 500, "body": MESSAGE},
    "500 after the deed": {"status": 500, "body": MESSAGE, "when": "after"},
    "502": {"status": 502, "body": MESSAGE},
    "timeout": {"status": 504, "body": MESSAGE, "delay_ms": 400},
    "timeout after the deed": {"status": 0, "when": "after", "delay_ms": 400},
    "reset": {"status": 0},
    "reset after the deed": {"status": 0, "when": "after"},
    "slow": {"status": 0, "delay_ms": 400},
}
"""A timeout is a gateway that gives up, or a connection that ends without an answer."""
LIMITS: dict[str, dict[str, dict[str, Any]]] = {
    "github": {
        "primary limit": {
            "status": 429,
            "body": PRIMARY,
            "headers": {"Retry-After": "1", "X-RateLimit-Remaining": "0"},
        },
        "secondary limit": {"status": 403, "body": SECONDARY, "headers": {"Retry-After": "1"}},
    },
    "gitlab": {
        "primary limit": {
            "status": 429,
            "body": {"message": "429 Too Many Requests"},
            "headers": {"Retry-After": "1", "RateLimit-Remaining": "0"},
        },
        "secondary limit": {
            "status": 429,
            "body": {"message": "Retry later"},
            "headers": {"Retry-After": "1"},
        },
    },
}
EXPIRED = {"status": 401, "body": {"message": "401 Unauthorized"}, "skip": 60, "times": 3}


def disturb(world: Sandbox, share: float, seed: int) -> None:
    """Every kind in a share of the requests to both forges, and a token that expires for a while.

    The first fault that matches hits, so the share of each is a little less than asked for.
    """
    for forge in FORGES:
        kinds = {**KINDS, **LIMITS[forge]}
        row = [
            {**fault, "name": name, "times": None, "share": share, "seed": seed + number}
            for number, (name, fault) in enumerate(kinds.items())
        ]
        world.faults(forge, {**EXPIRED, "name": "401"}, *row)


def injected(world: Sandbox) -> Counter[str]:
    """How often each kind was met."""
    return Counter(event["fault"] for event in world.events("all") if event.get("fault"))
