"""Property values of the engine <-> plain Python values."""

from typing import Any

from pulumi.provider.experimental.property_value import PropertyValue


class Unknown:
    """A value that is not known before the update runs."""

    def __repr__(self) -> str:
        return "<unknown>"


UNKNOWN = Unknown()
Props = dict[str, Any]

# The SDK (3.259) hands unknowns over as these strings and cannot marshal its own Computed.
# Source: sdk/go/common/resource/plugin/rpc.go, Unknown...Value.
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
MARKS = {
    STRING,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
}


def plain(value: PropertyValue) -> Any:
    """A property value as Python; whole numbers become int."""
    found: Any = value.value
    if isinstance(found, str):
        return UNKNOWN if found in MARKS else found
    if isinstance(found, float):
        return int(found) if found.is_integer() else found
    if isinstance(found, tuple):
        return [plain(item) for item in found]
    return plain_map(found) if hasattr(found, "items") else found


def plain_map(values: Any) -> Props:
    """A mapping of property values as Python; nulls and the bridge's `__defaults` are left out."""
    found = {k: plain(v) for k, v in values.items() if not k.startswith("__")}
    return {k: v for k, v in found.items() if v is not None}


def wrap(value: Any) -> PropertyValue:
    """A Python value as a property value."""
    if value is UNKNOWN:
        return PropertyValue(STRING)
    if isinstance(value, dict):
        return PropertyValue(wrap_map(value))
    if isinstance(value, list):
        return PropertyValue([wrap(item) for item in value])
    number = isinstance(value, int) and not isinstance(value, bool)
    return PropertyValue(float(value) if number else value)


def wrap_map(values: Props) -> dict[str, PropertyValue]:
    """A mapping as property values, without what is None."""
    return {k: wrap(v) for k, v in values.items() if v is not None}
