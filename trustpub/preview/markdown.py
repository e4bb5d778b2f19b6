"""Preview -> the Markdown of a comment on a pull or merge request. Pure.

What a config says stands in code alone, where nothing is a link, a mention, HTML or a reference;
what could end the code or a cell of a table is shown by its number (GitHub Flavored Markdown, 6.1
and 4.10).
"""

from collections.abc import Iterable, Iterator
from itertools import starmap

from ..live import markdown as live
from .code import cell, code, link, quoted
from .folding import fold, opened
from .headline import verdict
from .model import NO_DIGEST, Preview, ProjectChange, Risk, Todo, Word
from .room import MORE, within
from .shown import change, name, path
from .telling import BASE, happens, hint, numbers, risks, warnings, word, words
from .text import place

MARK = "<!-- trustpub-preview -->"
"""The first line, by which the comment is found again; nothing of a config ever stands there."""
LONGEST = 65_000
"""Bytes: GitHub takes 65,536 characters."""
ACCEPT = """\
Not wanted? Ask for changes. Wanted? {who}; a check with `--fail-on risk` is red until then:

```yaml
accept:
  - risk: {risk}
    reason: why it is right
    until: YYYY-MM-DD # at most 366 days ahead
```"""
SHARES = {
    "table": 10_000,
    "risks": 22_000,
    "words": 5_000,
    "problems": 5_000,
    "todo": 8_000,
    "warnings": 2_000,
}
"""Bytes of each part that is never folded; together they leave room for some folded ones."""


def render(one: Preview, limit: int = LONGEST, page: str = "") -> str:
    """The whole comment, within the limit; `page` has what is left out, and is named then alone."""
    top = "\n\n".join(part for part in parts(one) if part)
    mark = f"digest for `--reviewed`: {code(one.digest)}" if one.digest else NO_DIGEST
    foot = f"\n\nFrom {commit(one.base)} to {commit(one.head)}; {mark}\n"
    where = f"[The run that wrote this]({link(page)}) has all of it." if page else ""
    room = limit - len((top + foot + where).encode()) - 200
    kept: list[str] = []
    for each in (fold(project, opened(one)) for project in one.projects):
        if len(each.encode()) + 2 > room:
            break
        kept.append(each)
        room -= len(each.encode()) + 2
    left = len(one.projects) - len(kept)
    if left:
        of = f"{left:,} of {len(one.projects):,} projects"
        kept.append(f"**The details of {of} are left out**: `trustpub preview` shows them all.")
    if where and (left or MORE in top):
        kept.append(where)
    return "\n\n".join([top, *kept]) + foot


def failed(why: str) -> str:
    """The comment where there is no preview."""
    return f"{MARK}\n### Release trust: the preview failed, so nothing is known\n\n{quoted(why)}"


def parts(one: Preview) -> Iterator[str]:
    """What is always shown, the most important first."""
    yield f"{MARK}\n### Release trust: {verdict(one)}"
    yield numbers(one)
    yield BASE.get(one.base_state, "")
    yield table(one)
    yield listed("Problems", SHARES["problems"], problems(one))
    yield listed("Risks", SHARES["risks"], starmap(risk, risks(one)))
    yield accepting(one)
    yield listed(
        "Accepted by the config; what is set stays after that day",
        SHARES["words"],
        starmap(said, words(one)),
    )
    todo = (each for project in one.projects for each in project.todo)
    yield listed("After the merge somebody has to", SHARES["todo"], map(step, todo))
    yield listed("Warnings of the config", SHARES["warnings"], warned(one))
    yield live.render(one.live) if one.live else ""


def accepting(one: Preview) -> str:
    """What a reviewer and the author can do about the risks that nobody accepted."""
    found = hint(one)
    return ACCEPT.format(risk=found[0], who=found[1]) if found else ""


def commit(oid: str) -> str:
    """A commit, or what stands for one."""
    return code(oid[:12]) if oid else "the working tree"


def listed(heading: str, room: int, items: Iterable[str]) -> str:
    """A heading and a list below it; nothing where there is nothing."""
    kept, left = within(items, room)
    if not kept and not left:
        return ""
    more = [f"- {MORE}{left:,} more**, which are not shown here"] if left else []
    return "\n".join([f"#### {heading}", "", *kept, *more])


def table(one: Preview) -> str:
    """One line a project; of a single one what happens to it."""
    if len(one.projects) == 1:
        (single,) = one.projects
        return f"**{code(name(single.name))}**: {happens(single)}."
    kept, left = within(map(row, one.projects), SHARES["table"])
    if not kept:
        return ""
    more = [f"| {MORE}{left:,} more** | | | |"] if left else []
    head = ["| project | what happens | risks | to do by hand |", "|---|---|---|---|"]
    return "\n".join([*head, *kept, *more])


def row(one: ProjectChange) -> str:
    """A project at a glance."""
    free = sum(not each.accepted for each in one.risks)
    taken = len(one.risks) - free
    risks = ", ".join([f"**{free}**"] * bool(free) + [f"{taken} accepted"] * bool(taken))
    by_hand = len(one.todo) or "nothing"
    return f"| {cell(name(one.name))} | {happens(one)} | {risks or 'none'} | {by_hand} |"


def problems(one: Preview) -> Iterator[str]:
    """What is wrong, and what was not seen."""
    yield from (f"- error: {quoted(each.sentence())}" for each in one.errors)
    yield from (f"- before this change: {quoted(each.sentence())}" for each in one.before)
    yield from (f"- not seen: {quoted(f'{each.what}: {each.why}')}" for each in one.unknown)


def warned(one: Preview) -> Iterator[str]:
    """Warnings of the config."""
    yield from (f"- {each.severity}: {quoted(each.sentence())}" for each in warnings(one))


def risk(one: Risk, where: str) -> str:
    """One risk: what, on which thing, why it matters, where."""
    mark = f"accepted until {one.word.until}: " if one.word else ""
    met = f" in {code(where)}" if where else ""
    lines = [f"- {mark}**{one.what}**: {code(name(one.label))}"]
    if one.before is not None or one.after is not None:
        lines.append(f"  {code(f'{one.setting}: {change(one.before, one.after)}')}")
    lines.append(f"  Why it matters: {one.why}.")
    lines.append(f"  {code(name(place(one.file, one.line, one.field)))}{met} ({one.id})")
    return "\\\n".join(lines)


def said(one: Word, where: str, near: str) -> str:
    """One `accept`, with its reason."""
    about = f" for {code(name(one.where))}" if one.where else ""
    there = f" {code(name(near))}" if near else ""
    end = f"until {one.until}: {word(one, near)}{there}"
    met = f" ({code(where)})" if where else ""
    return f"- {one.risk}{about} {end}{met}\\\n  The reason given: {code(name(one.reason, 400))}"


def step(one: Todo) -> str:
    """One thing to do by hand; values that are too long for a line are in the folded part."""
    links = ", ".join(f"[{case}]({link(url)})" for case, url in one.links.items())
    lines = [f"- [ ] **{one.title}**: {code(name(one.about))}; {one.why}."]
    lines += [f"  {links}"] if links else []
    values = "; ".join(f"{field.label}: {field.value}" for field in one.fields)
    lines += [f"  {code(name(values, 400))}"] if values else []
    lines += [f"  {code(path(each))}" for each in one.commands]
    return "\\\n".join(lines)
