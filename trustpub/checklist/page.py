"""The checklist as one HTML page that needs nothing else: no script, no other file."""

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from .model import Checklist
from .text import legend, numbered, status

WORDS = {"yes": "done", "no": "open", "unknown": "not known"}


def render(one: Checklist) -> str:
    """The page."""
    environment = Environment(
        loader=PackageLoader("trustpub"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("checklist.html")
    return template.render(
        checklist=one,
        legend=legend(one),
        sections=list(numbered(one)),
        status=status,
        words=WORDS,
    )
