"""The stage of a project: each way to be stuck, and its nearest neighbour that is through."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from trustpub.migrate.judged import Shared, Standing, User
from trustpub.migrate.judging.standing import standing, standings
from trustpub.migrate.model import STAGES, Proof, Request, Sight
from trustpub.model import Unknown

from .sights import (
    GONE,
    HIDDEN,
    HUB,
    REVOKED,
    day,
    kept,
    lab_sight,
    loose,
    mention,
    proof,
    publisher,
    said,
    sight,
    swap,
)


class Row(NamedTuple):
    """A change that keeps a project at a stage, and what comes next; the neighbour is done."""

    stage: str
    changed: dict[str, Any]
    next: tuple[str, ...]
    near: Mapping[str, Any] = MappingProxyType({})
    why: str = ""


ONLY_PYPI: dict[str, Any] = {"publishers": (publisher("pypi"),), "swaps": (swap("pypi"),)}
ROWS = {
    "no publisher": Row("tokens-in-use", {"publishers": ()}, ("declare",)),
    "an index without publisher": Row(
        "tokens-in-use",
        {**ONLY_PYPI, "swaps": (swap("testpypi", "token"), swap("pypi"))},
        ("declare",),
        {**ONLY_PYPI, "swaps": (swap("testpypi", "none"), swap("pypi"))},
        "the CI uploads to TestPyPI, for which the config has no publisher",
    ),
    "a file uploads to an undeclared index": Row(
        "tokens-in-use",
        {**ONLY_PYPI, "mentions": (mention(indexes=("testpypi",)),)},
        ("declare",),
        {**ONLY_PYPI, "mentions": (mention(indexes=("other",)),)},
    ),
    "the forge is not as declared": Row(
        "tokens-in-use", {"missing": ("the environment pypi is missing",)}, ("up",)
    ),
    "never published": Row(
        "publisher-declared",
        {"proofs": (proof("testpypi"), proof("pypi", "absent"))},
        ("register",),
        why="nothing shows that release.yml in pypi on PyPI is registered",
    ),
    "published by another": Row(
        "publisher-declared", {"proofs": (proof("testpypi"), proof("pypi", "other"))}, ("register",)
    ),
    "the index is silent": Row(
        "publisher-declared",
        {"proofs": (proof("testpypi"), proof("pypi", "unknown"))},
        ("register",),
    ),
    "an upload with a token": Row(
        "publisher-registered", {"swaps": (swap("testpypi"), swap("pypi", "token"))}, ("swap",)
    ),
    "a file names a token for an upload": Row(
        "publisher-registered",
        {"mentions": (mention(),)},
        ("swap",),
        {"mentions": (mention("elsewhere"),)},
    ),
    "a token for an unknown index": Row(
        "publisher-registered", {"mentions": (mention(indexes=()),)}, ("swap",)
    ),
    "nothing uploads": Row(
        "publisher-registered", {"swaps": (swap("testpypi"), swap("pypi", "none"))}, ("swap",)
    ),
    "an upload cannot be read": Row(
        "publisher-registered", {"swaps": (swap("testpypi"), swap("pypi", "unknown"))}, ("look",)
    ),
    "nobody looked at the uploads": Row(
        "publisher-registered", {"swaps": (swap("testpypi"),)}, ("look",)
    ),
    "an undeclared index cannot be read": Row(
        "publisher-registered",
        {**ONLY_PYPI, "swaps": (swap("testpypi", "unknown"), swap("pypi"))},
        ("look",),
        ONLY_PYPI,
    ),
    "a file was not read": Row("publisher-registered", {"unknown": (HIDDEN,)}, ("look",)),
    "TestPyPI shows an older file": Row(
        "ci-swapped", {"proofs": (proof("testpypi", "older"), proof("pypi"))}, ("release-testpypi",)
    ),
    "a proof as old as the swap": Row(
        "ci-swapped",
        {"proofs": (proof("testpypi", uploaded=day(5)), proof("pypi"))},
        ("release-testpypi",),
    ),
    "a proof without a time": Row(
        "ci-swapped",
        {"proofs": (proof("testpypi", uploaded=None), proof("pypi"))},
        ("release-testpypi",),
    ),
    "a swap without a time": Row(
        "ci-swapped",
        {"swaps": (swap("testpypi", since=None), swap("pypi"))},
        ("release-testpypi",),
    ),
    "a proof older than the latest moment of the swap": Row(
        "ci-swapped",
        {"swaps": (swap("testpypi", since=None, at_latest=day(9)), swap("pypi"))},
        ("release-testpypi",),
        {"swaps": (swap("testpypi", since=None, at_latest=day(7)), swap("pypi"))},
    ),
    "PyPI shows an older file": Row(
        "proved-testpypi",
        {"proofs": (proof("testpypi"), proof("pypi", "older"))},
        ("release-pypi",),
    ),
    "no publisher for TestPyPI is no stage": Row(
        "ci-swapped",
        {**ONLY_PYPI, "proofs": (proof("pypi", "older"),)},
        ("release-pypi",),
        {**ONLY_PYPI, "proofs": (proof("pypi"),)},
    ),
    "a secret of the repository": Row("proved-pypi", {"kept": (kept(),)}, ("remove",)),
    "a secret of an environment": Row(
        "proved-pypi", {"kept": (kept(level="environment", part="pypi"),)}, ("remove",)
    ),
    "a secret of Dependabot": Row(
        "proved-pypi", {"kept": (kept(store="dependabot"),)}, ("remove",)
    ),
    "a secret of agents": Row("proved-pypi", {"kept": (kept(store="agents"),)}, ("remove",)),
    "a secret that is used elsewhere": Row(
        "proved-pypi",
        {"kept": (kept(),), "mentions": (mention("elsewhere", "pypi_token"),)},
        ("clean-files",),
        {"mentions": (mention("elsewhere", "pypi_token"),)},
        "PYPI_TOKEN (secret of repository octo-org/sampleproject) is left",
    ),
    "a shared secret that a file refers to": Row(
        "proved-pypi",
        {"kept": (kept(level="organization"),), "mentions": (mention("unclear"),)},
        ("clean-files", "remove"),
        {"mentions": (mention("unclear"),)},
    ),
    "a list of secrets was not seen": Row("proved-pypi", {"unlisted": (HIDDEN,)}, ("look",)),
    "a shared secret still reaches it": Row(
        "tokens-revoked", {"kept": (kept(level="organization"),)}, ("remove",)
    ),
    "a value in a file": Row(
        "tokens-revoked", {"loose": (loose(literal=True),)}, ("clean-files",), {"loose": (loose(),)}
    ),
}


def stand(one: Sight, *words: Any) -> Standing:
    """Where a project stands that was said to be revoked after everything."""
    return standing(one, (*REVOKED, *words), GONE)


@pytest.mark.parametrize("name", ROWS)
def test_stuck(name: str) -> None:
    """The stage, and the step that leads on."""
    row = ROWS[name]

    found = stand(sight(**row.changed))

    assert (row.stage, row.next) == (found.stage, tuple(one.id for one in found.next))
    assert row.why in found.why


@pytest.mark.parametrize("name", ROWS)
def test_through(name: str) -> None:
    """The nearest neighbour of each is done, and has nothing to do."""
    found = stand(sight(**ROWS[name].near))

    assert ("done", ()) == (found.stage, found.next)


def test_every_stage_has_a_row() -> None:
    """Each stage is one that a row ends at, or one that a test below is about."""
    told = {row.stage for row in ROWS.values()} | {"secrets-removed", "done"}

    assert set(STAGES) == told


def test_revoked_is_said_by_a_person() -> None:
    """For each index, after the last removal and after the swap."""
    one = sight()

    assert "secrets-removed" == standing(one, (), GONE).stage
    assert "secrets-removed" == standing(one, REVOKED[:1], GONE).stage
    assert "secrets-removed" == standing(one, (REVOKED[1], said(on=10)), GONE).stage
    assert "secrets-removed" == standing(one, (REVOKED[1], said(on=5)), ()).stage
    assert "done" == standing(one, (REVOKED[1], said(on=11)), GONE).stage


def test_registered_is_a_file_or_a_word() -> None:
    """A word is enough for the proposal, and is called what it is; another forge's is not."""
    none = {"proofs": (), "swaps": (swap("testpypi", "token"), swap("pypi", "token"))}
    words = (said("registered", "pypi", 2), said("registered", "testpypi", 2))
    other = tuple(one.model_copy(update={"forge": "gitlab"}) for one in words)

    found = standing(sight(**none), words)

    assert "publisher-registered" == found.stage
    assert "octocat said on 2027-01-02 that release.yml in pypi on PyPI is registered" in found.why
    assert "publisher-declared" == standing(sight(**none), other).stage


