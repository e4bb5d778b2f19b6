"""The errors of an engine, in the order in which they are of use."""

from trustpub.rollout.running.reasons import advised, plainly

LIST = "nothing was written to any forge or index\nerror a: is hidden; check it"


def test_the_reason_comes_first_and_once() -> None:
    """The engine says an error of the program twice."""
    told = plainly([LIST, f"an unhandled error occurred: {LIST}"])

    assert ["error a: is hidden; check it\nnothing was written to any forge or index"] == told


def test_other_errors_stay_as_they_are() -> None:
    """Each once, in their order."""
    assert ["one\ntwo", "three"] == plainly(["one\ntwo", "three", "one\ntwo"])
    assert ["nothing was written to any forge or index"] == plainly([LIST.partition("\n")[0]])


def test_without_a_backend_its_variable_is_named() -> None:
    """The engine asks for a token of a service that nobody chose."""
    said = "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions"

    assert advised(said).startswith("PULUMI_BACKEND_URL is not set")


def test_what_was_read_back_is_mended_by_a_rollout() -> None:
    """Of the very repository: `pulumi up` knows of none here."""
    told = advised("it is not there; run `pulumi up --refresh`", "github:octo-org/p*")

    wanted = "run `trustpub rollout apply --full --only 'github:octo-org/p*'`"
    assert f"it is not there; {wanted}" == told
    assert "as it is" == advised("as it is", "a")
