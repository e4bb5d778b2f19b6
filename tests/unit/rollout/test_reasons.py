"""The errors of an engine, in the order in which they are of use."""

from trustpub.rollout.running.reasons import plainly

LIST = "nothing was written to any forge or index\nerror a: is hidden; check it"


def test_the_reason_comes_first_and_once() -> None:
    """The engine says an error of the program twice."""
    told = plainly([LIST, f"an unhandled error occurred: {LIST}"])

    assert ["error a: is hidden; check it\nnothing was written to any forge or index"] == told


def test_other_errors_stay_as_they_are() -> None:
    """Each once, in their order."""
    assert ["one\ntwo", "three"] == plainly(["one\ntwo", "three", "one\ntwo"])
    assert ["nothing was written to any forge or index"] == plainly([LIST.partition("\n")[0]])
