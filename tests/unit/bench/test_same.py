"""Whether two states hold the same."""

import json
from typing import Any

from bench.same import difference


def state(*resources: dict[str, Any]) -> str:
    """An exported state."""
    return json.dumps({"deployment": {"resources": resources}})


def resource(**inputs: Any) -> dict[str, Any]:
    """A provider's resource."""
    return {"type": "github:index:Thing", "custom": True, "inputs": inputs}


COMPONENT = {"type": "trustpub:index:ReleaseProject", "custom": False}
PROVIDER = {"type": "pulumi:providers:github", "custom": True, "inputs": {"version": "1"}}


def test_components_providers_names_and_order_make_no_difference() -> None:
    """Only what reaches a forge or an index counts."""
    one = state(COMPONENT, PROVIDER, resource(a=1, b=2), resource(a=2))
    assert [] == difference(one, state(resource(a=2), resource(b=2, a=1)))


def test_another_input_is_a_difference() -> None:
    """Each side shows its own."""
    found = difference(state(resource(a=1)), state(resource(a=2)))
    assert ["- ", "+ "] == [line[:2] for line in found]


def test_a_missing_resource_is_a_difference() -> None:
    """On one side."""
    assert 1 == len(difference(state(resource(a=1)), state()))


def test_the_same_resource_twice_is_a_difference() -> None:
    """Each counts."""
    assert 1 == len(difference(state(resource(a=1), resource(a=1)), state(resource(a=1))))