def test_two_publishers_of_one_index_are_proved_each() -> None:
    """A proof that does not say which of two it is about proves neither."""
    second = publisher(
        "pypi", identity=publisher("pypi").identity.model_copy(update={"workflow": "nightly.yml"})
    )
    both = {"publishers": (publisher("pypi"), second), "swaps": (swap("pypi"),)}

    def at(*proofs: Proof) -> str:
        return standing(sight(**both, proofs=proofs), REVOKED, GONE).stage

    mine = proof("pypi", identity=publisher("pypi").identity)
    theirs = proof("pypi", identity=second.identity)
    assert "publisher-declared" == at(proof("pypi"))
    assert "publisher-declared" == at(mine)
    assert "done" == at(mine, theirs)


REQUESTS = {
    "none": ("swap", "trustpub"),
    "proposed": ("take-request", "person"),
    "agrees": ("swap", "person"),
    "conflict": ("swap", "person"),
    "declined": ("swap", "person"),
    "needs a person": ("swap", "person"),
    "unknown": ("look", "person"),
}


@pytest.mark.parametrize("state", REQUESTS)
def test_request(state: str) -> None:
    """Whatever became of the request, it is clear who is next."""
    link = "https://github.com/octo-org/sampleproject/pull/7"
    request = Request(state=state, link=link, left=("pin the action",))
    one = sight(mentions=(mention(),), request=request)

    (todo,) = standing(one).next

    assert REQUESTS[state] == (todo.id, todo.who)
    assert state == "none" or {"pull request": link} == todo.links
    assert state == "unknown" or "pin the action" in [each.value for each in todo.fields]


