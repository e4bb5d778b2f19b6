"""One setting against another: lists are sets, and names are alike where the forge thinks so."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

CASELESS = {
    "repository",
    "project",
    "reviewers.users",
    "reviewers.teams",
    "bypass.users",
    "bypass.teams",
    "users",
    "groups",
    "deployers",
    "approvals",
}
"""Settings in which letter case means nothing: logins, slugs, and paths of groups and projects."""
GITHUB_CASELESS = CASELESS | {"environment"}
"""GitHub: environment names too (pypi/warehouse#13576); GitLab tells them apart."""
MISSING = object()
"""Stands for a setting that is not there."""


def leaves(properties: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every setting with its path: `reviewers.users`."""
    for key, value in properties.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, Mapping):
            yield from leaves(value, path)
        else:
            yield path, value


def at(properties: Mapping[str, Any], path: str) -> Any:
    """The setting at a path; MISSING where there is none."""
    found: Any = properties
    for key in path.split("."):
        if not isinstance(found, Mapping) or key not in found:
            return MISSING
        found = found[key]
    return found


def why_unseen(unseen: Mapping[str, str], path: str) -> str | None:
    """Why a setting could not be seen: it, or what it is a part of, is named as unseen."""
    parts = path.split(".")
    paths = (".".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((unseen[one] for one in paths if one in unseen), None)


def same_for(forge: str, path: str) -> Callable[[Any], Any]:
    """What makes two values of a setting the same on a forge."""
    caseless = path in (GITHUB_CASELESS if forge == "github" else CASELESS)
    return folded if caseless else plain


def plain(value: Any) -> Any:
    """A value as something to compare and to keep in a set."""
    return (
        value if isinstance(value, bool | int | str | None) else json.dumps(value, sort_keys=True)
    )


def folded(value: Any) -> Any:
    """The same without letter case."""
    found = plain(value)
    return found.casefold() if isinstance(found, str) else found


def missing_and_extra(
    asked: list[Any], stored: list[Any], same: Callable[[Any], Any]
) -> tuple[list[Any], list[Any]]:
    """What is asked and not stored, and what is stored and not asked."""
    have, want = {same(one) for one in stored}, {same(one) for one in asked}
    missing = [one for one in asked if same(one) not in have]
    return missing, [one for one in stored if same(one) not in want]
