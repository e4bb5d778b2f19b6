"""A rule of one form field: an id, a test of the value, PyPI's own reason, and the way out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ...model import Problem

Test = Callable[[str], bool]
LONG = 60


@dataclass(frozen=True)
class Rule:
    """`takes` says whether PyPI's form takes the value; `reason` is what it says if not."""

    id: str
    reason: str
    fix: str
    takes: Test

    def problem(self, name: str, value: str) -> Problem:
        """The problem of a value that the form refuses."""
        return Problem(
            id=self.id,
            field=name,
            found=f'{quoted(value)} is refused by PyPI: "{self.reason}"',
            fix=self.fix,
        )


def rule(id: str, reason: str, fix: str) -> Callable[[Test], Rule]:
    """Make a rule of the function below it."""
    return lambda takes: Rule(id, reason, fix, takes)


def quoted(value: str) -> str:
    """The value as a person can see it: control characters escaped, long ones cut."""
    if not value:
        return "an empty value"
    if len(value) <= LONG:
        return repr(value)
    return f"{value[:LONG]!r}... ({len(value)} characters)"


def unchanged(value: str) -> str:
    """The filter of a field that has none."""
    return value


@dataclass(frozen=True)
class Field:
    """One field of a form. Without `required` it is optional, and blank is no value."""

    rules: tuple[Rule, ...]
    required: Rule | None = None
    clean: Callable[[str], str] = field(default=unchanged)

    def broken(self, value: str | None) -> tuple[Rule, ...]:
        """The rules this value breaks, in the order in which PyPI's form asks them."""
        raw = value or ""
        if self.required and not self.required.takes(raw):
            return (self.required,)
        # wtforms, validators.py: Optional strips before it looks, InputRequired does not.
        if not self.required and not raw.strip():
            return ()
        return tuple(rule for rule in self.rules if not rule.takes(self.clean(raw)))
