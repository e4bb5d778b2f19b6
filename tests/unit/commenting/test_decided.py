"""Where a decision turns over from one side to the other, and what it says then."""

from trustpub.commenting.deciding import NEWER, decide
from trustpub.commenting.model import Decision, Seen, Wanted

from .made import HEADS, ME, comment, seen, wanted

A, B, _ = HEADS


def decided(found: Seen, one: Wanted, *written: Wanted) -> Decision:
    """What is to be written, and why not."""
    return decide(found, one, ME, frozenset(each.stamp for each in written))


def test_the_latest_time_that_is_believed() -> None:
    """A run that began just then is a newer one; one that says later is not believed."""
    one = wanted(at=5)
    assert wanted(at=10).stamp.at == one.latest

    assert Decision((), NEWER) == decided(seen(comment(7, wanted(at=10, text="Newer"))), one)
    late = decided(seen(comment(7, wanted(at=11, text="Later"))), one)
    assert [("edit", 7, one.text)] == list(late.steps)


def test_a_late_run_makes_no_comment_again() -> None:
    """Somebody took away what it wrote, and the request has moved on: its text would be wrong."""
    one = wanted(A, 1)
    why = (
        "the newest commit is bbbbbbbbbbbb and this preview is of aaaaaaaaaaaa; "
        "the comment is left to its run"
    )

    assert Decision((), why) == decided(seen(head=B), one) == decided(seen(head=B), one, one)


def test_what_is_said_of_a_request_that_shows_nothing() -> None:
    """Neither a commit nor a branch: the words say so."""
    unknown = (
        "the newest commit is unknown and this preview is of aaaaaaaaaaaa; "
        "the comment is left to its run"
    )
    nowhere = "the request comes from nowhere and this preview is of o/r:b; nothing is posted to it"

    assert Decision((), unknown) == decided(seen(head=""), wanted(A))
    assert Decision((), nowhere) == decided(seen(source=""), wanted(A, source="o/r:b"))


def test_a_newer_run_that_says_the_same() -> None:
    """Nothing is to be written, and nothing is another run's."""
    assert Decision() == decided(seen(comment(7, wanted(at=5))), wanted(at=1))


def test_the_thread_is_left_to_the_run_whose_text_it_has() -> None:
    """An older run with nothing left to do resolves nothing that a newer one found."""
    newer = comment(7, wanted(at=5, text="Risk"), resolvable=True)

    assert Decision((), NEWER) == decided(seen(newer), wanted(at=1, text="Done", resolved=True))
