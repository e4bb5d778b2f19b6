"""The `accept` of a config: its form, where it may stand, and that it makes nothing."""

from datetime import date
from typing import get_args

import pytest

from trustpub.accepting import Risk
from trustpub.checking import check
from trustpub.config import Config
from trustpub.fleet.reading import read_fleet
from trustpub.plan import make_plan
from trustpub.preview.risks import RULES, UNKNOWN
from trustpub.rollout.fingerprint import fingerprint

from ..fleet.made import DEFAULTS, LIB, written
from .field_table import HUB, WORD, put
from .repositories import RELEASE

ACCEPT = "accept:\n  - {risk: preview-wait-timer, reason: agreed, until: 2026-12-31}\n"


def test_every_rule_has_its_id() -> None:
    """A config can accept each risk that there is, and no other."""
    assert {*RULES, UNKNOWN} == set(get_args(Risk))


def test_word_is_read() -> None:
    """A day as YAML reads it, or in quotes."""
    for text in (ACCEPT, ACCEPT.replace("2026-12-31", "'2026-12-31'")):
        found = check(RELEASE + text, "release.yaml")

        assert () == found.errors
        assert found.config is not None
        assert date(2026, 12, 31) == found.config.accept[0].until


@pytest.mark.parametrize(
    ("before", "after", "field", "found"),
    [
        ("2026-12-31", "soon", "accept[0].until", "'soon' is no day"),
        ("2026-12-31", "'2026-13-31'", "accept[0].until", "'2026-13-31' is no day"),
        ("2026-12-31", "2026-12-31T10", "accept[0].until", "is no day"),
        ("2026-12-31", "20261231", "accept[0].until", "is no day"),
        ("2026-12-31", "'20261231'", "accept[0].until", "is no day"),
        ("reason: agreed", "reason: ' '", "accept[0].reason", "says nothing"),
        ("reason: agreed", "reason: 5", "accept[0].reason", "is the number 5"),
        ("reason: agreed, ", "", "accept[0].reason", "is missing"),
        ("preview-wait-timer", "preview-all", "accept[0].risk", "is none of the known values"),
        ("preview-wait-timer", "'*'", "accept[0].risk", "is none of the known values"),
        ("until", "til", "accept[0].til", "there is no field 'til'"),
    ],
)
def test_word_is_refused(before: str, after: str, field: str, found: str) -> None:
    """Whatever could be taken for more than it says is an error with its line."""
    problems = check(RELEASE + ACCEPT.replace(before, after), "release.yaml").errors

    assert (field, 10) in [(one.field, one.line) for one in problems] or "missing" in found
    assert any(found in one.found for one in problems)


def test_word_makes_nothing() -> None:
    """Plan, fingerprint and dumps are those of the config without it."""
    plain, said = (Config.model_validate(one) for one in (HUB, put(HUB, "accept", [WORD])))

    assert plain != said
    assert make_plan(plain) == make_plan(said)
    assert plain.model_dump_json() == said.model_dump_json()
    assert fingerprint(plain, "x") == fingerprint(said, "x")


def test_word_in_a_fleet(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It may stand in defaults, a project or an override; the nearest list counts."""
    folder = tmp_path_factory.mktemp("fleet")
    near = "overrides:\n  - match: '*'\n    accept: []\n"
    indented = "".join(f"  {line}\n" for line in ACCEPT.splitlines())
    text = DEFAULTS + indented + "projects:\n" + LIB
    found = written(folder, {"fleet.yaml": text})
    assert () == found.errors
    assert 1 == len(found.entries[0].config.accept)

    (folder / "fleet.yaml").write_text(text + near, "utf-8")
    assert () == read_fleet(str(folder / "fleet.yaml")).entries[0].config.accept
