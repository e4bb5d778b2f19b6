"""The checklist as one HTML page that needs nothing else: no script, no other file."""

from ..render import html
from .model import Checklist
from .text import legend, numbered, status

WORDS = {"yes": "done", "no": "open", "unknown": "not known"}


def render(one: Checklist) -> str:
    """The page."""
    return html.page(
        "checklist.html",
        checklist=one,
        legend=legend(one),
        sections=list(numbered(one)),
        status=status,
        words=WORDS,
    )
