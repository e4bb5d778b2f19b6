"""Tokens that may not see everything: what was not seen is said, and nothing is called done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lab.world import Sandbox

from .conftest import ready, running
from .forking import Forks
from .removed import names, removals, unproved
from .walks import Walk, left_behind
from .worlds import World, make_world

SEEN = {
    "github-reader": ("GITHUB_TOKEN", "it may not write, and lists of secrets need that"),
    "github-blind": ("GITHUB_TOKEN", "without the permissions for secrets and environments"),
    "github-member": ("GITHUB_TOKEN", "a member who administers nothing"),
    "gitlab-reader": ("GITLAB_TOKEN", "it may only read"),
    "gitlab-member": ("GITLAB_TOKEN", "a developer, who is shown no variables"),
    "gitlab-owner": ("GITLAB_TOKEN", "an owner, who is shown none of the instance"),
    "": ("GITLAB_TOKEN", "no token at all"),
    "wrong": ("GITHUB_TOKEN", "one that nobody knows"),
}
"""Token -> its variable, and what it lacks."""
NONE_AT_ALL = ("github-reader", "github-member", "gitlab-reader", "gitlab-member", "", "wrong")
"""Who may change nothing."""
WHYS = [why for _, why in SEEN.values()]


@pytest.fixture(scope="module")
def world() -> World:
    """Five projects on each forge."""
    return make_world(range(5), range(5))


@pytest.fixture(scope="module")
def served(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Its sandbox."""
    with running(world, tmp_path_factory.mktemp("partial")) as found:
        yield found


def standings(document: Any, forge: str) -> list[Any]:
    """The projects of one forge."""
    return [one for one in document["projects"] if one["forge"] == forge]


def forge_of(token: str) -> str:
    """Whose token it is."""
    return SEEN[token][0].partition("_")[0].lower()


@pytest.fixture(scope="module")
def done(world: World, tmp_path_factory: pytest.TempPathFactory, forks: Forks) -> Iterator[Walk]:
    """A migration that is through, on a sandbox of its own."""
    folder = tmp_path_factory.mktemp("done")
    with running(world, folder / "seed") as served:
        one = ready(world, served, folder / "run", forks)
        one.apply()
        one.command.confirm("revoked", world.works)
        yield one


def test_who_sees_everything_is_told_that_all_is_done(done: Walk) -> None:
    """The state that the other tokens see less of."""
    ended = done.command.fleet_run("status", "--format", "json")

    assert {"done"} == {one["stage"] for one in ended.document()["projects"]}
    assert (0, []) == (ended.code, done.failed)


@pytest.mark.parametrize("token", SEEN, ids=WHYS)
def test_what_was_not_seen_is_said_and_nothing_is_done(done: Walk, token: str) -> None:
    """Exit 3 or 1; each project of the forge names what could not be looked at."""
    forge = forge_of(token)

    ended = done.command.fleet_run("status", "--format", "json", **{SEEN[token][0]: token})

    document = ended.document()
    assert ended.code in (1, 3)
    assert document["unknown"]
    for one in standings(document, forge):
        assert "done" != one["stage"], one["repository"]
        assert one["unknown"], one["repository"]
        assert all(row["what"] and row["why"] for row in one["unknown"])
    other = {"github": "gitlab", "gitlab": "github"}[forge]
    assert {"done"} == {one["stage"] for one in standings(document, other)}
    assert [] == left_behind(done, ended)


@pytest.mark.parametrize("token", SEEN, ids=WHYS)
def test_who_cannot_see_or_change_all_ends_where_others_go_on(
    world: World, served: Sandbox, forks: Forks, tmp_path: Path, token: str
) -> None:
    """`apply` removes what it may and nothing unproved; who may do all finishes it."""
    one = ready(world, served, tmp_path, forks)

    first = one.command.fleet_run("apply", "--yes", "--format", "json", **{SEEN[token][0]: token})
    between = one.hands.kept()
    last = one.apply()

    mine = {key for key in world.planted if key.forge == forge_of(token)}
    assert first.code in (1, 3)
    assert first.document()["unknown"]
    if token in NONE_AT_ALL:
        assert mine <= between
    assert "done" not in {each["stage"] for each in first.document()["projects"]}
    events = served.events("all")
    known = names(world.planted, one.hands.schedules())
    gone = [key for _, key in removals(events, known)]
    assert world.tokens() == set(gone)
    assert len(gone) == len(set(gone))
    assert [] == unproved(world, events, known)
    assert {"secrets-removed"} == {each["stage"] for each in last.document()["projects"]}
    assert [] == left_behind(one, first, last)


HIDDEN = {
    "github": ("/repos/acme/handbook/", "TWINE_PASSWORD", "acme"),
    "gitlab": ("/projects/", "RELEASE_KEY", "forge/tools"),
}
"""Forge -> where a repository is that does not migrate, and the token that it could use."""


@pytest.mark.parametrize("forge", HIDDEN)
def test_a_shared_token_stays_while_one_that_could_use_it_was_not_seen(
    world: World, served: Sandbox, forks: Forks, tmp_path: Path, forge: str
) -> None:
    """Though no file that was seen refers to it."""
    one, (path, name, holder) = ready(world, served, tmp_path, forks), HIDDEN[forge]
    outsider = next(work for work in world.outsiders if work.forge == forge)
    if forge == "gitlab":
        number = one.hands.ask("gitlab", "GET", one.hands.root(outsider))["id"]
        path = f"/projects/({number}|forge%2Ftools%2Fhandbook)/repository"
    faults = [{"path": path, "method": "GET", "status": 500, "times": None}]
    if forge == "github":
        faults.append({"path": "/graphql", "method": "POST", "status": 502, "times": None})
    served.faults(forge, *faults)

    ended = one.apply()
    served.faults(forge)

    places = {(key.name, key.holder, key.level) for key in one.hands.kept()}
    level = "organization" if forge == "github" else "group"
    assert (name, holder, level) in places
    assert ended.code in (1, 3)
    assert any(holder in row["what"] for row in ended.document()["unknown"])
    stays = {row["kept"]["name"]: row["stays"] for row in ended.document()["removals"]}
    print(stays[name])
    assert "could hide" in stays[name]
