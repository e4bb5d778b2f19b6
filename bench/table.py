"""Rows in columns. Pure."""

from collections.abc import Sequence


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A title, a line of column names, and the rows; the first column stands left."""
    lines = [list(columns), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    shown = ["  ".join(padded(line, widths)).rstrip() for line in lines]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([title, *(f"  {line}" for line in [shown[0], rule, *shown[1:]]), ""])


def padded(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Text to the left, figures to the right."""
    first, *others = zip(cells, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
