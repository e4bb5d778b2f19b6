"""Section of an audit -> title and text of its issue. Pure.

Names and sentences of a report may be anybody's: they stand in code alone, where Markdown, mentions
of people, HTML comments and GitLab's quick actions mean nothing.
"""

import re
from collections.abc import Iterable

from ..audit.model import Finding, Section
from ..model import Severity
from ..plural import plural
from ..printable import questioned

MARK = re.compile(r"\A<!-- trustpub-drift (?P<about>(?:github|gitlab):[^\s<>]+) -->")
"""Hidden by both forges; only as the first line of a text is it taken for one."""
LONGEST_TITLE = 200
LONGEST_LIST = 50_000
"""Characters: GitHub refuses a body of more than 65,536, GitLab a title of more than 255."""
RUNS = re.compile("`+")
KEPT = """\
`trustpub drift` writes this text anew after each audit, and closes the issue when an audit that saw
everything finds nothing. Notes are safe in comments."""


def about(section: Section) -> str:
    """What an issue is about, as its mark says it."""
    return f"{section.forge}:{section.name}"


def marked(body: str) -> str | None:
    """What the issue with this text is about; None for an issue that is not ours."""
    found = MARK.match(body)
    return found["about"] if found else None


def counted(section: Section) -> tuple[Finding, ...]:
    """The findings that make an issue: no notes, and none that the baseline accepts."""
    return tuple(one for one in section.findings if one.counted)


def title(section: Section) -> str:
    """`Release trust of octo-org/sampleproject: 2 errors, 1 warning`."""
    tail = f": {amount(section)}"
    start = f"Release trust of {plain(section.name)}"
    return start[: LONGEST_TITLE - len(tail)] + tail


def amount(section: Section) -> str:
    """`2 errors, 1 warning`."""
    severities = [one.severity for one in counted(section)]
    kinds: tuple[Severity, ...] = ("error", "warning")
    counts = [plural(n, kind) for kind in kinds if (n := severities.count(kind))]
    return ", ".join(counts) or "nothing found"


def body(section: Section) -> str:
    """The whole text."""
    name = f"`{plain(section.name)}`"
    parts = [f"<!-- trustpub-drift {about(section)} -->"]
    if not counted(section):
        return "\n\n".join([*parts, f"The last audit found nothing in {name}.", KEPT, ""]).rstrip()
    parts += [f"The last audit of {name} found: {amount(section)}."]
    parts += [fenced(cut(lines_of(one) for one in counted(section)))]
    if section.unseen:
        hidden = ([f"{plain(one.what)}: {plain(one.why)}"] for one in section.unseen)
        parts += ["Not seen, so there may be more:", fenced(cut(hidden, LONGEST_LIST // 8))]
    return "\n\n".join([*parts, KEPT])


def lines_of(one: Finding) -> list[str]:
    """One finding."""
    where = " ".join(filter(None, (plain(one.object), plain(one.setting))))
    return [
        f"{one.severity} {one.id}: {where}",
        f"  found: {plain(one.found)}",
        f"  fix:   {plain(one.fix)}",
        f"  see:   {plain(one.at)}",
    ]


def cut(blocks: Iterable[list[str]], longest: int = LONGEST_LIST) -> list[str]:
    """As many whole blocks as an issue takes, and how many are missing."""
    told, missing, length = [], 0, 0
    for block in blocks:
        length += sum(len(line) + 1 for line in block)
        if length > longest:
            missing += 1
        else:
            told += block
    return [*told, *([f"... and {missing} more: see the report"] if missing else [])]


def fenced(lines: Iterable[str]) -> str:
    """A code block that nothing in it can end (CommonMark 4.5)."""
    text = "\n".join(lines)
    fence = "`" * max(3, *(len(run) + 1 for run in RUNS.findall(text) or [""]))
    return f"{fence}text\n{text}\n{fence}"


def plain(text: str) -> str:
    """One line of what can be seen; backticks would end a code span."""
    return questioned(" ".join(text.split())).replace("`", "'")
