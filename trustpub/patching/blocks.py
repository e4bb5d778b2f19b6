"""Edits of mappings, lists and scalars that keep the style of what is there.

Each gives the edits, or None where the style allows none that is certain.
"""

import re
from collections.abc import Collection, Iterable

from ..writing.scalars import escaped, scalar
from .edits import Edit, Edits
from .spots import Page, Spot
from .yaml_text import Data, block, flow, flow_entry, item_lines

COMMENT_LINE = re.compile(r"^\s*#", re.M)


def step_of(page: Page) -> int:
    """By how much the file indents: that of its first block in a block."""
    for key, value in page.root.entries:
        if value.kind == "map" and not value.flow and value.entries and not value.marked:
            step = page.lines.column(value.entries[0][0].start) - page.lines.column(key.start)
            return step if step > 0 else 2
    return 2


def put(page: Page, owner: Spot, key: str, value: Data, after: Iterable[str] = ()) -> Edits | None:
    """Add an entry to a mapping: behind the last of the keys `after`, or at its end."""
    if owner.kind != "map" or owner.get(key) is not None:
        return None
    if owner.flow:
        return put_in_braces(page, owner, flow_entry(key, value))
    wanted = set(after)
    places = [pair for pair in owner.entries if pair[0].value in wanted] or list(owner.entries)
    column = page.lines.column(owner.entries[0][0].start)
    end = page.lines.end(places[-1][1].end)
    return (Edit(end, end, below(column, block(key, value, step_of(page)))),)


def below(column: int, lines: Iterable[str]) -> str:
    """Lines that begin in a column, to stand behind another line."""
    return "".join(f"\n{' ' * column}{line}" for line in lines)


def put_in_braces(page: Page, owner: Spot, text: str) -> Edits | None:
    """Add a text at the end of a mapping or list in flow style."""
    inside = [value for _, value in owner.entries] or list(owner.items)
    if inside:
        end = inside[-1].end
        comma = " , " if page.text[end - 1] == ":" else ", "
        return (Edit(end, end, f"{comma}{text}"),)
    opening = page.text.find("{" if owner.kind == "map" else "[", owner.start)
    return (Edit(opening + 1, owner.end - 1, text),)


def fill(page: Page, owner: Spot, key: str, name: str, value: Data) -> Edits | None:
    """Add an entry to the mapping that an entry holds, which may be empty or not there at all."""
    spot = owner.get(key)
    if spot is None:
        return put(page, owner, key, {name: value})
    if spot.kind == "map":
        return None if spot.shared else put(page, spot, name, value)
    if not spot.empty or owner.flow:
        return None
    step = step_of(page)
    column = page.lines.column(owner.entries[0][0].start) + step
    end = page.lines.end(spot.end)
    return (Edit(end, end, below(column, block(name, value, step))),)


def drop(page: Page, owner: Spot, names: Collection[str]) -> Edits | None:
    """Take entries out of a mapping that keeps others."""
    kept = [key for key, _ in owner.entries if key.value not in names]
    if not kept or any(value.shared for key, value in owner.entries if key.value in names):
        return None
    if owner.flow:
        return drop_in_braces(owner, names)
    found: list[Edit] = []
    for number, (key, value) in enumerate(owner.entries):
        if key.value not in names:
            continue
        following = [after for after, _ in owner.entries[number + 1 :]]
        edit = drop_lines(page, key, value, following)
        if edit is None:
            return None
        found.append(edit)
    return tuple(found)


def drop_keys(page: Page, owner: Spot, names: Collection[str]) -> Edits | None:
    """The same, also where the first few entries of an item go."""
    number = next((n for n, (key, _) in enumerate(owner.entries) if key.value not in names), 0)
    if owner.flow or number < 2:
        return drop(page, owner, names)
    first, kept = owner.entries[0][0].start, owner.entries[number][0].start
    others = {key.value for key, _ in owner.entries[number:]} & set(names)
    rest = drop(page, owner, others) if others else ()
    if rest is None or COMMENT_LINE.search(page.text[first:kept]):
        return None
    return (Edit(first, kept, ""), *rest)


