"""The files for typical options, as `--bless` accepted them."""

from pathlib import Path

import pytest

from .made import ROWS, files

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ROWS)
def test_files_are_as_accepted(name: str, bless: bool) -> None:
    """Exactly these files, byte for byte."""
    folder, texts = GOLDEN / name, {file.path: file.text for file in files(*ROWS[name])}
    if bless:
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")

    found = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found} == texts
