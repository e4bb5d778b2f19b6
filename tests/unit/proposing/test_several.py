"""Several files of a repository, and several configs: what comes to one request, and what apart."""

from dataclasses import replace
from typing import Any

import pytest

from trustpub.proposing.choosing import chosen
from trustpub.proposing.declared import written
from trustpub.proposing.plan import together, wish
from trustpub.proposing.propose import carry_out, judged, side_of
from trustpub.proposing.wording import change

from .conftest import BRANCH, PATHS, SECOND, SECOND_PATHS, Forge, config_of


@pytest.fixture
def two(forge: Forge) -> Forge:
    """A config of two files."""
    forge.text = forge.text.replace("publishers: [", f"publishers: [{SECOND[forge.api]}, ")
    return forge


def other(forge: Forge) -> Forge:
    """Another config of the same repository, with another file."""
    text = forge.text.replace("project: ", "project: my-")
    path = SECOND_PATHS[forge.api]
    text = text.replace("workflow: release.yml", "workflow: publish.yml")
    text = text.replace("pipeline_by", f"pipeline: {path}, pipeline_by")
    return replace(forge, text=text)


def old_form(forge: Forge, path: str, branch: str) -> str:
    """A request of one file, as they were made when each file had one; its link."""
    config = config_of(forge.text)
    place = forge.place._replace(paths=(path,), claims=(), branches=(branch,), former=())
    side = side_of(place, forge.world.env)
    assert side
    (one,) = (each for each in written(config, place.forge) if each.path == path)
    wanted = together([wish(config, one, side.files())], change)
    return carry_out(judged(chosen(side, place), wanted)).link


def opened(forge: Forge) -> list[Any]:
    """Requests that are open."""
    return [one for one in forge.requests() if one.state in ("open", "opened")]


def text(forge: Forge, one: Any) -> str:
    """What a request says."""
    return str(one.body if forge.api == "github" else one.description)


def test_all_files_are_one_commit_and_one_request(two: Forge) -> None:
    """Each is told in the text, and afterwards nothing is written."""
    outcome = two.up()

    (one,) = two.requests()
    assert ("proposed", ()) == (outcome.state, outcome.left)
    assert [BRANCH] == two.branches()
    for path in (PATHS[two.api], SECOND_PATHS[two.api]):
        assert f"`{path}` is not there" in text(two, one)
        assert path in one.title
        assert two.read(path=path)
    mark = two.world.mark()
    assert outcome == two.up()
    assert [] == two.writes(mark)
    one.merge()
    assert ("agrees", "", ()) == two.up()


def test_a_file_that_agrees_is_left_out(two: Forge) -> None:
    """The request that is open is brought up to date, in text and commit."""
    link = two.up().link
    two.push(two.read(), "main")

    outcome = two.up()

    (one,) = two.requests()
    assert ("proposed", link) == (outcome.state, outcome.link)
    assert f"Add {SECOND_PATHS[two.api]} as the release config asks for it" == one.title
    assert PATHS[two.api] not in text(two, one)
    one.merge()
    assert "agrees" == two.up().state


def test_a_file_that_needs_a_person_is_told_beside_the_others(two: Forge) -> None:
    """In what is left and in the text of the request."""
    two.push("a: [\n", "main")

    outcome = two.up()

    (one,) = two.requests()
    assert "proposed" == outcome.state
    assert outcome.left
    assert outcome.left[0].startswith(f"{PATHS[two.api]}:")
    assert f"`{PATHS[two.api]}` is not changed by this; a person has to see to it:" in text(
        two, one
    )
    assert outcome.left[0] in text(two, one)
    assert "a: [\n" == two.read()
    one.merge()
    assert ("unreadable", outcome.left) == (two.up().state, two.up().left)


def test_an_old_request_of_the_only_file_goes_on(forge: Forge) -> None:
    """It is as it should be, and after an edit it is that request which changes."""
    link = old_form(forge, PATHS[forge.api], BRANCH)
    mark = forge.world.mark()

    assert link == forge.up().link
    assert [] == forge.writes(mark)
    forge.edit()
    assert link == forge.up().link
    assert 1 == len(forge.requests())
    assert "trustpub-claims" in text(forge, forge.requests()[0])


