"""A process and all below it, from Linux's /proc: who they are, and the memory they share."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")


class Memory(NamedTuple):
    """Of several processes together, in KiB."""

    pss: int
    """A page that several of them share counts once: Linux, Documentation/filesystems/proc."""
    rss: int
    """It counts for each of them."""


def below(root: int, proc: Path = PROC) -> list[int]:
    """All processes that a process started, and those that they did."""
    children: dict[int, list[int]] = {}
    for one in proc.iterdir():
        if one.name.isdigit():
            children.setdefault(parent(read(one / "stat")), []).append(int(one.name))
    return descendants(root, children)


def descendants(root: int, children: Mapping[int, list[int]]) -> list[int]:
    """Those below one in a tree. Pure."""
    found, waiting = [], list(children.get(root, ()))
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, ())
    return found


def parent(stat: str) -> int:
    """From a line of /proc/PID/stat, where the name may hold blanks and brackets; 0: it is gone."""
    fields = stat.rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def memory(processes: Iterable[int], proc: Path = PROC) -> Memory:
    """What they hold now; one that is gone holds nothing."""
    each = [of_rollup(read(proc / str(one) / "smaps_rollup")) for one in processes]
    return Memory(sum(one.pss for one in each), sum(one.rss for one in each))


def of_rollup(text: str) -> Memory:
    """From the text of /proc/PID/smaps_rollup. Pure."""
    lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    return Memory(*(int(lines.get(name, "0").split()[0]) for name in ("Pss", "Rss")))


def read(path: Path) -> str:
    """A file of a process, which may end meanwhile."""
    try:
        return path.read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
