"""The plugin built here and the Python SDK agree on every property of every resource.

Needs the built plugin in the cache and pulumi-github in the venv; skipped without.
"""

import collections.abc
import importlib
import json
import os
import re
import subprocess
import typing

import pytest

from engine.cache import cache_folder
from engine.pins import load_pins

PLUGIN = (
    cache_folder(os.environ)
    / f"plugins/resource-github-v{load_pins().plugins['github']}/pulumi-resource-github"
)
# pulumi-terraform-bridge pkg/tfshim/shim.go: bool, int, float, string; then list, map, set.
SCALARS = {1: "bool", 2: "int", 3: "float", 4: "str"}
MAP = 6
Shape = typing.Any


def camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def plural(name: str) -> str:
    """As far as the names of this provider need it."""
    if name.endswith("s"):
        return name
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    return name + ("es" if re.search(r"(x|ch|sh)$", name) else "s")


def of_plugin(schema: dict[str, Shape], fields: dict[str, Shape]) -> dict[str, Shape]:
    """A Terraform schema as the bridge renames and flattens it."""
    shape: dict[str, Shape] = {}
    for name, spec in schema.items():
        field = fields.get(name) or {}
        kind = spec["type"]
        if kind in SCALARS:
            shape[camel(name)] = SCALARS[kind]
        elif kind == MAP:
            shape[camel(name)] = {"*": SCALARS[spec["element"]["schema"]["type"]]}
        else:
            element = of_element(spec["element"], field)
            single = field.get("maxItemsOne", spec.get("maxItems") == 1)
            shape[camel(name) if single else plural(camel(name))] = element if single else [element]
    return shape


def of_element(element: dict[str, Shape], field: dict[str, Shape]) -> Shape:
    if "resource" in element:
        return of_plugin(element["resource"], (field.get("element") or {}).get("fields") or {})
    return SCALARS[element["schema"]["type"]]


def of_sdk(kind: Shape) -> Shape:
    """The same shape out of the SDK's annotations."""
    types = importlib.import_module("pulumi._types")
    kind = types.unwrap_optional_type(kind)
    if types.is_output_type(kind):
        return {name: of_sdk(inner) for name, inner in types.output_type_types(kind).items()}
    origin: Shape = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin is collections.abc.Sequence:
        return [of_sdk(arguments[0])]
    return {"*": of_sdk(arguments[1])} if origin is collections.abc.Mapping else kind.__name__


@pytest.fixture(scope="module")
def info() -> dict[str, Shape]:
    if not PLUGIN.exists():
        pytest.skip("the GitHub plugin is not built: python -m engine ensure")
    done = subprocess.run([PLUGIN, "-get-provider-info"], capture_output=True, check=True)
    loaded: dict[str, Shape] = json.loads(done.stdout)
    return loaded


def test_every_resource_has_the_sdks_shape(info: dict[str, Shape]) -> None:
    """Names, lists against single values, and scalar types, all the way down."""
    sdk = pytest.importorskip("pulumi_github")
    types = importlib.import_module("pulumi._types")
    assert len(info["resources"]) > 80
    for name, resource in info["resources"].items():
        cls = getattr(sdk, resource["tok"].split(":")[-1])
        expected = {key: of_sdk(kind) for key, kind in types.resource_types(cls).items()}
        schema = dict(info["provider"]["resources"][name])
        schema.pop("id", None)  # every resource of an SDK has one
        assert expected == of_plugin(schema, resource.get("fields") or {}), name
        assert cls.pulumi_type == resource["tok"]
