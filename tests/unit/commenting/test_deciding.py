"""What is written to a request as it is."""

import pytest

from trustpub.commenting.deciding import NEWER, TIMID, decide
from trustpub.commenting.model import Comment, Decision, Seen, Stamp, Step, Wanted
from trustpub.commenting.wording import marked, outdated, stamp

from .made import HEADS, ME, OTHER, comment, minute, seen, wanted

A, B, C = HEADS
FIRST, SECOND = wanted(at=1, text="First"), wanted(at=2, text="Second")
NONE: frozenset[Stamp] = frozenset()


def steps(found: Seen, one: Wanted, *written: Wanted) -> tuple[Step, ...]:
    """What is written."""
    return decide(found, one, ME, frozenset(each.stamp for each in written)).steps


def test_the_first_one_is_created() -> None:
    """With the mark, the commit and the time in its first line."""
    assert (Step("create", None, FIRST.text),) == steps(seen(), FIRST)
    assert f"<!-- trustpub-preview head={A} at={minute(1)} -->\nFirst" == FIRST.text


def test_the_next_one_edits_it() -> None:
    """It keeps its place."""
    assert (Step("edit", 7, SECOND.text),) == steps(seen(comment(7, FIRST)), SECOND)


@pytest.mark.parametrize("text", ["First", "First\r\n", "First  \n\n"])
def test_the_same_text_is_not_written_again(text: str) -> None:
    """Nor does it matter how the forge ends its lines."""
    stored = comment(7, f"<!-- trustpub-preview head={A} at={minute(1)} -->\n{text}")
    assert Decision() == decide(seen(stored), wanted(at=5, text="First"), ME, NONE)


def test_a_timid_one_takes_the_place_of_an_older_commit_alone() -> None:
    """None is made for it, and what is about the newest commit stays."""
    timid = wanted(B, 5, "Failed")._replace(timid=True)
    for found in (seen(head=B), seen(comment(7, wanted(B, 1)), head=B)):
        assert Decision((), TIMID) == decide(found, timid, ME, NONE)
    old = seen(comment(7, FIRST), head=B)
    assert (Step("edit", 7, timid.text),) == steps(old, timid)
    done = seen(comment(7, timid), head=B)
    assert Decision() == decide(done, timid, ME, frozenset([timid.stamp]))


def test_the_same_text_about_another_commit_is() -> None:
    """The mark tells which commit was looked at."""
    again = wanted(B, 5, "First")
    assert (Step("edit", 7, again.text),) == steps(seen(comment(7, FIRST), head=B), again)


def test_an_older_run_of_the_same_commit_writes_nothing() -> None:
    """A newer one has."""
    assert Decision((), NEWER) == decide(seen(comment(7, SECOND)), FIRST, ME, NONE)


def test_a_run_of_an_older_commit_writes_nothing() -> None:
    """Though it began later, and though there is no comment yet."""
    late = wanted(A, 9, "Late")
    for found in (seen(comment(7, wanted(B, 2)), head=B), seen(head=B)):
        decision = decide(found, late, ME, NONE)
        assert ((), True) == (decision.steps, "the newest commit is bbbbbbbbbbbb" in decision.why)


def test_a_commit_that_came_back_is_written() -> None:
    """The branch was pushed back by force: what counts is the commit, not the time alone."""
    back = wanted(A, 0, "Back")
    assert (Step("edit", 7, back.text),) == steps(seen(comment(7, wanted(B, 5))), back)


def test_a_branch_of_somebody_else_is_left_alone() -> None:
    """The number of a request may be anybody's word; where the commit comes from is the forge's."""
    decision = decide(seen(source="mallory/r:b"), wanted(source="o/r:b"), ME, NONE)
    assert ((), True) == (decision.steps, "comes from mallory/r:b" in decision.why)
    assert () != steps(seen(source="o/r:b"), wanted(source="o/r:b"))


