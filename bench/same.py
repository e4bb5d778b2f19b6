"""Whether two stacks hold the same: a comparison of unlike things is none. Pure."""

import json
from collections import Counter
from typing import Any

BUILT_IN = "pulumi:providers:pulumi"
"""The engine's own provider: it is there where a program reads its last outputs."""


def declared(state: str) -> list[str]:
    """Type and inputs of every resource and provider in an exported state, sorted."""
    resources: list[dict[str, Any]] = json.loads(state)["deployment"]["resources"]
    return sorted(
        json.dumps([one["type"], one.get("inputs")], sort_keys=True)
        for one in resources
        if one.get("custom") and one["type"] != BUILT_IN
    )


def difference(one: str, other: str) -> list[str]:
    """What only one of two states holds; empty when they are alike."""
    left, right = Counter(declared(one)), Counter(declared(other))
    only = [f"- {line}" for line in (left - right).elements()]
    return only + [f"+ {line}" for line in (right - left).elements()]
