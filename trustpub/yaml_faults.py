"""What is wrong with a text as YAML, in a person's words, and where."""

from collections.abc import Iterator
from typing import Any

Position = tuple[int, int]
"""Line and column, counted from 1."""
SECOND_DOCUMENT = ("a second document begins here", "keep one document in a file")


def yaml_error(error: Any, text: str) -> tuple[str, str, Position | None]:
    """What a YAML error says, what to do, and where."""
    at = error_place(error, text)
    said = " ".join(str(getattr(error, "problem", None) or str(error).splitlines()[0]).split())
    if "duplicate key" in said:
        key = said.split('"')[1] if '"' in said else "?"
        return f"the field {key!r} stands here twice", "keep one of them", at
    line = text.split("\n")[at[0] - 1 : at[0]] if at else []
    if at and line and line[0][at[1] - 1 :].startswith("\t"):
        return "a tab is used for indentation", "indent with spaces", at
    if "constructor for the tag" in said:
        tag = said.rpartition(" ")[2].replace("tag:yaml.org,2002:", "!!")
        return f"the tag {tag} is not known here", "leave it out", at
    fix = "mend the line, or put text with special characters in quotes"
    return f"is not YAML: {said}", fix, at


def error_place(error: Any, text: str) -> Position | None:
    """Where a YAML error is: by its mark, or by its offset in the text."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark:
        return mark.line + 1, mark.column + 1
    offset = getattr(error, "position", None)
    if offset is None:
        return None
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def unreadable(error: ValueError, constructor: Any, node: Any) -> tuple[str, str, Position | None]:
    """A scalar that is no value of the type it looks like: `2024-99-99`."""
    at = next((start(one) for one in scalars(node) if not constructs(constructor, one)), None)
    said = str(error).partition(";")[0]
    return f"is no value YAML knows: {said}", "mend it or put it in quotes", at


def constructs(constructor: Any, scalar: Any) -> bool:
    """Whether a scalar is a value of the type that its tag names."""
    try:
        constructor.construct_scalar(scalar)
        constructor.yaml_constructors[scalar.tag](constructor, scalar)
    except KeyError:  # a merge key is a scalar without a value
        return True
    except ValueError:
        return False
    return True


def scalars(node: Any) -> Iterator[Any]:
    """Every scalar of a tree."""
    yield from (inner for child in children(node) for inner in scalars(child))
    if not isinstance(node.value, list):
        yield node


def children(node: Any) -> list[Any]:
    """The nodes right below a node: keys and values, or items."""
    if not isinstance(node.value, list):
        return []
    return [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]


def start(node: Any) -> Position:
    """Where a node begins, counted from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1
