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
ENGINES_OWN = {"type": "pulumi:providers:pulumi", "custom": True}


def test_components_names_and_order_make_no_difference() -> None:
    """Only what reaches a forge or an index counts."""
    one = state(COMPONENT, ENGINES_OWN, resource(a=1, b=2), resource(a=2))
    assert [] == difference(one, state(resource(a=2), resource(b=2, a=1)))


def test_another_input_is_a_difference() -> None:
    """Each side shows its own."""
    found = difference(state(resource(a=1)), state(resource(a=2)))
    assert ["- ", "+ "] == [line[:2] for line in found]


def test_another_setting_of_a_provider_is_a_difference() -> None:
    """Pauses between writes would be compared otherwise."""
    one = {"type": "pulumi:providers:github", "custom": True, "inputs": {"writeDelayMs": "10"}}
    assert 2 == len(difference(state(one), state({**one, "inputs": {}})))


def test_a_missing_resource_is_a_difference() -> None:
    """On one side."""
    assert 1 == len(difference(state(resource(a=1)), state()))


def test_the_same_resource_twice_is_a_difference() -> None:
    """Each counts."""
    assert 1 == len(difference(state(resource(a=1), resource(a=1)), state(resource(a=1))))
