"""Uploads -> lines for a terminal: a paragraph each."""

from collections.abc import Iterable, Iterator

from ..model import Problem, Unknown
from ..plural import plural
from ..printable import quoted
from ..workflows.model import Upload
from .text import paint, problem

AUTH = {"oidc": "by its identity (OIDC)", "token": "by a token", "unknown": "not to be told"}
REUSABLE = {"caller": "calls the workflow that uploads", "callee": "can be called by others"}
ID_TOKEN = {
    "job": "yes, by the job's own permissions",
    "workflow": "yes, as every job of the file",
    "none": "no",
    "unknown": "not to be told",
}


def uploads(
    found: Iterable[Upload],
    problems: Iterable[Problem],
    unknown: Iterable[Unknown],
    folder: str,
    colour: bool = False,
) -> Iterator[str]:
    """A paragraph for each upload, what is wrong, what was not seen, and the count."""
    listed = list(found)
    for one in listed:
        yield from paragraph(one, colour)
        yield ""
    yield from (problem(one, colour) for one in problems)
    yield from (not_seen(one) for one in unknown)
    count = len(listed)
    yield f"{folder}: {plural(count, 'upload') if count else 'no uploads'}"


def paragraph(one: Upload, colour: bool) -> Iterator[str]:
    """Where it is, and what is known of it."""
    head = f"{one.file}:{one.line} {quoted(one.job)}"
    yield f"{paint(head, '1', colour)} -> {one.index}"
    secrets = f" from {', '.join(map(quoted, one.secret_names))}" if one.secret_names else ""
    rows = {
        "tool": one.tool,
        "credentials": AUTH[one.auth] + secrets,
        "environment": quoted(one.environment) if one.environment else "none",
        "ID token": ID_TOKEN[one.id_token_write],
        "started by": ", ".join(one.triggers) or "nothing",
        "builds": "in the same job" if one.builds_in_same_job else "elsewhere",
        "pinned": "all by hash" if one.pinned_by_hash else "not all by hash",
        "reusable": REUSABLE.get(one.reusable, ""),
    }
    yield from (f"  {name + ':':<13}{value}" for name, value in rows.items() if value)


def not_seen(one: Unknown) -> str:
    """`not seen: what: why`."""
    return f"not seen: {one.what}: {one.why}"
