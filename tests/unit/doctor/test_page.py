"""docs/doctor.md names every diagnosis, each once, with the place where it sends people."""

import re
from pathlib import Path

from trustpub.doctor.compare import CAUSES
from trustpub.doctor.logs import TABLE
from trustpub.doctor.signature import Signature

CLONE = Path(__file__).parents[3]
PAGE = (CLONE / "docs" / "doctor.md").read_text("utf-8")


def ids() -> set[str]:
    """Every id that a diagnosis may have."""
    plain = {
        found
        for path in (CLONE / "trustpub" / "doctor").glob("*.py")
        for found in re.findall(r"\bid=\"([a-z-]+)\"", path.read_text("utf-8"))
    }
    causes = {cause.id for table in CAUSES.values() for cause in table}
    return plain | causes | {row.id for row in TABLE} | {"claim-missing", "claim-unfit"}


def test_every_diagnosis_is_on_the_page() -> None:
    """No more and no less."""
    assert sorted(ids()) == sorted(re.findall(r"^\| `([a-z-]+)`", PAGE, re.M))


def test_every_message_has_its_place_on_the_page() -> None:
    """The first place of a message is that of the page."""
    told = dict(re.findall(r"^\| `([a-z-]+)` \|.*\| ([a-z-]+) \|$", PAGE, re.M))
    rows: dict[str, Signature] = {row.id: row for row in reversed(TABLE)}
    causes = {cause.id for table in CAUSES.values() for cause in table}

    wrong = {k: r.place for k, r in rows.items() if k not in causes and told[k] != (r.place or "-")}
    assert {} == wrong
