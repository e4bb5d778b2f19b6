"""The registration pages as HTML: the names, ids, labels and tabs of PyPI's, none of its looks."""

from html import escape

from ..http import Response
from .model import TITLES, Publisher
from .page import Page, action
from .page_form import tabs
from .page_style import SCRIPT, STYLE

HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
"""


def show(page: Page) -> Response:
    """The page."""
    parts = [
        f"{HEAD}<title>{escape(page.title)}</title><style>{STYLE}</style></head><body>",
        f"<header><strong>Sandbox {page.site}</strong> nothing here is real; "
        f"logged in as {escape(page.login)}</header>\n<main>",
        *notices(page),
        f"<h1>{escape(page.title)}</h1>",
        listed(page),
        f"<h2>Add a new {'pending ' if page.new else ''}publisher</h2>",
        tabs(page),
        f"</main><script>{SCRIPT}</script></body></html>\n",
    ]
    kind = {"Content-Type": "text/html; charset=utf-8"}
    return Response(200, "\n".join(parts).encode(), kind)


def notices(page: Page) -> list[str]:
    """What went wrong, or right."""
    told = (("danger", "alert", page.flash), ("success", "status", page.done))
    return [
        f'<div role="{role}" class="notification-bar--{kind}">{escape(text)}</div>'
        for kind, role, text in told
        if text
    ]


def listed(page: Page) -> str:
    """The publishers there are."""
    rows = [
        *[row(page, p, "") for p in page.publishers],
        *[row(page, p.publisher, p.project_name) for p in page.pending],
    ]
    nothing = f"<p>No {'pending ' if page.new else ''}publishers are configured.</p>"
    return "\n".join(rows) or nothing


def row(page: Page, publisher: Publisher, project: str) -> str:
    """One publisher, with the button that removes it."""
    environment = publisher.values["environment"]
    told = [
        f"<strong>{escape(project)}</strong>" if project else "",
        f"{TITLES[publisher.provider]} {escape(publisher.url())}",
        escape(publisher.title()),
        f"environment {escape(environment)}" if environment else "any environment",
    ]
    return (
        f'<form class="publisher" method="post" action="{action(page)}">'
        f'<span>{"<br>".join(filter(None, told))}</span><input type="hidden" name="publisher_id" '
        f'value="{publisher.id}"><button>Remove</button></form>'
    )
