"""GitHub's published description of its API, and a check of responses against it.

The description is the npm package `@octokit/openapi`, fetched once into the user's cache.
"""

import json
import os
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

PACKAGE, VERSION = "@octokit/openapi", "23.0.2"
MEMBER = "package/generated/api.github.com.json"
BASE = "urn:github"
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    """Whether a string is a time; other types are no concern of a format."""
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


def cached() -> Path:
    """Where the description lies."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "trustpub" / "openapi" / VERSION / Path(MEMBER).name


def fetch() -> Path:
    """The description's file, fetched with npm on first use; RuntimeError says why it cannot be."""
    target = cached()
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RuntimeError(f"cannot fetch {PACKAGE} {VERSION} with npm: {error}") from None
        if done.returncode:
            raise RuntimeError(f"cannot fetch {PACKAGE} {VERSION} with npm: {done.stderr.strip()}")
        with tarfile.open(Path(folder) / done.stdout.split()[-1]) as archive:
            source = archive.extractfile(MEMBER)
            assert source is not None
            partial = target.with_suffix(f".{os.getpid()}")
            partial.write_bytes(source.read())
            partial.replace(target)
    return target


@cache
def description() -> Any:
    """The description as JSON Schema understands it."""
    return plain(json.loads(fetch().read_text("utf-8")))


def plain(node: Any) -> Any:
    """OpenAPI 3.0's `nullable` as a type of its own."""
    if isinstance(node, list):
        return [plain(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    out = {key: plain(value) for key, value in node.items() if key not in ("example", "examples")}
    if out.pop("nullable", None) is True:
        return {"anyOf": [out, {"type": "null"}]}
    return out


@cache
def templates() -> list[tuple[re.Pattern[str], str]]:
    """The described paths, literal ones first."""
    paths = sorted(description()["paths"], key=lambda path: path.replace("{", "~"))
    return [(re.compile(pattern(path)), path) for path in paths]


def pattern(path: str) -> str:
    """A path template as a regular expression; `{path}` and `{ref}` take the rest."""
    out = ""
    for part in re.split(r"(\{[^}]+\})", path):
        free = part in ("{path}", "{ref}")
        out += (".+" if free else "[^/]+") if part.startswith("{") else re.escape(part)
    return out


def operation(method: str, path: str) -> tuple[str, Any] | None:
    """The described path and operation behind a request, if there is one."""
    for regex, template in templates():
        found = description()["paths"][template].get(method.lower())
        if found and regex.fullmatch(path):
            return template, found
    return None


def response_schema(found: Any, status: int) -> Any:
    """The schema of a status' JSON body; {} for none; KeyError when the status is not described."""
    answer = found["responses"][str(status)]
    while "$ref" in answer:
        answer = resolve(answer["$ref"])
    return answer.get("content", {}).get("application/json", {}).get("schema", {})


def resolve(ref: str) -> Any:
    """What a reference inside the description points to."""
    node = description()
    for key in ref.removeprefix("#/").split("/"):
        node = node[key.replace("~1", "/").replace("~0", "~")]
    return node


@cache
def registry() -> Registry[Any]:
    """The description for references of schemas taken out of it."""
    empty: Registry[Any] = Registry()
    return empty.with_resource(BASE, DRAFT202012.create_resource(description()))


def validator(schema: Any) -> Draft202012Validator:
    """A validator of one schema of the description."""
    return Draft202012Validator(absolute(schema), registry=registry(), format_checker=FORMATS)


def absolute(node: Any) -> Any:
    """A schema whose references work outside the description."""
    if isinstance(node, list):
        return [absolute(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"{BASE}{value}" if key == "$ref" and isinstance(value, str) else absolute(value)
        for key, value in node.items()
    }


def errors(schema: Any, body: Any) -> list[str]:
    """What in a body breaks its schema."""
    return [f"{e.json_path}: {e.message[:200]}" for e in validator(schema).iter_errors(body)]


def undescribed(schema: Any, body: Any, path: str = "$") -> Iterator[str]:
    """The fields of a body that its schema does not name, at any depth."""
    shapes = list(alternatives(schema, body))
    if isinstance(body, list):
        items: Any = next((s["items"] for s in shapes if "items" in s), {})
        for entry in body:
            yield from undescribed(items, entry, f"{path}[]")
    if isinstance(body, dict):
        fields = {k: v for s in shapes for k, v in s.get("properties", {}).items()}
        open_ended = not fields or any(s.get("additionalProperties") for s in shapes)
        for key, value in body.items():
            if key in fields:
                yield from undescribed(fields[key], value, f"{path}.{key}")
            elif not open_ended:
                yield f"{path}.{key}"


def alternatives(schema: Any, body: Any) -> Iterator[Any]:
    """A schema and everything it is composed of that fits a body."""
    if "$ref" in schema:
        yield from alternatives(resolve(schema["$ref"]), body)
        return
    yield schema
    for part in schema.get("allOf", []):
        yield from alternatives(part, body)
    for part in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
        if validator(part).is_valid(body):
            yield from alternatives(part, body)
