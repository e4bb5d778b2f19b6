"""The fleets that are measured."""

from pathlib import Path

import pytest

from bench.fleet import FORMS, written
from trustpub.fleet.reading import read_fleet


@pytest.mark.parametrize("form", FORMS)
def test_every_project_is_good(form: str, tmp_path: Path) -> None:
    """None has an error or a warning, so that the good path is what is measured."""
    fleet = read_fleet(str(written(tmp_path / form, form, 120)))

    assert (120, (), ()) == (len(fleet.entries), fleet.refused, fleet.unknown)
    assert [] == [one for one in fleet.problems if one.severity != "note"]
