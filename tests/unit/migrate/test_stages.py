"""What holds for the stage of any project whatever."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from trustpub.migrate.judging.standing import standing
from trustpub.migrate.model import STAGES, Sight

from .any_sight import INDEXES, KEPT, MENTIONS, PARTS, SAID, sights, words
from .sights import GONE, HIDDEN, day, proof


def rank(one: Sight, said: tuple[Any, ...]) -> int:
    """How far a project is."""
    return STAGES.index(standing(one, said, GONE).stage)


def more(one: Sight, name: str, found: Any) -> Sight:
    """A project with one thing more."""
    return one.model_copy(update={name: (*getattr(one, name), found)})


@settings(max_examples=300, deadline=None)
@given(sights, words)
def test_done_is_done(one: Sight, said: tuple[Any, ...]) -> None:
    """Done means: all seen, nothing kept, no value in a file, each index proved, nothing next."""
    found = standing(one, said, GONE)

    assert (found.stage == "done") == (not found.next)
    if found.stage == "done":
        assert () == (*one.unknown, *one.unlisted, *one.kept, *one.missing, *found.unknown)
        assert [] == [each for each in one.loose if each.literal]
        assert one.publishers
        for each in one.publishers:
            proved = [p for p in one.proofs if p.index == each.index and p.state == "proved"]
            assert [p for p in proved if p.uploaded and p.uploaded > day(5)]


@settings(max_examples=300, deadline=None)
@given(sights, words, st.sampled_from(["unlisted", "unknown"]))
def test_unknown_is_never_done(one: Sight, said: tuple[Any, ...], where: str) -> None:
    """Whatever was not seen keeps a project below what it could hide, and a person is told."""
    found = standing(more(one, where, HIDDEN), said, GONE)

    limit = "ci-swapped" if where == "unknown" else "secrets-removed"
    assert STAGES.index(found.stage) < STAGES.index(limit)
    assert "look" in [todo.id for todo in found.next]


@settings(max_examples=300, deadline=None)
@given(sights, words, st.sampled_from(INDEXES), st.sampled_from(SAID))
def test_evidence_never_lowers(one: Sight, said: tuple[Any, ...], index: Any, word: Any) -> None:
    """One more proof, or one more word, and a project is at least as far."""
    before = rank(one, said)

    assert before <= rank(more(one, "proofs", proof(index)), said)
    assert before <= rank(one, (*said, word))


@settings(max_examples=300, deadline=None)
@given(
    sights,
    words,
    st.sampled_from(KEPT),
    st.sampled_from(MENTIONS),
    st.sampled_from(PARTS["loose"]),
)
def test_token_never_raises(
    one: Sight, said: tuple[Any, ...], token: Any, line: Any, file: Any
) -> None:
    """One more token, use or value, and a project is at most as far."""
    before = rank(one, said)

    assert before >= rank(more(one, "kept", token), said)
    assert before >= rank(more(one, "mentions", line), said)
    assert before >= rank(more(one, "loose", file), said)