def test_link_that_is_no_address_is_left_out() -> None:
    """What a forge gives as a link is followed only to a page."""
    request = Request(state="proposed", link="javascript:alert(1)")

    (todo,) = standing(sight(mentions=(mention(),), request=request)).next

    assert {} == todo.links


def test_register_has_the_form() -> None:
    """Both pages where nobody knows whether the project exists, the right one where it is known."""
    one = sight(proofs=(), publishers=(publisher("pypi"),), swaps=(swap("pypi", "token"),))
    known = one.model_copy(update={"publishers": (publisher("pypi", exists=True),)})

    (both,), (right,) = standing(one).next, standing(known).next

    assert 2 == len(both.links)
    (link,) = right.links.values()
    assert link.startswith("https://pypi.org/manage/project/sampleproject/settings/publishing/?")
    assert "workflow_filename=release.yml" in link
    assert ["Owner", "Repository name", "Workflow name", "Environment name"] == [
        field.label for field in right.fields
    ]


def test_release_has_the_runs_and_the_project() -> None:
    """Where to start it, and where to see it."""
    todos = stand(sight(proofs=(proof("testpypi", "older"), proof("pypi")))).next

    assert [
        "https://github.com/octo-org/sampleproject/actions/workflows/release.yml",
        "https://test.pypi.org/project/sampleproject/",
    ] == list(todos[0].links.values())


