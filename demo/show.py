"""What the demo prints: values -> text."""

from collections import Counter
from collections.abc import Iterable, Mapping

from trustpub.model import Resource
from trustpub.render.text import TITLES

COLUMNS = ("declared at", "what", "state", "still to do")


def heading(text: str) -> str:
    """A line that parts the long output."""
    return f"\n=== {text} " + "=" * max(0, 74 - len(text))


def indented(text: str) -> str:
    """Text moved in by two."""
    return "\n".join(f"  {line}" for line in text.splitlines())


def checklist(lists: Mapping[str, Iterable[str]]) -> str:
    """The checklist of each publisher."""
    return "\n".join(
        f"  {name}\n" + "\n".join(f"    [ ] {line}" for line in lines)
        for name, lines in lists.items()
    )


def table_rows(
    resources: Iterable[Resource], publishers: Mapping[str, Mapping[str, str]]
) -> list[dict[str, str]]:
    """One row for each kind of resource at a forge, and for each publisher."""
    kinds = Counter(
        (str(r.properties.get("repository") or r.properties["project"]), r.kind)
        for r in resources
        if r.kind != "pypi.publisher"
    )
    rows = [
        dict(zip(COLUMNS, (where, f"{count} x {TITLES[kind]}", "applied", "-"), strict=True))
        for (where, kind), count in kinds.items()
    ]
    for name, seen in publishers.items():
        index, project = name.split("/")[:2]
        todo = "-" if seen["state"] == "published" else "register it, then release"
        values = (index, f"publisher of {project}", seen["state"], todo)
        rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows


def closing_table(rows: list[dict[str, str]]) -> str:
    """Rows in columns."""
    widths = {c: max(len(c), *(len(row[c]) for row in rows)) for c in COLUMNS}
    lines = [{c: c for c in COLUMNS}, {c: "-" * widths[c] for c in COLUMNS}, *rows]
    return "\n".join(
        "  ".join(line[c].ljust(widths[c]) for c in COLUMNS).rstrip() for line in lines
    )
