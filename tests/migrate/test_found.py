"""Every token of a large organisation and group is found, and none is invented."""

from collections.abc import Hashable, Set

import pytest

from lab.world import Sandbox

from .commands import Ended, files, keys
from .conftest import walk
from .walks import Walk, left_behind
from .worlds import World

Looked = tuple[Walk, Ended]


@pytest.fixture(scope="module")
def looked(large: World, served: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """One look at all of it."""
    begun = walk(large, served, tmp_path_factory.mktemp("look"))
    return begun, begun.command.fleet_run("status", "--format", "json")


def told(what: str, wanted: Set[Hashable], found: Set[Hashable]) -> tuple[float, float]:
    """Precision and recall, printed with what is missing and what is too much."""
    both = len(wanted & found)
    precision, recall = both / len(found), both / len(wanted)
    print(f"{what}: {len(wanted)} planted, {len(found)} found")
    print(f"{what}: precision {precision:.4f}, recall {recall:.4f}")
    for row in wanted ^ found:
        print("missed" if row in wanted else "invented", row)
    return precision, recall


def test_every_token_is_found_and_none_invented(looked: Looked, large: World) -> None:
    """In secrets and variables of every level, scope and letter case."""
    document = looked[1].document()

    assert len(large.works) == len(document["projects"])
    assert (1.0, 1.0) == told("secrets and variables", large.tokens(), keys(document))


def test_every_file_with_a_credential_is_found_and_none_invented(
    looked: Looked, large: World
) -> None:
    """Of every tool; with whether a value stands in it."""
    assert (1.0, 1.0) == told("files", large.loose(), files(looked[1].document()))


def test_each_project_is_told_what_reaches_it(looked: Looked, large: World) -> None:
    """By selection, group and schedule; one that is for private repositories alone, each is told.

    The list of an organisation does not say which of its repositories are private.
    """
    tokens = [large.planted[key] for key in large.tokens()]
    wanted = {(w.repository, p.key) for w in large.works for p in tokens if p.reaches(w)}

    found = {
        (one["repository"], key)
        for one in looked[1].document()["projects"]
        for key in keys({"projects": [one]})
    }

    more = {
        (repository, key) for repository, key in found if large.planted[key].visibility == "private"
    }
    assert (1.0, 1.0) == told("by project", wanted | more, found)
    assert all(key.level == "organization" for _, key in more)


def test_whoever_uses_a_shared_token_is_named(looked: Looked, large: World) -> None:
    """Each repository that refers to it, those that do not migrate too."""
    users = {
        (one["kept"]["name"], one["kept"]["place"]["holder"], one["kept"]["place"]["store"]): {
            user["repository"] for user in one["users"]
        }
        for one in looked[1].document()["shared"]
    }

    named = {
        work.repository
        for work in large.works
        if work.forge == "github" and "twine_password" in map(str.lower, work.feeds.values())
    }
    assert named | {"acme/handbook"} <= users["TWINE_PASSWORD", "acme", "actions"]
    assert "forge/tools/handbook" in users["RELEASE_KEY", "forge/tools", "ci"]


def test_a_look_changes_nothing_and_keeps_no_value(looked: Looked, large: World) -> None:
    """No write but queries, nothing gone, and no value in what was said or kept."""
    begun, ended = looked
    writes = [e for e in begun.command.sandbox.writes() if "graphql" not in e["path"]]

    assert (1, []) == (ended.code, writes)
    assert set(large.planted) == begun.hands.kept()
    assert [] == left_behind(begun, ended)
