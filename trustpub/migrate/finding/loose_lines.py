"""Credentials of an index in any text, line by line."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from ..model import Loose
from ..names import known, says_secret
from .values import TOKEN, is_value, variable_in

MOST_LINES, LONGEST_LINE = 20_000, 4_000
COMMENT = re.compile(r"\s*(?:#|//|;|::|rem\s)", re.IGNORECASE)
NAME = re.compile(r"(?<![A-Za-z0-9_.-])([A-Z][A-Z0-9_]{3,80})(?![A-Za-z0-9_*?-])")
READ = re.compile(r"(?:\$\{?(?:env:)?|%|\{env:|\$\()([A-Za-z_]\w{3,80})")
GLOB = re.compile(
    r"(?<![\w*?$])((?:TWINE|PYPI|TESTPYPI|TEST_PYPI|FLIT|UV_PUBLISH|PDM_PUBLISH|HATCH_INDEX"
    r"|POETRY_PYPI|POETRY_HTTP_BASIC)\w{0,40}[*?])(?!\w)"
)
SAMPLES = (
    *("TWINE_PASSWORD", "PYPI_TOKEN", "PYPI_API_TOKEN", "PYPI_PASSWORD", "TESTPYPI_TOKEN"),
    *("TEST_PYPI_TOKEN", "FLIT_PASSWORD", "UV_PUBLISH_TOKEN", "PDM_PUBLISH_PASSWORD"),
    *("HATCH_INDEX_AUTH", "POETRY_PYPI_TOKEN_PYPI", "POETRY_HTTP_BASIC_PYPI_PASSWORD"),
    *("PYPI_USERNAME", "TWINE_USERNAME", "FLIT_USERNAME"),
)
ASSIGNED = (
    r"[\"']?\s*(?::=|\?=|=|:(?!=)|\s+(?=[\"'\w-]{20,}))\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s,;&|#]+))?"
)
ADDRESS = re.compile(r"https?://[^\s/:@\"']+:([^\s/@\"']+)@", re.IGNORECASE)
OF_INDEX = re.compile(r"index|pypi|simple|publish|repositor|upload|artifact|nexus|devpi", re.I)
OF_GIT = re.compile(r"@(?:github\.com|gitlab\.com|bitbucket\.org)|\.git\b")
GIVEN = tuple(
    tuple(re.compile(pattern) for pattern in row)
    for row in (
        (r"\btwine\b", r"\bupload\b", r"\s(?:-p|--password)(?:\s+|=)?([^\s=-]\S*)"),
        (r"\buv\b", r"\bpublish\b", r"\s(?:-p|--password|-t|--token)(?:\s+|=)([^\s-]\S*)"),
        (r"\bpoetry\b", r"\bpublish\b", r"\s(?:-p|--password)(?:\s+|=)?([^\s=-]\S*)"),
        (r"\bhatch\b", r"\bpublish\b", r"\s(?:-a|--auth)(?:\s+|=)([^\s-]\S*)"),
        (r"\bpdm\b", r"\bpublish\b", r"\s(?:-P|--password)(?:\s+|=)([^\s-]\S*)"),
        (r"\bmaturin\b", r"\b(?:publish|upload)\b", r"\s(?:-p|--password)(?:\s+|=)([^\s-]\S*)"),
        (r"\bpoetry\b", r"\bconfig\b", r"\bpypi-token\.\S+\s+([^\s-]\S*)"),
        (r"\bpoetry\b", r"\bconfig\b", r"\bhttp-basic\.\S+\s+\S+\s+(\S+)"),
        (r"\bpdm\b", r"\bconfig\b", r"\brepository\.\S+\.password\s+(\S+)"),
    )
)
"""Tool, command and password on a command line: as its documentation has the options."""


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are no comment, counted from 1; what goes on after `\\` in its first one."""
    waiting, start = "", 0
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        if not waiting and COMMENT.match(line):
            continue
        start = start if waiting else number
        waiting += line[:LONGEST_LINE]
        if line.endswith("\\") and len(waiting) < LONGEST_LINE:
            waiting = waiting[:-1] + " "
            continue
        yield start, waiting
        waiting = ""
    if waiting:
        yield start, waiting


