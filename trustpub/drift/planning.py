"""Report and stored issues -> changes: one issue for each repository. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from ..audit.model import Section
from ..printable import lines
from .model import Change, Issue
from .telling import about, body, counted, title


def changes(sections: Iterable[Section], issues: Sequence[Issue]) -> tuple[Change, ...]:
    """What is to become of each issue; nothing is said of what has none and needs none."""
    told = tuple(sections)
    first = oldest(issues)
    found = [change for one in told for change in of_section(one, first.get(key(about(one))))]
    return (*found, *left(told, first), *doubled(issues, first))


def key(text: str) -> str:
    """Both forges find repositories in any letter case."""
    return text.casefold()


def oldest(issues: Iterable[Issue]) -> dict[str, Issue]:
    """The first issue about each repository."""
    found: dict[str, Issue] = {}
    for one in sorted(issues, key=lambda issue: issue.number):
        found.setdefault(key(one.about), one)
    return found


def of_section(section: Section, issue: Issue | None) -> Iterator[Change]:
    """A repository with findings has an open issue, one without has none that is open."""
    if counted(section):
        yield change("open" if issue is None else again(section, issue), section, issue)
    elif issue is None or not issue.opened:
        return
    elif section.unseen:
        why = f"{len(section.unseen)} of it could not be seen"
        yield Change(step="leave", about=issue.about, number=issue.number, why=why)
    else:
        yield change("close", section, issue)


def again(section: Section, issue: Issue) -> str:
    """What a stored issue needs to say what was found."""
    if not issue.opened:
        return "reopen"
    same = issue.title == title(section) and lines(issue.body) == lines(body(section))
    return "keep" if same else "update"


def change(step: str, section: Section, issue: Issue | None) -> Change:
    """One change with the text that the issue is to have."""
    return Change.model_validate(
        {
            "step": step,
            "about": about(section),
            "number": issue.number if issue else None,
            "title": title(section),
            "body": body(section),
        }
    )


def left(sections: Sequence[Section], first: dict[str, Issue]) -> Iterator[Change]:
    """Open issues about what the report does not name: it was not looked at, or is gone."""
    named = {key(about(one)) for one in sections}
    for name, issue in first.items():
        if name not in named and issue.opened:
            why = "the report does not name it"
            yield Change(step="leave", about=issue.about, number=issue.number, why=why)


def doubled(issues: Iterable[Issue], first: dict[str, Issue]) -> Iterator[Change]:
    """Further open issues about the same: somebody copied one, or two runs met."""
    for one in issues:
        other = first[key(one.about)].number
        if one.opened and one.number != other:
            why = f"it is about the same as number {other}"
            yield Change(step="leave", about=one.about, number=one.number, why=why)
