"""What stood for a project before, and the short text of a change."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest

from trustpub.preview.digest import digest
from trustpub.preview.model import ProjectChange, Setting, Thing
from trustpub.preview.pairing import matched, moves

from .field_table import HUB, LAB
from .views import view


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["a1"], ["a2"], [("a1", "a2")]),
        (["a1", "a2"], ["a3"], [(None, "a3"), ("a1", None), ("a2", None)]),
        (["a1"], ["a2", "a3"], [(None, "a2"), (None, "a3"), ("a1", None)]),
        (["a1", "a2"], ["a3", "a2"], [("a1", "a3"), ("a2", "a2")]),
    ],
)
def test_a_sign_that_several_share_is_none(
    before: Sequence[str], after: Sequence[str], found: list[tuple[str | None, str | None]]
) -> None:
    """Nobody can tell which of them it was, unless a surer sign takes the others away."""
    assert found == list(matched(before, after, (lambda one: one, lambda one: one[0])))


@pytest.mark.parametrize("single", [True, False])
def test_a_file_that_is_one_project_stays_it(single: bool) -> None:
    """Whatever becomes of its name; in a fleet one is gone and another one comes."""
    old, new = view(HUB).entry, view(LAB).entry
    moved = (((old, new),), (), ())
    apart = ((), (old,), (new,))

    assert (moved if single else apart) == moves([old], [new], single)


def change(**more: Any) -> ProjectChange:
    """A project that is called as it was, and of which nothing is told."""
    return ProjectChange.model_validate({"name": "github:o/p", "what": "changed", **more})


def test_digest_of_what_no_setting_tells() -> None:
    """A new name, a project made or deleted is a change without any thing; none is none."""
    every = [change(was="github:o/q"), change(what="made"), change(what="deleted")]
    every.append(change(what="moved", was="github:o/q"))

    assert 5 == len({digest([one]) for one in every} | {digest([])})
    assert digest([]) == digest([change()])


def test_digest_is_the_same_for_ever() -> None:
    """Somebody approved it: a later version that makes another text of it asks them again."""
    setting = Setting(name="reviewers.users", before=["\u00e9"], after=[])
    thing = Thing(
        what="changed", kind="environment", forge="github", name="pypi", settings=(setting,)
    )

    text = (
        '[["github:o/p",null,"changed",[{"forge":"github","kind":"environment","name":"pypi",'
        '"settings":[{"after":[],"before":["\\u00e9"],"name":"reviewers.users"}],'
        '"what":"changed"}]],["unseen",[["a","1"],["b","2"]]]]'
    )

    got = digest([change(things=(thing,))], [("b", "2"), ("a", "1")])

    assert f"sha256:{sha256(text.encode()).hexdigest()}" == got
    assert digest([], [("b", "2"), ("a", "1")]) == digest([], [("a", "1"), ("b", "2")])
