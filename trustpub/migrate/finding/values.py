"""Whether a text is a credential itself, or only stands for one; it is asked, and never kept."""

import re

TOKEN = re.compile(r"pypi-(?:AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{40,}")
"""A token of PyPI or TestPyPI: a macaroon whose location is `pypi.org` or `test.pypi.org`
(warehouse/macaroons/services.py, and the pattern that GitHub's secret scanning has for it)."""
STANDS_FOR = re.compile(
    r"\$|\{\{|%\(|%\w+%|^[<{@%!&*\[(]|^\s*$|\.\.\.|…|\bsecure:|\bgetenv|environ|env\("
)
PLACEHOLDER = re.compile(
    r"(?:your|my|the|an?|some|insert|put|enter|replace|change|add|set|example)(?:[\W_].*|me|this|)"
    r"|.*(?:x{4,}|\*{3,}|_here|-here|placeholder|redacted|example|changeme)\W*"
    r"|pypi-(?:x+|token|[a-z]{0,12})|(?:pypi|twine|api|test|user|upload|secret|access|[-_ ])*"
    r"(?:token|password|passwd|pass|secret|secure[d]?|key|credentials?|username|user|auth)(?:__)?"
    r"|none|null|nil|true|false|yes|no|on|off|0|1|dummy\w*|fake\w*|foo|bar|baz|test\w*|todo|tbd"
    r"|undefined|unset|empty|hidden|masked|string|str|secrets?\..*|env\..*|vars\..*|os\..*|n/?a",
    re.IGNORECASE,
)
VARIABLE = re.compile(
    r"(?:\$\{?|\$\(|\{env:|%\(|%|\{\{\s*|\$\{\{\s*secrets\.)([A-Z][A-Z0-9]*_[A-Z0-9_]{1,60})"
    r"(?:[:}\)%\s].*)?"
)
"""A reference in capitals, and nothing before it: a password may begin with `$`, too."""


def is_value(text: str) -> bool:
    """Whether a text is a credential, as far as can be told."""
    bare = text.strip().strip("\"'`").strip()
    if not 4 <= len(bare) <= 2000 or PLACEHOLDER.fullmatch(bare[:300]):
        return False
    return not STANDS_FOR.search(bare)


def variable_in(text: str) -> str:
    """The variable that a text stands for; empty where it is none for sure."""
    found = VARIABLE.fullmatch(text.strip().strip("\"'`").strip()[:300])
    return found[1] if found else ""
