"""Comments as pictures, to be looked at: `python -m tests.browser.pictures FOLDER [CASE ...]`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from lab.browser import FLAGS, program
from lab.comment_page import WIDTH, page

from ..unit.preview.test_cases import NAMES, preview
from .comments import shown

HEIGHT = 1000


def picture(name: str, folder: Path) -> Path:
    """What a reviewer sees of a case without scrolling."""
    target = folder / f"{name}.png"
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "comment.html"
        file.write_text(page(shown(preview(name))), "utf-8")
        told = (f"--screenshot={target}", f"--window-size={WIDTH},{HEIGHT}", "--hide-scrollbars")
        words = [program("chromium"), *FLAGS, f"--user-data-dir={scratch}/profile", *told]
        subprocess.run([*words, file.as_uri()], check=True, capture_output=True, timeout=60)
    return target


def main(folder: str, *names: str) -> None:
    """All cases, or those that are named."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in names or NAMES:
        print(picture(name, Path(folder).resolve()))


if __name__ == "__main__":
    main(*sys.argv[1:])