def test_two_become_the_oldest_with_the_newest_text() -> None:
    """Whichever of the two runs looks, and a third one too."""
    both = seen(comment(8, SECOND), comment(7, FIRST))
    expected = (Step("edit", 7, SECOND.text), Step("delete", 8))
    assert expected == steps(both, FIRST, FIRST) == steps(both, SECOND, SECOND)
    third = wanted(at=3, text="Third")
    assert (Step("edit", 7, third.text), Step("delete", 8)) == steps(both, third)


def test_comments_of_others_are_nobody() -> None:
    """Their mark is but text."""
    forged = comment(1, wanted(at=9, text="All is good"), OTHER)
    assert (Step("create", None, FIRST.text),) == steps(seen(forged), FIRST)
    assert Decision() == decide(seen(forged, comment(2, FIRST)), FIRST, ME, NONE)


def test_a_quotation_of_ours_is_no_preview() -> None:
    """The mark stands first, or it is none."""
    quoted = comment(1, f"> See\n{FIRST.text}")
    assert (Step("create", None, FIRST.text),) == steps(seen(quoted), FIRST)


@pytest.mark.parametrize("at", ["at=9999-01-01T00:00:00.000000Z", "at=zzz", ""])
def test_a_time_to_come_is_not_believed(at: str) -> None:
    """Nor one that is none: no comment is kept from newer runs for ever."""
    stored = comment(7, f"<!-- trustpub-preview head={A} {at} -->\nMine".replace("  ", " "))
    assert (Step("edit", 7, FIRST.text),) == steps(seen(stored), FIRST)


def test_the_plain_mark_is_ours_too() -> None:
    """It tells of no commit, so any run knows more."""
    stored = comment(7, "<!-- trustpub-preview -->\nText")
    assert (Step("edit", 7, FIRST.text),) == steps(seen(stored), FIRST)


def test_written_over_a_newer_one() -> None:
    """The request moved on while this run wrote: its text says so now; it is written once."""
    late = seen(comment(7, FIRST), head=B)
    expected = outdated(FIRST.stamp)
    assert (Step("edit", 7, expected),) == steps(late, FIRST, FIRST)
    assert "`aaaaaaaaaaaa`" in expected
    assert () == steps(seen(comment(7, expected), head=B), FIRST, FIRST)
    assert () == steps(seen(comment(7, wanted(B, 2)), head=B), FIRST, FIRST)


def test_nothing_left_to_do() -> None:
    """Said in the comment that is there; none is made to say it."""
    done = wanted(at=4, text="Done", resolved=True)
    assert Decision() == decide(seen(), done, ME, NONE)
    assert (Step("edit", 7, done.text),) == steps(seen(comment(7, FIRST)), done)


def thread(one: Wanted, by: str | None) -> Comment:
    """A comment that somebody answered."""
    return comment(7, one, resolvable=True, resolved_by=by)


def test_threads() -> None:
    """Resolved when nothing is left; opened again where we resolved it and something is."""
    done = wanted(at=4, text="Done", resolved=True)
    edit = Step("edit", 7, done.text)
    assert (edit, Step("resolve", 7)) == steps(seen(thread(FIRST, None)), done)
    assert (Step("resolve", 7),) == steps(seen(thread(done, None)), done)
    assert () == steps(seen(thread(done, OTHER)), done)
    new = wanted(at=5, text="New")
    assert (Step("edit", 7, new.text),) == steps(seen(thread(done, OTHER)), new)
    found = steps(seen(thread(done, ME)), new)
    assert (Step("edit", 7, new.text), Step("reopen", 7)) == found
    assert () == steps(seen(thread(new, None)), new)


def test_the_mark_is_read_back() -> None:
    """Whatever else it holds by then."""
    one = Stamp(A, minute(1))
    assert one == stamp(marked(one, "Text"))
    assert one == stamp(f"<!-- trustpub-preview about=x head={A} at={minute(1)} -->\r\nText")
    for body in ("Text", "", f" {marked(one, '')}", "<!-- trustpub-preview head=a> -->"):
        assert stamp(body) is None
