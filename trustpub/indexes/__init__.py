"""The list of indexes: a new one is a folder here and a line in INDEXES."""

from ..model import Index
from .base import IndexRecord
from .pypi import desired as pypi

INDEXES: dict[Index, IndexRecord] = {
    kind: IndexRecord(kind, pypi.key, pypi.problems, pypi.resource, pypi.step)
    for kind in ("pypi", "testpypi")
}
