"""Which tokens may go: each way to be kept, and the nearest neighbour that lets go."""

from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings

from trustpub.migrate.judged import Removal, Shared
from trustpub.migrate.judging.removing import removals
from trustpub.migrate.judging.shared import Beside, shared
from trustpub.migrate.model import Kept, Sight
from trustpub.migrate.reach import key
from trustpub.model import Unknown

from .any_sight import sights
from .sights import (
    HIDDEN,
    HUB,
    LAB,
    day,
    kept,
    lab_sight,
    loose,
    mention,
    proof,
    publisher,
    sight,
    swap,
)

TOKEN = kept()
OTHER = "octo-org/other"
ORG = kept(level="organization", visibility="all")


class Row(NamedTuple):
    """A change that keeps a token, half of the sentence that says why, and who could let it go."""

    changed: dict[str, Any]
    why: str
    unproved: bool = False
    near: dict[str, Any] | None = None


ONLY_TEST: dict[str, Any] = {
    "publishers": (publisher("testpypi"),),
    "swaps": (swap("testpypi"),),
    "kept": (kept("TEST_PYPI_TOKEN"),),
}
ROWS = {
    "older proof": Row(
        {"proofs": (proof("testpypi"), proof("pypi", "older"))}, "is newer than the swap", True
    ),
    "another publisher": Row(
        {"proofs": (proof("testpypi"), proof("pypi", "other", why="it names ci.yml"))},
        "it names ci.yml",
        True,
    ),
    "a name that tells no index needs a proof of each": Row(
        {
            "kept": (kept("TWINE_PASSWORD"),),
            "swaps": (swap("testpypi", before=()), swap("pypi", before=())),
            "proofs": (proof("pypi"),),
        },
        "release.yml in testpypi on TestPyPI",
        True,
        {
            "kept": (kept("TWINE_PASSWORD"),),
            "swaps": (swap("testpypi", before=()), swap("pypi", before=("TWINE_PASSWORD",))),
            "proofs": (proof("pypi"),),
        },
    ),
    "a name for PyPI that fed TestPyPI too": Row(
        {"proofs": (proof("pypi"),)},
        "release.yml in testpypi on TestPyPI",
        True,
        {
            "proofs": (proof("pypi"),),
            "swaps": (swap("testpypi", before=()), swap("pypi")),
        },
    ),
    "a name for an index without publisher": Row(
        {**ONLY_TEST, "kept": (TOKEN,)},
        "no publisher for PyPI is declared",
        True,
        ONLY_TEST,
    ),
    "nobody saw what fed TestPyPI before": Row(
        {
            "proofs": (proof("pypi"),),
            "swaps": (swap("testpypi", before=(), since=None, at_latest=day(5)), swap("pypi")),
        },
        "release.yml in testpypi on TestPyPI",
        True,
        {
            "swaps": (swap("testpypi", before=(), since=None, at_latest=day(5)), swap("pypi")),
        },
    ),
    "an upload takes it": Row({"mentions": (mention(),)}, "release.yml:12 refers to it"),
    "something else takes it": Row(
        {"mentions": (mention("elsewhere"),)},
        "release.yml:12 refers to it",
        near={"mentions": (mention("elsewhere", "NPM_TOKEN"),)},
    ),
    "nobody knows what takes it": Row(
        {"mentions": (mention("unclear", "pypi_token"),)},
        "release.yml:12 refers to it",
        near={"mentions": (mention("unclear", "PYPI_TOKEN_2"),)},
    ),
    "another token is in use": Row(
        {"mentions": (mention(name="OTHER"),)}, "release.yml:12 uploads with OTHER"
    ),
    "not swapped": Row(
        {"swaps": (swap("testpypi", "token"), swap("pypi"))}, "uploads to TestPyPI with a token"
    ),
    "the forge is not as declared": Row({"missing": ("no environment",)}, "no environment"),
    "a file was not read": Row({"unknown": (HIDDEN,)}, "not seen", near={"unlisted": (HIDDEN,)}),
    "a name that is no token's": Row(
        {"kept": (kept("DEPLOY_KEY"),)},
        "its name is not one of a token",
        near={
            "kept": (kept("DEPLOY_KEY"),),
            "swaps": (swap("testpypi"), swap("pypi", before=("deploy_key",))),
        },
    ),
}


def only(*listed: Sight, found: tuple[Shared, ...] = (), asked: str = "") -> Removal:
    """The one removal that there is."""
    (one,) = removals(listed, found, frozenset({asked} - {""}))
    return one


