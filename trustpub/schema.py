"""The JSON Schema of the config: the models plus the docstring under each of their fields."""

import ast
import inspect
from types import ModuleType
from typing import Any

from . import accepting, config
from .config import Config


def release_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `release.yaml`, as an editor uses it."""
    schema = Config.model_json_schema(mode="validation")
    docs = config_docs()
    sections = {"Config": schema, **schema.get("$defs", {})}
    for name, section in sections.items():
        for field, entry in section.get("properties", {}).items():
            entry["description"] = docs[name, field]
    loosen(sections)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "release.yaml"}
    return {**head, **{k: v for k, v in schema.items() if k != "title"}}


def loosen(sections: dict[str, Any]) -> None:
    """Admit the short forms that the models turn into long ones before they look."""
    publisher = sections["Publisher"]["properties"]
    name = {"type": "string", "minLength": 1}
    publisher["environment"] = {
        "description": publisher["environment"]["description"],
        "anyOf": [name, {"$ref": "#/$defs/Environment"}],
    }
    timer = sections["Environment"]["properties"]["wait_timer"]
    text = {"type": "string", "pattern": r"^\s*\d{1,6} ?(m|min|h|d)?\s*$"}
    timer["anyOf"] = [{"type": timer.pop("type"), "minimum": 0, "maximum": 43200}, text]


def config_docs() -> dict[tuple[str, str], str]:
    """(class, field) -> the docstring under the field, of all parts of the config."""
    return {**field_docs(config), **field_docs(accepting)}


def field_docs(module: ModuleType) -> dict[tuple[str, str], str]:
    """(class, field) -> the docstring under the field."""
    found = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            for field, doc in inherited(node.name, module):
                found[node.name, field] = doc
    return found


def inherited(name: str, module: ModuleType) -> list[tuple[str, str]]:
    """The documented fields of a class and of the classes above it."""
    cls = getattr(module, name)
    tree = {
        n.name: n for n in ast.parse(inspect.getsource(module)).body if isinstance(n, ast.ClassDef)
    }
    chain = [tree[c.__name__] for c in reversed(cls.__mro__) if c.__name__ in tree]
    return [pair for node in chain for pair in documented(node)]


def documented(node: ast.ClassDef) -> list[tuple[str, str]]:
    """Fields of one class statement that are followed by a docstring."""
    pairs = zip(node.body, node.body[1:], strict=False)
    return [
        (statement.target.id, " ".join(after.value.value.split()))
        for statement, after in pairs
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
        and isinstance(after.value.value, str)
    ]
