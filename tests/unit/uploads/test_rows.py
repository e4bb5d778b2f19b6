"""What is found in scripts, row by row."""

import pytest

from trustpub.uploads.look import look
from trustpub.uploads.model import ShellLook, ShellUpload

from .rows_shell import SHELL
from .rows_tools import TOOLS, Row


def short(found: ShellUpload) -> str:
    """An upload in short: what is as usual is not said."""
    words = [found.tool, found.index]
    words += [found.trusted] if found.trusted != "by-itself" else []
    words += list(found.credentials)
    words += ["minted"] if found.minted else []
    words += {True: ["+attestations"], False: ["-attestations"], None: []}[found.attestations]
    return " ".join(words)


def summary(found: ShellLook) -> str:
    """All uploads in short, whether it builds, and whether something stays unseen."""
    parts = [short(upload) for upload in found.uploads]
    parts += ["builds"] if found.builds else []
    parts += ["?"] if found.opaque else []
    return "|".join(parts)


@pytest.mark.parametrize("row", [*TOOLS, *SHELL], ids=lambda row: row.script[:60])
def test_row(row: Row) -> None:
    """Exactly what the script uploads is found, with where it goes and what feeds it."""
    found = look(row.script, row.env, read=row.files.get)

    assert row.found == summary(found)