@pytest.mark.parametrize("name", ROWS)
def test_kept(name: str) -> None:
    """It stays, with the reason; only a proof can be gone without."""
    row = ROWS[name]
    one = sight(**{"kept": (TOKEN,), **row.changed})

    found = only(one)

    assert (False, "", row.unproved) == (found.allowed, found.evidence, found.unproved)
    assert row.why in found.stays
    asked = only(one, asked="sampleproject")
    assert (row.unproved, row.unproved) == (asked.allowed, asked.unproved)
    assert not only(one, asked="someone-elses").allowed


@pytest.mark.parametrize("name", ROWS)
def test_let_go(name: str) -> None:
    """The nearest neighbour goes, with the file that shows that it may."""
    found = only(sight(**{"kept": (TOKEN,), **(ROWS[name].near or {})}))

    assert (True, "", False) == (found.allowed, found.stays, found.unproved)
    assert "sampleproject-1.0-py3-none-any.whl on " in found.evidence


def test_without_proof_is_said_in_the_evidence() -> None:
    """The journal shall tell that nothing was proved."""
    one = sight(kept=(TOKEN,), proofs=())

    found = only(one, asked="sampleproject")

    assert "removed without proof, as a person asked for" == found.evidence


def test_scopes_are_separate() -> None:
    """GitLab: the same key in two scopes is two variables, in two letter cases as well."""
    listed = [kept(forge="gitlab", scope=scope) for scope in ("*", "production")]
    listed += [kept("pypi_token", forge="gitlab")]

    found = removals((lab_sight(kept=tuple(listed)),))

    assert 3 == len(found)
    assert {True} == {one.allowed for one in found}
    assert {(LAB,)} == {one.projects for one in found}


def test_github_ignores_case() -> None:
    """One secret that is listed in two letter cases is one."""
    assert 1 == len(removals((sight(kept=(TOKEN, kept("pypi_token"))),)))


def test_what_shows_again_is_told() -> None:
    """A project's variable hides its group's; an environment's secret hides the repository's."""
    above = kept(forge="gitlab", level="group", holder="group/sub")
    top = kept(forge="gitlab", level="group", holder="group")
    own = kept(forge="gitlab")
    place = kept(level="environment", part="pypi")
    other = kept(level="environment", part="testpypi")

    lab = {key(one.kept): one for one in removals((lab_sight(kept=(own, top, above)),))}
    hub = {key(one.kept): one for one in removals((sight(kept=(place, other, TOKEN)),))}

    shown = "PYPI_TOKEN (variable of group group/sub), PYPI_TOKEN (variable of group group)"
    assert f"then jobs see {shown}" == lab[key(own)].uncovers
    assert "then jobs see PYPI_TOKEN (variable of group group)" == lab[key(above)].uncovers
    assert "" == lab[key(top)].uncovers
    repository = "PYPI_TOKEN (secret of repository octo-org/sampleproject)"
    assert f"then jobs see {repository}" == hub[key(place)].uncovers
    assert "" == hub[key(TOKEN)].uncovers


def test_two_projects_of_one_repository_share_its_tokens() -> None:
    """A token goes when both are through."""
    first, second = sight(kept=(TOKEN,)), sight(kept=(TOKEN,), file="b/release.yaml")

    assert only(first, second).allowed
    assert not only(first, second.model_copy(update={"proofs": ()})).allowed
    assert not only(first.model_copy(update={"proofs": ()}), second).allowed


def see(
    *listed: Sight, beside: tuple[Beside, ...] = (), whole: str = "octo-org", token: Kept = ORG
) -> Removal:
    """What becomes of an organisation's token."""
    return only(*listed, found=shared((token,), listed, beside, frozenset({whole})))


def test_shared_goes_when_all_are_through() -> None:
    """The last project that it reaches decides; each of them has to be through."""
    one = sight(kept=(ORG,))
    late = sight(repository=OTHER, kept=(ORG,), proofs=())

    assert see(one).allowed
    found = see(one, late)
    assert (False, True) == (found.allowed, found.unproved)
    assert (OTHER, HUB) == found.projects
    assert f"{OTHER}: no file by release.yml in testpypi on TestPyPI" in found.stays


def test_shared_stays_while_another_repository_uses_it() -> None:
    """One that is not migrating, too; another organisation's does not count."""
    lines = (mention("upload"),)
    near = Beside("github", "octo-org-2/tools", lines)
    foreign = Beside("gitlab", "octo-org/tools", lines)
    user = Beside("github", "Octo-Org/tools", lines)

    assert see(sight(kept=(ORG,)), beside=(near, foreign)).allowed
    found = see(sight(kept=(ORG,)), beside=(user,))
    assert not found.allowed
    assert "Octo-Org/tools .github/workflows/release.yml:12 refers to it" == found.stays