def test_old_requests_of_single_files_become_one(two: Forge) -> None:
    """The first goes on; the other one is closed and says which, and its branch goes."""
    place = two.place
    links = [old_form(two, path, ref) for path, ref in zip(place.paths, place.former, strict=True)]
    assert place.former[0] == two.look().at.side.ref

    outcome = two.up()

    (one,) = opened(two)
    assert ("proposed", links[0]) == (outcome.state, outcome.link)
    for path in place.paths:
        assert path in text(two, one)
        assert two.read(place.former[0], path)
    (closed,) = [each for each in two.requests() if each.title != one.title]
    assert links[0] in text(two, closed)
    assert [place.former[0]] == two.branches()
    mark = two.world.mark()
    assert outcome == two.up()
    assert [] == two.writes(mark)


def test_an_old_request_with_commits_of_others_stays_and_is_told(two: Forge) -> None:
    """Nothing of a person is closed or deleted."""
    place = two.place
    links = [old_form(two, path, ref) for path, ref in zip(place.paths, place.former, strict=True)]
    two.push("by: hand\n", place.former[1], place.paths[1])

    outcome = two.up()

    assert ("proposed", links[0]) == (outcome.state, outcome.link)
    assert links[1] in outcome.left[-1]
    assert 2 == len(opened(two))
    assert "by: hand\n" == two.read(place.former[1], place.paths[1])
    assert outcome == two.up()


def test_a_no_to_an_old_request_is_a_no_to_the_whole(two: Forge) -> None:
    """A person closed the request of one file: it is not proposed again within another."""
    link = old_form(two, two.place.paths[1], two.place.former[1])
    two.close()

    outcome = two.up()

    assert ("declined", link) == (outcome.state, outcome.link)
    assert 1 == len(two.requests())


def test_two_configs_of_a_repository_keep_apart(forge: Forge) -> None:
    """Each has a branch and a request; the second to come takes nothing of the first."""
    second = other(forge)

    first_link, second_link = forge.up().link, second.up().link

    mine, theirs = second.place.branches[1], BRANCH
    assert [theirs, mine] == forge.branches()
    assert first_link != second_link
    assert forge.read(theirs)
    assert second.read(mine, SECOND_PATHS[forge.api])
    mark = forge.world.mark()
    assert (first_link, second_link) == (forge.up().link, second.up().link)
    assert [] == forge.writes(mark)


def test_taking_back_one_config_leaves_the_other(forge: Forge) -> None:
    """Whichever is on the plain branch."""
    second = other(forge)
    forge.up()
    link = second.up().link

    assert "" == forge.take_back()

    assert [second.place.branches[1]] == forge.branches()
    assert 1 == len(opened(forge))
    assert link == second.up().link
    assert "" == second.take_back()
    assert [] == forge.branches() == opened(forge)


def test_an_old_request_of_another_config_is_left_alone(forge: Forge) -> None:
    """Its title tells the file that it is about."""
    second = other(forge)
    link = old_form(second, SECOND_PATHS[forge.api], BRANCH)

    outcome = forge.up()

    assert link != outcome.link
    assert 2 == len(opened(forge))
    assert second.read(BRANCH, SECOND_PATHS[forge.api])
    assert link == second.up().link


def test_a_no_is_remembered_where_another_config_took_the_branch(forge: Forge) -> None:
    """The request that was closed is known by its claims."""
    second = other(forge)
    link = forge.up().link
    forge.close()
    forge.drop(BRANCH)
    second.up()

    outcome = forge.up()

    assert ("declined", link) == (outcome.state, outcome.link)
    assert "proposed" == second.up().state
    assert [BRANCH] == forge.branches()


def test_two_configs_of_one_file_keep_apart(forge: Forge) -> None:
    """Each proposes its own change of it."""
    second = replace(forge, text=forge.text.replace("project: ", "project: my-"))
    second.edit()

    first, then = forge.up(), second.up()

    assert first.link != then.link
    assert "name: other" not in forge.read()
    assert "name: other" in second.read(second.place.branches[1])


def test_where_all_branches_are_taken_nothing_is_overwritten(forge: Forge) -> None:
    """A conflict that says so."""
    second = other(forge)
    second.up()
    path = SECOND_PATHS[forge.api]
    old_form(second, path, forge.place.branches[1])
    mark = forge.world.mark()

    outcome = forge.up()

    assert "conflict" == outcome.state
    assert "hold proposals of other release configs" in outcome.left[0]
    assert [] == forge.writes(mark)
