"""Small repositories with a trap each, and what `trustpub workflows` has to say of them."""

import json
from pathlib import Path

import pytest

from trustpub.cli import main

CASES = sorted(Path(__file__).parent.joinpath("cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_uploads_are_listed_as_expected(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each upload is listed with all that is said of it; `null` in a case leaves a list open."""
    expected = json.loads(case.joinpath("expected.json").read_text("utf-8"))

    code = main(["workflows", str(case / "repo"), "--format", "json"])
    got = json.loads(capsys.readouterr().out)

    assert expected["uploads"] == got["uploads"]
    for key in ("unknown", "problems"):
        assert expected[key] in (None, bool(got[key])), f"{key}: {got[key]}"
    assert code == (1 if got["problems"] else 3 if got["unknown"] else 0)