def test_shared_stays_while_a_use_could_hide() -> None:
    """A repository that could not be read, or was not listed at all, could be a user."""
    one = sight(kept=(ORG,))
    blind = Beside("github", OTHER, (), (Unknown(what="its files", why="forbidden"),))

    unread = see(one, beside=(blind,))
    unlisted = see(one, whole="another-org")

    assert "could hide in what was not seen: octo-org/other: its files: forbidden" in unread.stays
    assert "repositories of octo-org: not all of them were looked at" in unlisted.stays
    assert not unread.allowed
    assert not unlisted.allowed
    assert "who else uses it was not looked at" == only(one).stays


def test_selected_repositories_are_all_that_it_reaches() -> None:
    """Others need not be looked at; one of the selected that was not read could be a user."""
    chosen = kept(level="organization", visibility="selected", selected=(HUB,))
    two = kept(level="organization", visibility="selected", selected=(HUB, OTHER))
    hidden = kept(level="organization", visibility="selected", selected=None)
    busy = Beside("github", OTHER, (mention(),))

    def at(token: Kept, *beside: Beside) -> bool:
        return see(sight(kept=(token,)), beside=beside, whole="x", token=token).allowed

    assert at(chosen)
    assert at(chosen, busy)
    assert not at(two)
    assert not at(two, busy)
    assert at(two, Beside("github", OTHER))
    assert not at(hidden)


def test_group_and_instance() -> None:
    """A group reaches what is below it, an instance all of its projects."""
    group = kept(forge="gitlab", level="group", holder="group")
    instance = kept(forge="gitlab", level="instance")
    below = Beside("gitlab", "group/x", (mention(),))
    next_to_it = Beside("gitlab", "group-2/x", (mention(),))

    def at(token: Kept, beside: Beside) -> bool:
        listed = (lab_sight(kept=(token,)),)
        every = frozenset({token.place.holder})
        return only(*listed, found=shared((token,), listed, (beside,), every)).allowed

    assert not at(group, below)
    assert at(group, next_to_it)
    assert not at(instance, next_to_it)


def test_token_that_reaches_nobody_stays() -> None:
    """What another organisation keeps is not of this migration."""
    far = kept(level="organization", holder="elsewhere")

    found = removals((sight(),), shared((far,), (sight(),), (), frozenset({"elsewhere"})))

    assert ["it reaches no project of this migration"] == [one.stays for one in found]


def test_gitlab_script_keeps_a_variable() -> None:
    """A script sees each variable there; on GitHub it sees none."""
    script = (loose(name="PYPI_TOKEN"),)

    assert not only(lab_sight(kept=(kept(forge="gitlab"),), loose=script)).allowed
    assert only(sight(kept=(TOKEN,), loose=script)).allowed


@settings(max_examples=300, deadline=None)
@given(sights)
def test_nothing_goes_unproved_or_in_use(one: Sight) -> None:
    """Whatever a project looks like: what may go is proved, unused, and nothing hides a use."""
    for found in removals((one,)):
        assert found.allowed == (not found.stays) == bool(found.evidence)
        if found.allowed:
            assert () == one.unknown
            assert found.kept.name not in {each.name for each in one.mentions}
            assert [p for p in one.proofs if p.state == "proved"]
            assert {each.state for each in one.swaps} <= {"swapped", "none"}


@settings(max_examples=200, deadline=None)
@given(sights)
def test_without_proof_lets_go_of_nothing_else(one: Sight) -> None:
    """A token in use, or that a use could hide of, stays whatever was asked for."""
    for found in removals((one,), (), frozenset({"sampleproject"})):
        if found.allowed:
            assert () == one.unknown
            assert found.kept.name not in {each.name for each in one.mentions}
            assert "token" not in {each.state for each in one.swaps}


def test_shared_tells_each_place_where_a_use_could_hide() -> None:
    """A repository of the migration that was not read in full could be a user as any other."""
    blind = sight(unknown=(Unknown(what="its files", why="forbidden"),))

    (found,) = shared((ORG,), (blind,), (), frozenset({"octo-org"}))

    assert (Unknown(what=f"{HUB}: its files", why="forbidden"),) == found.unknown


def test_selected_by_nobody_reaches_nobody() -> None:
    """An empty list of repositories is not the same as one that was not seen."""
    nobody = kept(level="organization", visibility="selected", selected=())

    found = shared((nobody,), (sight(mentions=(mention("unclear"),)),))

    assert [((), ())] == [(one.users, one.unknown) for one in found]
