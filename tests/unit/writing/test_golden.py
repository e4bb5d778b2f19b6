"""Typical configs and the files that are written for them, as `--bless` accepted them."""

from pathlib import Path

import pytest

from trustpub.checking import check
from trustpub.writing import files

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(folder.name for folder in GOLDEN.iterdir())


def written(name: str) -> dict[str, str]:
    """Path -> text, for the config of one folder, which has no errors."""
    found = check((GOLDEN / name / "release.yaml").read_bytes(), "release.yaml")
    assert found.config is not None
    assert () == found.errors
    return {file.path: file.text for file in files(found.config)}


def accepted(folder: Path) -> dict[str, str]:
    """Path -> text, for what lies beside the config."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "release.yaml"]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize("name", NAMES)
def test_files_are_as_accepted(name: str, bless: bool) -> None:
    """Exactly these files, byte for byte."""
    texts = written(name)
    if bless:
        for old in accepted(GOLDEN / name):
            (GOLDEN / name / old).unlink()
        for path, text in texts.items():
            (GOLDEN / name / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name / path).write_text(text, "utf-8")

    assert accepted(GOLDEN / name) == texts
