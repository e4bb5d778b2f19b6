"""The registration pages as HTML: the names and ids of PyPI's forms, none of its looks."""

from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from ..http import Response
from .model import GITLAB, TITLES, WANTED, PendingPublisher, Publisher

LABELS = {
    "owner": "Owner",
    "repository": "Repository name",
    "workflow_filename": "Workflow name",
    "namespace": "Namespace",
    "project": "Project name",
    "workflow_filepath": "Top-level pipeline file path",
    "environment": "Environment name",
    "issuer_url": "GitLab instance",
    "project_name": "PyPI Project Name",
}


@dataclass
class Page:
    """What stands on one page."""

    path: str
    user: str | None
    title: str
    site: str = "PyPI"
    """What GitHub's form calls the index; GitLab's says PyPI on TestPyPI too."""
    new: bool = False
    """Whether its forms are for projects that do not exist yet."""
    issuers: list[str] = field(default_factory=lambda: [GITLAB])
    publishers: list[Publisher] = field(default_factory=list)
    pending: list[PendingPublisher] = field(default_factory=list)
    prefilled: str | None = None
    sent: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    flash: str = ""


def show(page: Page) -> Response:
    """The page."""
    parts = [
        f"<!DOCTYPE html>\n<html><head><title>{escape(page.title)}</title></head><body>",
        f'<div class="notification-bar--danger">{escape(page.flash)}</div>' if page.flash else "",
        f"<h1>{escape(page.title)}</h1>",
        *[row(page, p, "") for p in page.publishers],
        *[row(page, p.publisher, p.project_name) for p in page.pending],
        *[form(page, provider) for provider in WANTED],
        "</body></html>\n",
    ]
    kind = {"Content-Type": "text/html; charset=utf-8"}
    return Response(200, "\n".join(filter(None, parts)).encode(), kind)


def action(page: Page) -> str:
    """Where the forms go: the same page, for the same user."""
    return escape(page.path + (f"?{urlencode({'as': page.user})}" if page.user else ""))


def row(page: Page, publisher: Publisher, project: str) -> str:
    """One publisher, with the button that removes it."""
    told = " ".join(filter(None, [project, TITLES[publisher.provider], *publisher.values.values()]))
    return (
        f'<form class="publisher" method="post" action="{action(page)}">'
        f'<span>{escape(told)}</span><input type="hidden" name="publisher_id" '
        f'value="{publisher.id}"><button>Remove</button></form>'
    )


def form(page: Page, provider: str) -> str:
    """One form, filled in when it was prefilled or has just been refused."""
    chosen = provider in (page.prefilled, page.sent)
    names = ("project_name", *WANTED[provider]) if page.new else WANTED[provider]
    id = f"{'pending-' if page.new else ''}{provider}-publisher-form"
    warning = "Some form fields have been autofilled, please double-check their values."
    lines = [
        f'<div id="prefilled-warning">{warning}</div>' if page.prefilled == provider else "",
        f'<form id="{id}" method="post" action="{action(page)}">',
        *[field_html(page, provider, name, chosen) for name in names],
        '<input type="submit" value="Add"></form>',
    ]
    return "\n".join(filter(None, lines))


def field_html(page: Page, provider: str, name: str, chosen: bool) -> str:
    """One field with its value and its errors."""
    value = escape(page.values.get(name, "")) if chosen else ""
    told = "".join(f"<li>{escape(e)}</li>" for e in page.errors.get(name, []) if chosen)
    if name == "issuer_url":
        # The page hides the field where there is nothing to choose.
        hidden = " hidden" if len(page.issuers) == 1 else ""
        options = "".join(
            f'<option value="{escape(i)}"{" selected" if escape(i) == value else ""}>'
            f"{escape(i)}</option>"
            for i in page.issuers
        )
        control = f'<select id="{name}" name="{name}"{hidden}>{options}</select>'
    else:
        control = f'<input id="{name}" name="{name}" type="text" value="{value}">'
    title = LABELS[name].replace("PyPI", page.site) if provider == "github" else LABELS[name]
    label = f'<label for="{name}">{title}</label>'
    return f'<p>{label}{control}</p><ul id="{name}-errors">{told}</ul>'
