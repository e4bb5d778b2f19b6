"""Property values <-> plain text values; ids that say everything an import needs."""

from collections.abc import Mapping

from pulumi.provider.experimental.property_value import PropertyValue, PropertyValueType
from pulumi.runtime import rpc

from trustpub.model import Identity

IDENTITY = (
    "index",
    "project",
    "forge",
    "issuer",
    "namespace",
    "repository",
    "workflow",
    "environment",
)
"""Who publishes what: a change of any of these is another registration."""

OPTIONAL = "organization"
INPUTS = (*IDENTITY, OPTIONAL)
"""The inputs of a TrustedPublisher."""

CHOICES = {"index": ("pypi", "testpypi"), "forge": ("github", "gitlab")}
"""Inputs that take few values."""

Inputs = dict[str, str]


def texts(properties: Mapping[str, PropertyValue]) -> Inputs:
    """The inputs that are known texts; others, and unknown ones, are left out."""
    given = {OPTIONAL: PropertyValue(""), **properties}
    return {name: str(given[name].value) for name in INPUTS if is_text(given.get(name))}


def stated(inputs: Inputs) -> Inputs:
    """The inputs without what is left out: empty and absent are one."""
    return {name: text for name, text in inputs.items() if text or name != OPTIONAL}


def unknown() -> PropertyValue:
    """A value that is not known yet; the SDK cannot send its own `computed()`."""
    return PropertyValue(rpc.UNKNOWN)


def is_text(value: PropertyValue | None) -> bool:
    """Whether a value is a text that is known; the SDK leaves the engine's sign for "unknown"."""
    return (
        value is not None and value.type == PropertyValueType.STRING and value.value != rpc.UNKNOWN
    )


def values(plain: Mapping[str, object]) -> dict[str, PropertyValue]:
    """Texts and lists of texts as property values."""
    return {
        name: PropertyValue([PropertyValue(text) for text in value])
        if isinstance(value, (list, tuple))
        else PropertyValue(value)  # type: ignore[arg-type]
        for name, value in plain.items()
    }


def identity(inputs: Inputs) -> Identity:
    """Who publishes."""
    return Identity.model_validate(
        {
            "forge": inputs["forge"],
            "issuer": inputs["issuer"],
            "namespace": inputs["namespace"],
            "project": inputs["repository"],
            "workflow": inputs["workflow"],
            "environment": inputs["environment"] or None,
        }
    )


def make_id(inputs: Inputs) -> str:
    """`pypi:sampleproject:github:octo-org/sampleproject:release.yml:pypi:https://...`."""
    path = f"{inputs['namespace']}/{inputs['repository']}"
    names = ("workflow", "environment", "issuer")
    return ":".join(
        (inputs["index"], inputs["project"], inputs["forge"], path, *(inputs[n] for n in names))
    )


def parse_id(text: str) -> Inputs | None:
    """An id back into its inputs; None when it is not one of ours."""
    parts = text.split(":", 6)
    if len(parts) != 7 or "/" not in parts[3]:
        return None
    index, project, forge, path, workflow, environment, issuer = parts
    namespace, _, repository = path.rpartition("/")
    if index not in CHOICES["index"] or forge not in CHOICES["forge"]:
        return None
    found = (index, project, forge, issuer, namespace, repository, workflow, environment, "")
    return dict(zip(INPUTS, found, strict=True))