def in_lines(file: str, text: str, tool: str, names: bool = True) -> Iterator[Loose]:
    """All that the lines of a file show; `names`: also what only names a variable."""
    for number, line in lines(text):
        found = {
            "a token of PyPI stands in it": (bool(TOKEN.search(line)), ""),
            "an index's address with a password": with_address(line),
            "a password on a command line": given(line),
        }
        for what, (literal, name) in found.items():
            if literal or name:
                yield loose(file, number, tool, what, name, literal)
        yield from named(file, number, line, tool, names)


def named(file: str, number: int, line: str, tool: str, names: bool) -> Iterator[Loose]:
    """The variables of the table in one line."""
    found = [*NAME.finditer(line), *READ.finditer(line)]
    for name in dict.fromkeys(one[1] for one in found if known(one[1])):
        literal = says_secret(name) and assigned(name, line)
        if literal:
            yield loose(file, number, tool, f"sets {name} to a value of its own", name, True)
        elif names and not only_user(name, line):
            yield loose(file, number, tool, f"names {name}", name, False)
    for one in GLOB.finditer(line) if names else ():
        if any(fnmatchcase(sample, one[1]) for sample in SAMPLES):
            yield loose(file, number, tool, f"hands on {one[1]}", one[1], False)


def assigned(name: str, line: str) -> bool:
    """Whether a line gives a variable a value."""
    found = re.search(rf"(?<![\w$]){re.escape(name)}{ASSIGNED}", line)
    text = next((group for group in found.groups() if group), "") if found else ""
    return is_value(text)


def only_user(name: str, line: str) -> bool:
    """Whether a line gives a user's name as it is, which is no credential."""
    found = re.search(rf"(?<![\w$]){re.escape(name)}{ASSIGNED}", line)
    text = next((group for group in found.groups() if group), "") if found else ""
    return bool(text) and not says_secret(name) and "$" not in text and "{" not in text


def with_address(line: str) -> tuple[bool, str]:
    """Whether an index's address has a password in it, or a variable for one."""
    found = ADDRESS.search(line)
    if found is None or not OF_INDEX.search(line) or OF_GIT.search(line):
        return False, ""
    return is_value(found[1]), variable_in(found[1])


def given(line: str) -> tuple[bool, str]:
    """Whether a tool is given a password on its command line, or a variable for one."""
    for tool, command, option in GIVEN:
        called = tool.search(line)
        at = command.search(line, called.end()) if called else None
        if at and (found := option.search(line, at.end())):
            return is_value(found[1]), variable_in(found[1])
    return False, ""


UPLOADS = re.compile(
    r"\btwine[\"', ]+(?:-\S+\s+)*upload\b|\bsetup\.py.{0,80}\bupload\b(?!_)"
    r"|\b(?:uv|poetry|hatch|flit|pdm|maturin|rye)[\"', ]+publish\b|\bmaturin[\"', ]+upload\b"
    r"|\b(?:upload|test)\.pypi\.org/legacy"
)
PROVIDER = re.compile(r"\bprovider:\s*[\"']?pypi\b")
PASSWORD = re.compile(r"\s*-?\s*password:\s*(\S.*)")
NEAR = 12
"""Lines of one `deploy:` of Travis CI (its docs, "PyPI deployment")."""


def uploads(file: str, text: str, tool: str, who: str) -> Iterator[Loose]:
    """Commands of another CI that upload: whatever they are fed by, it is no publisher of here."""
    found = tuple(lines(text))
    providers = [number for number, line in found if PROVIDER.search(line)]
    for number, line in found:
        if number in providers or UPLOADS.search(line):
            yield loose(file, number, tool, f"{who} uploads to an index", "", False)
        told = PASSWORD.match(line) if providers else None
        near = any(abs(number - one) <= NEAR for one in providers)
        if told and near and is_value(told[1]):
            yield loose(file, number, tool, "a password for an index stands in it", "", True)


def loose(file: str, line: int, tool: str, what: str, name: str, literal: bool) -> Loose:
    """A row; nothing that looks like a token is ever in it."""
    clean = TOKEN.sub("a token", name)
    return Loose(file=file, line=line, tool=tool, what=what, name=clean, literal=literal)
