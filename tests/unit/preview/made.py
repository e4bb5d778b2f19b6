"""Two folders, and what is told of the change from one to the other."""

from datetime import date
from pathlib import Path

from trustpub.preview.comparing import Comparing
from trustpub.preview.model import Preview
from trustpub.preview.sides import Known, read_side
from trustpub.trees.folder import Folder

TODAY = date(2026, 11, 22)
ENVIRON = {
    "TRUSTPUB_PYPI_URL": "https://pypi.example",
    "TRUSTPUB_TESTPYPI_URL": "https://testpypi.example",
}


def compared(base: Path, head: Path, file: str = "release.yaml") -> Preview:
    """What changes between two folders."""
    known = Known()
    before, after = (read_side(Folder(one), file, known) for one in (base, head))
    return Comparing(before, after, TODAY, ENVIRON).preview(file, "", "")