def test_index_that_never_shows_a_provenance() -> None:
    """A release would show nothing: a person looks, and is told of the way without proof."""
    words = (said("registered", "pypi"), said("registered", "testpypi"))
    silent = (proof("testpypi", "unknown", why="no provenance of git.corp"), proof("pypi"))

    found = standing(sight(proofs=silent), words)

    assert "ci-swapped" == found.stage
    assert ["look"] == [one.id for one in found.next]
    assert "--without-proof" in found.next[0].done_when


def test_revoke_tells_names_dates_and_limits() -> None:
    """Which names held tokens, where tokens are listed, and what cannot be known."""
    was = kept("Old_Token", written=day(1))
    removed = (GONE[0].model_copy(update={"kept": was}),)

    todos = standing(sight(), (), removed).next

    assert ["revoke", "revoke"] == [one.id for one in todos]
    values = [field.value for field in todos[1].fields]
    place = "(secret of repository octo-org/sampleproject), last written on 2027-01-01"
    assert f"Old_Token {place}" in values
    assert "PYPI_TOKEN" in values
    assert 3 == sum(field.label == "cannot be known" for field in todos[1].fields)
    assert "https://pypi.org/manage/account/#api-tokens" in todos[1].links.values()
    assert "https://pypi.org/manage/project/sampleproject/history/" in todos[1].links.values()


def test_gitlab_scripts_see_variables() -> None:
    """A Makefile that takes a variable is a use of it on GitLab; on GitHub no script sees it."""
    script = (loose(name="PYPI_TOKEN"),)
    group = kept(level="group", forge="gitlab")

    lab = lab_sight(kept=(group,), loose=script)
    hub = sight(kept=(kept(level="organization"),), loose=script)

    assert "proved-pypi" == stand(lab).stage
    assert "clean-files" == stand(lab).next[0].id
    assert "tokens-revoked" == stand(hub).stage
    other = lab.model_copy(update={"loose": (loose(name="pypi_token"),)})
    assert "tokens-revoked" == stand(other).stage


def test_shared_token_is_told_with_its_users() -> None:
    """Who still needs it, and where a use could hide."""
    org = kept(level="organization")
    user = User(repository="octo-org/b", file="ci.yml", line=3, use="upload")
    unseen = Unknown(what="octo-org/c", why="nobody read its files")
    shared = (Shared(kept=org, users=(user,), unknown=(unseen,)),)

    (todo,) = standing(sight(kept=(org,)), REVOKED, GONE, shared).next

    fields = {one.label: one.value for one in todo.fields}
    assert "octo-org/b ci.yml:3" == fields["still used by"]
    assert "octo-org/c: nobody read its files" == fields["could be used by"]


def test_standing_holds_what_it_was_made_of() -> None:
    """Both kinds of what was not seen are told."""
    other = Unknown(what="x", why="y")
    found = standing(sight(unlisted=(HIDDEN,), unknown=(other,), kept=(kept(),)))

    assert (HUB, "sampleproject", (HIDDEN, other)) == (
        found.repository,
        found.project,
        found.unknown,
    )


def test_all_at_once_is_the_same_as_one_by_one() -> None:
    """Whatever of the journal is for others changes nothing."""
    other = GONE[0].model_copy(
        update={"kept": kept(holder="octo-org/b"), "projects": (), "at": day(30)}
    )
    above = GONE[0].model_copy(update={"kept": kept(level="organization"), "projects": ()})
    listed = (sight(), sight(repository="octo-org/b"), sight(kept=(kept(),)), lab_sight())
    words = (*REVOKED, said(project="another"))
    removed = (*GONE, other, above)

    found = standings(listed, words, removed)

    assert tuple(standing(one, words, removed) for one in listed) == found
    assert ["done", "secrets-removed", "proved-pypi"] == [one.stage for one in found[:3]]


def test_proof_is_of_the_same_project_and_after_every_swap() -> None:
    """Another project's file proves nothing, nor one between the swaps of two release files."""
    other = (proof("testpypi"), proof("pypi", project="another"))
    late = (swap("testpypi"), swap("pypi", since=day(9)), swap("pypi"))

    assert "publisher-declared" == stand(sight(proofs=other)).stage
    assert "proved-testpypi" == stand(sight(swaps=late)).stage
