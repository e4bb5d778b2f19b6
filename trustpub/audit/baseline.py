"""The baseline: findings that were accepted, each with a reason and perhaps an end."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..model import Problem
from ..yaml_nodes import Fault, Limits, compose, decode
from .model import Finding, Report, Stale

LIMITS = Limits(size=4 * 1024 * 1024, nodes=200_000, depth=20)
VERSION = 1
KEYS = {"fingerprint", "reason", "expires", "id", "repository", "object", "setting"}


class Accepted(NamedTuple):
    """One entry."""

    fingerprint: str
    reason: str
    expires: date | None
    """The last day on which it holds."""
    what: str
    repository: str


class Baseline(NamedTuple):
    """A file as it was read."""

    entries: tuple[Accepted, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_baseline(text: str | bytes, file: str) -> Baseline:
    """YAML or JSON; what is wrong with it is a problem, and then nothing is accepted."""
    decoded = decode(text, LIMITS)
    composed = decoded if isinstance(decoded, Fault) else compose(decoded, LIMITS)
    if isinstance(composed, Fault):
        return broken(file, composed.found, composed.fix)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        document = YAML(typ="safe", pure=True, plug_ins=[]).load(decoded)
    except (YAMLError, ValueError) as error:
        return broken(file, f"cannot be read ({type(error).__name__})", "write it anew")
    if not isinstance(document, dict) or document.get("version") != VERSION:
        return broken(file, "is no baseline of version 1", "make one by --write-baseline")
    rows = document.get("accepted")
    if not isinstance(rows, list):
        return broken(file, "has no list `accepted`", "make one by --write-baseline")
    entries = [entry(row) for row in rows]
    wrong = [n for n, one in enumerate(entries) if one is None]
    if wrong:
        found = f"entry {wrong[0]} of `accepted` is not one"
        fix = "give it a fingerprint, a reason, and perhaps `expires: 2027-01-31`"
        return broken(file, found, fix)
    return Baseline(tuple(one for one in entries if one is not None))


def broken(file: str, found: str, fix: str) -> Baseline:
    """A file that is no baseline."""
    return Baseline((), (Problem(id="audit-baseline", file=file, found=found, fix=fix),))


def entry(row: Any) -> Accepted | None:
    """One entry; None where it is not as it should be."""
    if not isinstance(row, dict) or not set(row) <= KEYS:
        return None
    mark, reason, end = row.get("fingerprint"), row.get("reason"), row.get("expires")
    if not isinstance(mark, str) or not isinstance(reason, str) or not reason.strip():
        return None
    try:
        expires = date.fromisoformat(str(end)) if end is not None else None
    except ValueError:
        return None
    named = [str(row[key]) for key in ("id", "repository", "object") if row.get(key)]
    return Accepted(mark, reason.strip(), expires, " ".join(named), str(row.get("repository", "")))


def reasons(entries: Sequence[Accepted], today: date) -> dict[str, str]:
    """Fingerprint -> why it is accepted, of the entries that hold."""
    return {one.fingerprint: one.reason for one in entries if holds(one, today)}


def accept(found: Iterable[Finding], good: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings, those that the baseline accepts marked as such."""
    return tuple(
        one.model_copy(update={"accepted": good[one.fingerprint]})
        if one.fingerprint in good
        else one
        for one in found
    )


def holds(one: Accepted, today: date) -> bool:
    """Whether an entry has not come to its end."""
    return one.expires is None or today <= one.expires


def stale(report: Report, entries: Sequence[Accepted], today: date) -> tuple[Stale, ...]:
    """Entries that accept nothing: at their end, or about what is not found any more.

    What was not seen may well be there still: nothing is said of such a repository.
    """
    there = {one.fingerprint for one in report.findings}
    blind = {section.name for section in report.sections if section.unseen}
    partly = any(section.name.endswith("/*") for section in report.sections)
    seen = {section.name for section in report.sections}
    told = []
    for one in entries:
        why = None
        if one.fingerprint in there:
            why = None if holds(one, today) else f"expired on {one.expires}; it counts again"
        elif one.repository not in blind and not (partly and one.repository not in seen):
            why = "nothing like it is found any more; remove it"
        if why:
            told.append(Stale(fingerprint=one.fingerprint, what=one.what or "an entry", why=why))
    return tuple(told)


def written(report: Report, entries: Sequence[Accepted], today: date, as_json: bool) -> str:
    """A baseline that accepts all that was found, as text; reasons and ends that hold are kept."""
    known = {one.fingerprint: one for one in entries if holds(one, today)}
    rows = [row(one, known.get(one.fingerprint), today) for one in report.findings if listed(one)]
    document = {"version": VERSION, "accepted": rows}
    if as_json:
        return json.dumps(document, indent=2) + "\n"
    lines = ["# Findings of `trustpub audit` that are accepted; add `expires: YYYY-MM-DD` at will."]
    lines += [f"version: {VERSION}", "accepted:" if rows else "accepted: []"]
    for one in rows:
        # A JSON text is a YAML text in double quotes.
        pairs = [f"{key}: {json.dumps(value)}" for key, value in one.items()]
        lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    return "\n".join(lines) + "\n"


def listed(one: Finding) -> bool:
    """Whether a finding has to be accepted at all: notes never count."""
    return one.severity != "note"


def row(one: Finding, known: Accepted | None, today: date) -> dict[str, str]:
    """One entry as it is written."""
    made = {
        "fingerprint": one.fingerprint,
        "id": one.id,
        "repository": one.repository,
        "object": one.object,
        "reason": known.reason if known else f"as it was found on {today}",
    }
    return {**made, **({"expires": str(known.expires)} if known and known.expires else {})}
