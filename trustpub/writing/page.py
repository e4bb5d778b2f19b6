"""Values -> the text of a template; every text of a config goes through the filter `scalar`."""

from functools import cache
from typing import TYPE_CHECKING

from .scalars import scalar

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """The templates, with our filters; jinja2 is imported only by who writes a file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("trustpub"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["scalar"] = scalar
    found.filters["variable"] = lambda job: job.upper().replace("-", "_")
    return found


def page(template: str, **values: object) -> str:
    """One part of a file."""
    return environment().get_template(f"{template}.j2").render(values)
