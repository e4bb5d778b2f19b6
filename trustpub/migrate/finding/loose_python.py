"""Credentials that a Python file reads or holds: its syntax is read, and nothing is run."""

import ast
import warnings
from collections.abc import Iterator
from fnmatch import fnmatchcase

from ..model import Loose
from ..names import known, says_secret
from .loose_lines import GLOB, SAMPLES, in_lines, loose
from .values import TOKEN, is_value

PASSWORDS = ("-p", "--password", "-t", "--token", "-a", "--auth")
MOST = 200_000
"""Nodes of one file that are looked at."""


def in_python(file: str, text: str, tool: str) -> Iterator[Loose]:
    """All that a Python file shows; line by line where it is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        yield from in_lines(file, text, tool)
        return
    for number, node in enumerate(ast.walk(tree)):
        if number > MOST:
            return
        yield from constant(file, tool, node)
        yield from given(file, tool, node)


def constant(file: str, tool: str, node: ast.AST) -> Iterator[Loose]:
    """A text that is the name of a variable, or a token."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return
    text, line = node.value, node.lineno
    if TOKEN.search(text):
        yield loose(file, line, tool, "a token of PyPI stands in it", "", True)
    elif text.isupper() and known(text):
        yield loose(file, line, tool, f"names {text}", text, False)
    elif GLOB.fullmatch(text) and any(fnmatchcase(one, text) for one in SAMPLES):
        yield loose(file, line, tool, f"hands on {text}", text, False)


def given(file: str, tool: str, node: ast.AST) -> Iterator[Loose]:
    """`environ["TWINE_PASSWORD"] = "..."`, `env={...}`, `run("twine", "upload", "-p", "...")`."""
    for name, value in settings(node):
        if says_secret(name) and known(name) and is_text(value):
            yield loose(file, value.lineno, tool, f"sets {name} to a value of its own", name, True)
    words: list[ast.expr] = []
    if isinstance(node, ast.Call):
        words = node.args
    elif isinstance(node, ast.List | ast.Tuple):
        words = node.elts
    texts = [word.value if isinstance(word, ast.Constant) else None for word in words]
    if any(isinstance(text, str) and text in ("upload", "publish") for text in texts):
        for option, value in zip(texts, words[1:], strict=False):
            if option in PASSWORDS and is_text(value):
                what = "a password on a command line"
                yield loose(file, value.lineno, tool, what, "", True)


def settings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names that are given a value."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value, value
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
            elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
                yield str(target.slice.value), node.value
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg, node.value


def is_text(node: ast.expr) -> bool:
    """Whether a value is a text that is a credential itself."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and is_value(node.value)
