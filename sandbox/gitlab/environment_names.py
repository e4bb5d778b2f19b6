"""What follows from an environment's name: is it one, its slug, its tier."""

import hashlib
import re

# Source: lib/gitlab/regex.rb, environment_name_regex and its message.
INNER, OUTER = r"a-zA-Z0-9_/${}. \-", r"a-zA-Z0-9_${}. \-"
NAME = re.compile(rf"[{OUTER}]([{INNER}]*[{OUTER}])?")
MESSAGE = (
    "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', and spaces, "
    "but it cannot start or end with '/'"
)
TIERS = ("production", "staging", "testing", "development", "other")
# Source: app/models/environment.rb, guess_tier.
GUESSES = {
    "development": r"dev|review|trunk",
    "testing": r"test|tst|int|ac(ce|)pt|qa|qc|control|quality",
    "staging": r"st(a|)g|mod(e|)l|pre|demo|non",
    "production": r"pr(o|)d|live",
}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def name_errors(name: str) -> list[str]:
    """What GitLab has against this name."""
    if not name.strip():
        return ["can't be blank"]
    errors = [] if NAME.fullmatch(name) else [MESSAGE]
    return [*errors, "is too long (maximum is 255 characters)"] if len(name) > 255 else errors


def tier(name: str) -> str:
    """The tier GitLab guesses."""
    return next((t for t, like in GUESSES.items() if re.search(like, name, re.I)), "other")


def slug(name: str) -> str:
    """A DNS-safe name: at most 24 characters. Source: lib/gitlab/slug/environment.rb."""
    plain = re.sub(r"[^a-z0-9]", "-", name.lower())
    plain = re.sub(r"-+", "-", plain if re.match(r"[a-z]", plain) else f"env-{plain}")
    if len(plain) <= 24 and plain == name:
        return plain
    digest = base36(int(hashlib.sha256(name.encode()).hexdigest(), 16))[-6:]
    return f"{plain[:17].rstrip('-')}-{digest}"


def base36(number: int) -> str:
    """A number in base 36."""
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return text or "0"
