"""The folded parts of a comment: all details of a project. Pure."""

from .code import code
from .model import Preview, ProjectChange
from .shown import name
from .telling import happens, setting, settings, title

FEW = 6
"""So many things, and settings of each, are shown without a click."""


def opened(one: Preview) -> bool:
    """Whether the details are seen at once: they are few, and no risk says what matters."""
    few = [thing for each in one.projects for thing in each.things if len(thing.settings) <= FEW]
    alone = len(one.projects) == 1 and len(few) == len(one.projects[0].things) <= FEW
    return alone and all(risk.accepted for risk in one.risks)


def fold(one: ProjectChange, seen: bool) -> str:
    """All details of a project."""
    was = [f"It was {code(name(one.was))}.", ""] if one.was else []
    lines = ["<details open>" if seen else "<details>", f"<summary>{html(one)}</summary>", ""]
    lines += was
    for thing in one.things:
        on = f" on {thing.forge}" if thing.forge else ""
        lines.append(f"- {title(thing, one)}: {code(name(thing.name))}{on}")
        lines += [f"  - {each.name}: {code(setting(each, thing))}" for each in settings(thing)]
    for step in one.todo:
        values = [f"  - {field.label}: {code(name(field.value))}" for field in step.fields]
        lines += [f"- {step.title}: {code(name(step.about))}", *values] if values else []
    return "\n".join([*lines, "", "</details>"])


def html(one: ProjectChange) -> str:
    """The line of a fold that is shut: HTML, in which Markdown may mean something all the same."""
    shown = "".join(
        each if each.isalnum() or each in " -" else f"&#{ord(each)};" for each in name(one.name)
    )
    return f"<code>{shown}</code>: {happens(one)}"
