"""What a person is told to look for, where trustpub could not see it."""

from trustpub.indexes.pypi.sites import SITES
from trustpub.migrate.judging.evidence import Case
from trustpub.migrate.judging.todo import unseen
from trustpub.migrate.judging.todo_swap import look
from trustpub.migrate.judging.wording import sentence
from trustpub.migrate.model import Request

from .sights import proof, publisher, sight


def test_sentence() -> None:
    """Its first letter alone is another one."""
    assert "OK and so on." == sentence("oK and so on")
    assert "A." == sentence("a")


def test_index_that_did_not_tell() -> None:
    """Each reason, the page, and the way out where it never can."""
    case = Case(sight(proofs=(proof("pypi", "unknown"), proof("pypi", "unknown", why="no answer"))))
    case = case._replace(sight=case.sight.model_copy(update={"publishers": (publisher(),)}))
    told = unseen(case, publisher(), SITES["pypi"])

    assert ["because"] == list({one.label for one in told.fields})
    assert ["no reason is known", "no answer"] == [one.value for one in told.fields]
    assert [f"{SITES['pypi'].url}/project/sampleproject/"] == list(told.links.values())
    assert (
        "PyPI shows a file by exactly this publisher that is newer than the swap; "
        "where it never can, a person may remove the tokens with --without-proof"
    ) == told.done_when


def test_request_that_could_not_be_seen() -> None:
    """With what is in the way, and when it is done."""
    case, request = Case(sight()), Request(state="unknown", left=("ci.yml",))
    told = look(case, request, "pull request")

    assert [("see to", "ci.yml")] == [(one.label, one.value) for one in told.fields]
    assert "the next look sees it" == told.done_when
