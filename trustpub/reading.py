"""Text -> Config or Problems: the only reader of what users write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from .config import Config
from .model import Problem
from .source import Source, join, parent, read_source


@dataclass(frozen=True)
class Loaded:
    """A config, or the reasons why there is none; `source` places later problems."""

    source: Source
    config: Config | None
    problems: tuple[Problem, ...] = ()


def load(text: str | bytes, file: str) -> Loaded:
    """Read one release config; every problem of its shape at once."""
    source = read_source(text, file)
    if source.problems:
        return Loaded(source, None, source.problems)
    if not isinstance(source.document, dict):
        found = f"is {kind_of(source.document)}, not a mapping"
        fix = "write `project:` and `publishers:`"
        problem = Problem(id="config-type", field="", found=found, fix=fix)
        return Loaded(source, None, (source.place(problem),))
    try:
        return Loaded(source, Config.model_validate(source.document))
    except ValidationError as error:
        # Of a list whose items are all bad, pydantic says that it is empty, too.
        errors = [e for e in error.errors(include_url=False) if not is_echo(e)]
        found_all = [shape_problem(entry) for entry in errors]
        return Loaded(source, None, in_order(source.place(p) for p in found_all))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of the file, each once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.line or 0, p.column or 0, p.id, p.found)))


def is_echo(error: Any) -> bool:
    """Whether a list is called too short that holds items."""
    return error["type"] == "too_short" and bool(error["input"])


def shape_problem(error: Any) -> Problem:
    """One pydantic error as a problem."""
    path = ""
    for key in error["loc"]:
        path = join(path, key)
    say = SHAPES.get(error["type"], wrong_value)
    return say(path, error)


def missing(path: str, error: Any) -> Problem:
    """A required field is not there."""
    name = path.rpartition(".")[2]
    return Problem(id="config-missing", field=path, found="is missing", fix=f"add `{name}:`")


def unknown_field(path: str, error: Any) -> Problem:
    """A field the config does not have."""
    import difflib

    name = error["loc"][-1]
    known = fields_at(error["loc"][:-1])
    near = difflib.get_close_matches(name, known, n=1)
    advice = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
    return Problem(id="config-unknown", field=path, found=f"there is no field {name!r}", fix=advice)


def wrong_key(path: str, error: Any) -> Problem:
    """A field's name that YAML reads as something else than text."""
    found = f"a field's name is {kind_of(error['input'])}"
    return Problem(id="config-type", field=parent(path), found=found, fix="write a name as text")


def wrong_type(path: str, error: Any) -> Problem:
    """A value of another type than the field's."""
    expected = EXPECTED[error["type"]]
    found = f"is {kind_of(error['input'])}"
    return Problem(id="config-type", field=path, found=found, fix=f"write {expected}")


def wrong_value(path: str, error: Any) -> Problem:
    """A value of the right type that the field does not take."""
    said = error["msg"].removeprefix("Value error, ")
    found, _, fix = said.partition("; ")
    shown = short(error["input"])
    if error["type"] == "literal_error":
        found, fix = "is none of the known values", f"write {error['ctx']['expected']}"
    return Problem(
        id="config-value", field=path, found=f"{shown} {found}", fix=fix or "mend the value"
    )


def too_few(path: str, error: Any) -> Problem:
    """A list that may not be empty."""
    return Problem(id="config-missing", field=path, found="is empty", fix="name at least one entry")


EXPECTED = {
    "string_type": "text (in quotes where YAML would read it as something else)",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
SHAPES = {
    "missing": missing,
    "extra_forbidden": unknown_field,
    "too_short": too_few,
    "invalid_key": wrong_key,
    **dict.fromkeys(EXPECTED, wrong_type),
}


def kind_of(value: Any) -> str:
    """`the number 5`, `a list`, `empty`: a value as a person would call it."""
    match value:
        case None:
            return "empty"
        case bool():
            return f"the value {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {short(value)}"
        case list() | tuple():
            return "a list"
        case dict():
            return "a mapping"
        case bytes():
            return "binary data"
        case date():
            return f"the date {value}"
    return f"a {type(value).__name__}"


def short(value: Any) -> str:
    """A value for a sentence: quoted, on one line, cut at 60 characters."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def fields_at(loc: tuple[Any, ...]) -> list[str]:
    """Names of the fields that the config has at a place."""
    model: Any = Config
    for key in loc:
        if isinstance(key, str):
            model = section_in(model.model_fields[key].annotation)
    return list(model.model_fields)


def section_in(annotation: Any) -> Any:
    """The Section inside `X | None`, `tuple[X, ...]`, `Annotated[X, ...]`."""
    if hasattr(annotation, "model_fields"):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = section_in(part)
        if found is not None:
            return found
    return None
