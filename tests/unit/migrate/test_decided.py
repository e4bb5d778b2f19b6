"""What is said of a token that goes: which files show it, on which day, and what speaks against."""

from datetime import date
from typing import Any

import pytest

from trustpub.migrate.judging.removing import removals
from trustpub.migrate.judging.shared import Beside, shared
from trustpub.migrate.model import Kept
from trustpub.model import Unknown

from .sights import HIDDEN, HUB, day, kept, proof, publisher, sight, swap

WHEEL = "sampleproject-1.0-py3-none-any.whl"
UNFED = (swap("testpypi", before=()), swap("pypi", before=()))


def shown(token: Kept, without_proof: bool = False, **changed: Any) -> str:
    """What is said of a token that may go."""
    (found,) = removals(
        (sight(kept=(token,), **changed),),
        without_proof=frozenset(["sampleproject"] if without_proof else []),
    )
    assert found.allowed
    return found.evidence


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("TEST_PYPI_TOKEN", ["TestPyPI"]),
        ("PYPI_TOKEN", ["PyPI"]),
        ("TWINE_PASSWORD", ["TestPyPI", "PyPI"]),
    ],
)
def test_the_files_that_show_it(name: str, titles: list[str]) -> None:
    """One for each index that it could feed, and none of another one."""
    expected = [f"{WHEEL} on {title}, uploaded on {day(8).date()}" for title in titles]

    assert "; ".join(expected) == shown(kept(name), swaps=UNFED)


def test_a_proof_is_told_by_its_page_where_it_has_no_file() -> None:
    """Something that a person can open."""
    seen = (proof("pypi", file="", link="https://pypi.example/p"), proof("testpypi"))
    expected = f"https://pypi.example/p on PyPI, uploaded on {day(8).date()}"

    assert expected == shown(kept(), swaps=UNFED, proofs=seen)


def test_without_proof_says_so() -> None:
    """First of all, and only then."""
    unproved = (proof("testpypi"), proof("pypi", "unknown", why="no answer"))
    only = "removed without proof, as a person asked for"

    assert only == shown(kept(), True, swaps=UNFED, proofs=unproved)
    assert only not in shown(kept(), True, swaps=UNFED)


@pytest.mark.parametrize(
    ("written", "newest", "anew"),
    [(9, (8, 8), True), (8, (8, 8), False), (9, (12, 8), False), (9, (8, 12), False)],
)
def test_a_token_that_was_written_anew(written: int, newest: tuple[int, int], anew: bool) -> None:
    """After the newest of all files that show that nothing needs it."""
    test, real = newest
    seen = (proof("testpypi", uploaded=day(test)), proof("pypi", uploaded=day(real)))
    words = f"but it was written anew on {date(2027, 1, written)}, after that: ask what for"

    told = shown(kept(written=day(written)), proofs=seen)

    assert anew == told.endswith(f"; {words}")
    assert anew == ("anew" in told)


def test_many_reasons() -> None:
    """Four of them, each once, and how many more there are."""
    missing = tuple(f"no {word}" for word in ("a", "b", "a", "c", "d", "e", "f"))

    (found,) = removals((sight(kept=(kept(),), missing=missing),))

    assert "; ".join([*(f"{HUB}: no {word}" for word in "abcd"), "and 2 more"]) == found.stays
    (four,) = removals((sight(kept=(kept(),), missing=missing[:5]),))
    assert "; ".join(f"{HUB}: no {word}" for word in "abcd") == four.stays


def test_what_was_not_seen_has_its_repository() -> None:
    """Once, whether the words name it already or not."""
    token = kept(level="organization", visibility="all")
    named = Unknown(what=f"uploads of {HUB}", why="no answer")
    other = Beside("github", "octo-org/other", unknown=(HIDDEN,))

    (found,) = shared([token], (sight(unknown=(named, HIDDEN)),), (other,), frozenset(["Octo-Org"]))

    assert [named.what, f"{HUB}: {HIDDEN.what}", f"octo-org/other: {HIDDEN.what}"] == [
        one.what for one in found.unknown
    ]


def test_index_without_a_publisher() -> None:
    """It could feed that index, so its going is shown by nobody."""
    changed = {"publishers": (publisher("testpypi"),), "swaps": (swap("testpypi", before=()),)}

    (found,) = removals((sight(kept=(kept(),), **changed),))

    assert not found.allowed
    assert f"{HUB}: no publisher for PyPI is declared that could prove it" == found.stays
