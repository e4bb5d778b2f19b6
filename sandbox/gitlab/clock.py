"""Dates as GitLab writes them."""

from datetime import UTC, datetime


def now() -> str:
    """This moment, in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
