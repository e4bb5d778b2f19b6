"""The forms of a registration page: one tab for each forge."""

from html import escape

from .form_checks import REQUIRED
from .model import TITLES, WANTED
from .page import Page, action

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
HELP = {
    "owner": "Organization or user that owns the repository on GitHub",
    "repository": "Repository with the publishing workflow",
    "workflow_filename": "File name only; the file lies in .github/workflows/",
    "namespace": "User, or group with its subgroups, that owns the project on GitLab",
    "project": "Project with the publishing pipeline",
    "workflow_filepath": "Path of the pipeline file from the top of the repository",
    "environment": "Environment that the publishing job names; one of its own is best",
    "issuer_url": "The instance on which the project is",
    "project_name": "Project that the first use of this publisher creates",
}
AUTOFILLED = "Some form fields have been autofilled, please double-check their values."


def tabs(page: Page) -> str:
    """The bar with the forges, and the form of each."""
    bar = "".join(
        f'<button type="button" class="tab{" is-active" if name == page.chosen() else ""}" '
        f'aria-pressed="{"true" if name == page.chosen() else "false"}" '
        f'data-panel="{name}-panel">{TITLES[name]}</button>'
        for name in WANTED
    )
    panels = [panel(page, name) for name in WANTED]
    return "\n".join([f'<div class="horizontal-tabs__tabbar">{bar}</div>', *panels])


def panel(page: Page, provider: str) -> str:
    """One tab: the form, hidden unless it is the open one."""
    hidden = "" if provider == page.chosen() else " is-hidden"
    warned = f'<div id="prefilled-warning" class="callout-block">{AUTOFILLED}</div>'
    return "\n".join(
        [
            f'<div id="{provider}-panel" class="horizontal-tabs__tabcontent{hidden}">',
            *([warned] if page.prefilled == provider else []),
            form(page, provider),
            "</div>",
        ]
    )


def form(page: Page, provider: str) -> str:
    """One form, filled in when it was prefilled or has just been refused."""
    filled = provider in (page.prefilled, page.sent)
    names = ("project_name", *WANTED[provider]) if page.new else WANTED[provider]
    id = f"{'pending-' if page.new else ''}{provider}-publisher-form"
    lines = [
        f'<form id="{id}" method="post" action="{action(page)}">',
        *[field_html(page, provider, name, filled) for name in names],
        '<input type="submit" class="button" value="Add"></form>',
    ]
    return "\n".join(lines)


def field_html(page: Page, provider: str, name: str, filled: bool) -> str:
    """One field: label, control, help, errors.

    Two forms of one page share ids, as on PyPI; so a label is around its field, not beside it.
    """
    told_id = f"{provider}-{name}-told"
    messages = page.errors.get(name, []) if filled else []
    value = escape(page.values.get(name, "")) if filled else ""
    wrong = f' aria-invalid="true" aria-describedby="{told_id}"' if messages else ""
    control = (
        choice(page, value, wrong)
        if name == "issuer_url"
        else f'<input id="{name}" name="{name}" type="text" value="{value}" '
        f'autocomplete="off" autocapitalize="off" spellcheck="false"{wrong}>'
    )
    # The page hides the instance where there is nothing to choose.
    hidden = " hidden" if name == "issuer_url" and len(page.issuers) == 1 else ""
    told = "".join(f"<li>{message(text)}</li>" for text in messages)
    return (
        f'<div class="form-group"{hidden}><label>{title(page, provider, name)}{control}</label>'
        f'<p class="help">{HELP[name]}</p><div id="{name}-errors">'
        f'<ul id="{told_id}" class="errors">{told}</ul></div></div>'
    )


def title(page: Page, provider: str, name: str) -> str:
    """The label, and whether the field may stay empty."""
    text = LABELS[name].replace("PyPI", page.site) if provider == "github" else LABELS[name]
    need = "required" if name in REQUIRED else "optional"
    return f'<span class="title">{text}</span> <span class="need">({need})</span>'


def choice(page: Page, value: str, wrong: str) -> str:
    """The GitLab instances."""
    options = "".join(
        f'<option value="{escape(i)}"{" selected" if escape(i) == value else ""}>'
        f"{escape(i)}</option>"
        for i in page.issuers
    )
    return f'<select id="issuer_url" name="issuer_url"{wrong}>{options}</select>'


def message(text: str) -> str:
    """An error; the one with a link in it shows the link."""
    before, link, rest = text.partition("<a href='")
    if not link:
        return escape(text)
    url, _, after = rest.partition("'>")
    words, _, end = after.partition("</a>")
    return f'{escape(before)}<a href="{escape(url)}">{escape(words)}</a>{escape(end)}'
