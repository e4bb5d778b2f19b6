"""Patterns of `=~` and `only:`: RE2, run by an engine that never goes back over its text."""

from functools import lru_cache

from pydantic_core import SchemaError, SchemaValidator, core_schema

from ....workflows.model import Truth

LONGEST = 2_000
"""Characters of a pattern or text that is looked at."""


@lru_cache(maxsize=1_000)
def compiled(pattern: str, flags: str) -> SchemaValidator | None:
    """The pattern; None where it is not one. Rust's regex and RE2 share syntax and promises."""
    if len(pattern) > LONGEST:
        return None
    # GitLab hands RE2 `(?flags)` before the pattern (lib/gitlab/untrusted_regexp/ruby_syntax.rb).
    text = f"(?{flags}){pattern}" if flags else pattern
    try:
        return SchemaValidator(core_schema.str_schema(pattern=text, regex_engine="rust-regex"))
    except SchemaError:
        return None


def found(pattern: str, flags: str, text: str) -> Truth:
    """Whether a pattern is found in a text; Unicode classes differ, so other texts are unknown."""
    program = compiled(pattern, flags)
    if program is None or len(text) > LONGEST or not text.isascii():
        return "unknown"
    return "yes" if program.isinstance_python(text) else "no"
