"""A YAML file as plain values plus the place of every field in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .model import Problem
from .yaml_faults import SECOND_DOCUMENT, Position, scalars, start, unreadable, yaml_error
from .yaml_nodes import Fault, Limits, compose, decode

LIMITS = Limits(size=256 * 1024, nodes=20_000, depth=50)
"""Larger than any release config; a fleet of inline projects has its own limits."""
INTEGER = "tag:yaml.org,2002:int"
LONGEST_NUMBER = 1000
"""Characters; Python writes integers of up to 4300 digits (docs, "sys.set_int_max_str_digits")."""
ENDLESS = ("is no value YAML knows: the number is too long", "mend it or put it in quotes")
PLAIN_KEY = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Source:
    """One parsed file: `positions` maps a field path to its (line, column), counted from 1."""

    file: str
    document: Any = None
    positions: dict[str, Position] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, problem: Problem) -> Problem:
        """The problem with file, line and column of its field, or of the nearest one above."""
        path = problem.field or ""
        while path and path not in self.positions:
            path = parent(path)
        line, column = self.positions.get(path, (None, None))
        return problem.model_copy(update={"file": self.file, "line": line, "column": column})


def parent(path: str) -> str:
    """`a.b[1].c` -> `a.b[1]` -> `a.b` -> `a` -> ``."""
    return path[: max(path.rfind("."), path.rfind("["), 0)]


def join(path: str, key: Any) -> str:
    """A field path one step deeper; a key that is no word is quoted, so that it stays one line."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    word = str(key) if PLAIN_KEY.fullmatch(str(key)) else repr(str(key))
    return f"{path}.{word}" if path else word


def read_source(text: str | bytes, file: str, limits: Limits = LIMITS) -> Source:
    """Parse one file; what is wrong with it as YAML comes back as problems, never raised."""
    decoded = decode(text, limits)
    return broken(file, decoded) if isinstance(decoded, Fault) else parse(decoded, file, limits)


def parse(text: str, file: str, limits: Limits = LIMITS) -> Source:
    """YAML text -> Source."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    roots = compose(text, limits)
    if isinstance(roots, Fault):
        return broken(file, roots)
    if not roots:
        return broken(file, Fault("is empty", "write at least `project:` and `publishers:`"))
    if len(roots) > 1:
        return broken(file, Fault(*SECOND_DOCUMENT, start(roots[1])))
    endless = next((one for one in scalars(roots[0]) if is_endless(one)), None)
    if endless is not None:
        return broken(file, Fault(*ENDLESS, start(endless)))
    constructor = YAML(typ="safe", plug_ins=[]).constructor
    try:
        document = constructor.construct_document(roots[0])
    except YAMLError as error:
        return broken(file, Fault(*yaml_error(error, text)))
    except ValueError as error:
        fresh = YAML(typ="safe", plug_ins=[]).constructor
        return broken(file, Fault(*unreadable(error, fresh, roots[0])))
    return Source(file, document, dict(positions(roots[0])))


def is_endless(scalar: Any) -> bool:
    """Whether it is a whole number that Python could read and never write down again."""
    return scalar.tag == INTEGER and len(scalar.value) > LONGEST_NUMBER


def broken(file: str, fault: Fault) -> Source:
    """A source that could not be read, and why."""
    found, fix, at = fault
    line, column = at or (None, None)
    problem = Problem(id="config-syntax", file=file, line=line, column=column, found=found, fix=fix)
    return Source(file, problems=(problem,))


def positions(node: Any, path: str = "") -> Iterator[tuple[str, Position]]:
    """Each field path and where its value (for a mapping entry: its key) begins."""
    if not path:
        yield "", start(node)
    if not isinstance(node.value, list):
        return
    for number, item in enumerate(node.value):
        key, value = item if isinstance(item, tuple) else (None, item)
        deeper = join(path, number if key is None else str(key.value))
        yield deeper, start(value if key is None else key)
        yield from positions(value, deeper)
