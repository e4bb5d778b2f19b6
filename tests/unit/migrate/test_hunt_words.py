"""Words of persons, and what they are not enough for."""

import os
from datetime import date

from trustpub.checking import check
from trustpub.migrate.judging.evidence import Case, identified, is_registered
from trustpub.migrate.judging.removing import removals
from trustpub.migrate.judging.standing import standing
from trustpub.migrate.looking.model import Looked
from trustpub.migrate.looking.run import Run, projects_of, reported, spoken_of

from .command_world import HUB_CONFIG
from .sights import day, kept, proof, publisher, said, sight, swap


def test_a_word_about_another_publisher_is_none() -> None:
    """After the workflow was renamed in the config, the one on the index is still the old one."""
    mine = publisher("pypi")
    other = publisher("pypi", identity=mine.identity.model_copy(update={"workflow": "ci.yml"}))
    nothing = (proof("testpypi"), proof("pypi", "absent"))
    spoken = said("registered", about=(identified(mine.identity),))

    assert is_registered(Case(sight(proofs=nothing), (spoken,)), mine)
    assert is_registered(Case(sight(proofs=nothing), (said("registered"),)), other)
    case = sight(publishers=(publisher("testpypi"), other), proofs=nothing)
    assert "publisher-declared" == standing(case, (spoken,)).stage


def test_whom_a_word_is_about() -> None:
    """All that a person typed into the form."""
    (project,) = projects_of({"app.yaml": check(HUB_CONFIG, "app.yaml")})

    assert "octo-org/app release.yml in pypi" == spoken_of([project], "pypi")


def test_without_proof_needs_a_publisher() -> None:
    """Nothing shows that it is registered: without the token it could not publish at all."""
    seen = sight(kept=(kept(),), proofs=(proof("testpypi", "absent"), proof("pypi", "absent")))
    bold = frozenset({"sampleproject"})

    made = reported(Run("all"), Looked((seen,)), os.environ, date(2027, 1, 20), bold)

    (one,) = made.removals
    assert (False, "publisher-declared") == (one.allowed, made.standings[0].stage)


def test_a_name_that_is_like_a_token_is_told() -> None:
    """Before a person says that all is revoked: it could be one that nobody thought of."""
    left = standing(sight(others=(kept("ACME_PYPI_TOKEN"), kept("DEPLOY_KEY"))))

    told = [one.value for todo in left.next for one in todo.fields if "called like" in one.label]
    assert ["ACME_PYPI_TOKEN" == one.partition(" ")[0] for one in told] == [True, True]


def test_nothing_uploads_to_what_is_declared() -> None:
    """No token is to be taken out anywhere, and nobody is told to."""
    idle = sight(swaps=(swap("testpypi", "none"), swap("pypi")))

    (todo,) = standing(idle).next

    assert todo.title.startswith("Let a job upload to each declared index")
    assert ["nothing uploads to TestPyPI"] == [one.value for one in todo.fields]


def test_a_token_that_was_renewed_after_the_proof() -> None:
    """It may go, and who is asked hears that somebody wrote it anew meanwhile."""
    (old,), (new,) = (removals((sight(kept=(kept(written=day(number)),)),)) for number in (1, 20))

    assert (True, True) == (old.allowed, new.allowed)
    assert "written anew" not in old.evidence
    assert "but it was written anew on 2027-01-20, after that" in new.evidence
