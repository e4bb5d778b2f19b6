"""The seed of a group of which some projects publish."""

from bench.groups import partly
from bench.observe import Look, of_group


def test_some_publish() -> None:
    """Those that publish protect it; every third of the others has another environment."""
    projects = partly(10, 3)["projects"]

    assert 10 == len({one["path"] for one in projects})
    assert [True] * 3 + [False] * 7 == ["protected_environments" in one for one in projects]
    assert [["staging"], None, None] == [one.get("environments") for one in projects[3:6]]


def test_worst_case_stands_beside() -> None:
    """Where all publish, it costs more, and that is shown."""
    said = {"wall": 1.0, "peak": 50.0, "repositories": 4, "unseen": 0, "predicted": 9}
    table = of_group(*(Look(said, count, 0, 0, 0) for count in (12, 14, 20)))

    assert ["3.000", "3.500", "5.000", "4"] == table.splitlines()[6].split()[-4:]
    assert "where all publish" in table
