"""Values -> lines for a terminal."""

from collections.abc import Iterable, Iterator

from ..model import Plan, Problem, Resource, Step
from ..plural import plural

COLOURS = {"error": "31", "warning": "33", "note": "36"}
"""ANSI codes, used only where the caller knows of a terminal."""

TITLES = {
    "github.environment": "GitHub environments",
    "github.deployment-policy": "GitHub deployment policies",
    "github.tag-ruleset": "GitHub tag rulesets",
    "gitlab.protected-tag": "GitLab protected tags",
    "gitlab.environment": "GitLab environments",
    "gitlab.protected-environment": "GitLab protected environments",
    "pypi.publisher": "Trusted publishers",
}
"""Kind of resource -> heading, in the order in which they are shown."""


def paint(text: str, colour: str, on: bool) -> str:
    """Coloured text for a terminal."""
    return f"\033[{colour}m{text}\033[0m" if on else text


def problem(one: Problem, colour: bool = False) -> str:
    """`error release.yaml:3:5 tags[0].pattern: found; fix [rule-id]`."""
    return f"{paint(one.severity, COLOURS[one.severity], colour)} {one.sentence()} [{one.id}]"


def problems(found: Iterable[Problem], file: str, colour: bool = False) -> Iterator[str]:
    """All problems and their count; one line when there are none."""
    listed = list(found)
    yield from (problem(one, colour) for one in listed)
    counts = [
        plural(count, kind)
        for kind in COLOURS
        if (count := sum(p.severity == kind for p in listed))
    ]
    yield f"{file}: {', '.join(counts) or 'no problems'}"


def plan(one: Plan, colour: bool = False) -> Iterator[str]:
    """The plan: what machines hold, then what a person does."""
    yield paint(f"{one.project}: what will be declared", "1", colour)
    for kind, title in TITLES.items():
        resources = one.of(kind)
        if resources:
            yield f"\n{title}"
            yield from (f"  {resource.name}{details(resource)}" for resource in resources)
    yield paint("\nWhat a person has to do", "1", colour)
    for number, step in enumerate(one.steps, 1):
        yield from step_lines(number, step)


def details(resource: Resource) -> str:
    """The settings that say something, after the name."""
    shown = {k: v for k, v in resource.properties.items() if k not in HIDDEN and not empty(v)}
    text = ", ".join(f"{key}={plain(value)}" for key, value in shown.items())
    return f"  ({text})" if text else ""


HIDDEN = {"repository", "project", "environment", "index", "forge", "namespace", "type", "pattern"}
"""Properties that the resource's name already says."""


def empty(value: object) -> bool:
    """Whether a value says nothing: false, zero, empty, or a mapping of such."""
    return all(empty(v) for v in value.values()) if isinstance(value, dict) else not value


def plain(value: object) -> str:
    """A value on one line, without quotes and braces where nothing is lost."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return " + ".join(plain(v) for v in value)
        case dict():
            return " ".join(f"{k} {plain(v)}" for k, v in value.items() if not empty(v))
    return str(value)


def step_lines(number: int, step: Step) -> Iterator[str]:
    """One step: title, links, the values to compare, how it is recognised as done."""
    yield f"\n  {number}. {step.title}"
    yield from (f"     {case}: {link}" for case, link in step.links.items())
    yield from (f"       {field.label}: {field.value}" for field in step.fields)
    yield f"     done when {step.done_when}"
