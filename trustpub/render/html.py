"""Values -> one HTML page that needs nothing else: no script, no other file, no request."""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ..printable import escaped

K = TypeVar("K", bound=str)


@cache
def environment() -> Environment:
    """The templates of pages: every text is escaped, whoever wrote it."""
    return Environment(
        loader=PackageLoader("trustpub"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )


def shown(value: object) -> object:
    """Characters that do not print, or turn the direction of a text, are shown, not obeyed."""
    return escaped(value) if type(value) is str else value


def page(template: str, **values: object) -> str:
    """The page, without a line break at its end."""
    return environment().get_template(template).render(values)


def shares(counts: Mapping[K, int], total: int) -> list[tuple[K, int, str]]:
    """Name, how many, and the share in per cent, of those that have any."""
    return [
        (name, count, f"{100 * count / total:.1f}".removesuffix(".0"))
        for name, count in counts.items()
        if count
    ]