def drop_lines(page: Page, key: Spot, value: Spot, following: list[Spot]) -> Edit | None:
    """An entry with its lines; the first entry of an item leaves its place to the next."""
    start = page.lines.start(key.start)
    if not page.text[start : key.start].strip():
        return Edit(start, page.lines.after(value.end), "")
    if not following or COMMENT_LINE.search(
        page.text[page.lines.after(value.end) : following[0].start]
    ):
        return None
    return Edit(key.start, following[0].start, "")


def drop_in_braces(owner: Spot, names: Collection[str]) -> Edits:
    """Entries of a mapping in flow style, each with one comma."""
    found = []
    before: int | None = None
    for number, (key, value) in enumerate(owner.entries):
        if key.value not in names:
            before = value.end
        elif before is not None:
            found.append(Edit(before, value.end, ""))
            before = value.end
        else:
            found.append(Edit(key.start, owner.entries[number + 1][0].start, ""))
    return tuple(found)


def rewrite(spot: Spot, text: str) -> Edits | None:
    """Another text for a scalar, in the quotes it has."""
    if spot.kind != "scalar" or spot.marked or spot.shared or spot.style in ("|", ">"):
        return None
    return (Edit(spot.start, spot.end, (" " if spot.empty else "") + in_quotes(text, spot.style)),)


def in_quotes(text: str, style: str) -> str:
    """A scalar in a style of quotes, as far as these can hold it."""
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return '"' + "".join(map(escaped, text)) + '"'
    return scalar(text)


def replace(page: Page, owner: Spot, key: str, value: Data) -> Edits | None:
    """Another value for an entry, whatever it is now; comments in it would be lost: then None."""
    pair = next((pair for pair in owner.entries if pair[0].value == key), None)
    if pair is None or pair[1].shared or pair[1].kind == "alias":
        return None
    name, old = pair
    if COMMENT_LINE.search(page.text[name.end : old.end]):
        return None
    if owner.flow or isinstance(value, str):
        return (Edit(name.end, old.end, f": {flow(value)}"),)
    lines = list(block(key, value, step_of(page)))
    text = lines[0][len(lines[0].partition(":")[0]) :]
    text += below(page.lines.column(name.start), lines[1:])
    if old.empty or page.lines.number(old.start) == page.lines.number(old.end):
        tail = page.text[old.end : page.lines.end(old.end)]
        head, *rest = text.split("\n", 1)
        return (Edit(name.end, old.end + len(tail), head + tail + "".join(f"\n{r}" for r in rest)),)
    return (Edit(name.end, old.end, text),)


def append(page: Page, owner: Spot, item: Data) -> Edits | None:
    """Add an item to a list."""
    if owner.kind != "list" or not (owner.flow or owner.items) or owner.shared:
        return None
    if owner.flow:
        return put_in_braces(page, owner, flow(item))
    last = owner.items[-1]
    dash = dash_of(page, last)
    if dash is None:
        return None
    end = page.lines.end(last.end)
    return (Edit(end, end, below(dash, item_lines(item, step_of(page)))),)


def dash_of(page: Page, item: Spot) -> int | None:
    """The column of an item's dash, where that stands in the item's own line."""
    before = page.text[page.lines.start(item.start) : item.start]
    return before.rfind("-") if re.fullmatch(r"\s*-\s+", before) else None


def drop_item(page: Page, owner: Spot, item: Spot) -> Edits | None:
    """Take an item out of a list that keeps others."""
    if owner.kind != "list" or len(owner.items) < 2 or owner.shared:
        return None
    if not owner.flow:
        if dash_of(page, item) is None:
            return None
        return (Edit(page.lines.start(item.start), page.lines.after(item.end), ""),)
    number = next(n for n, one in enumerate(owner.items) if one is item)
    if number:
        return (Edit(owner.items[number - 1].end, item.end, ""),)
    return (Edit(item.start, owner.items[1].start, ""),)
