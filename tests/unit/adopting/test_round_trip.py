"""Fifty made-up organisations: what is taken over is what was declared."""

from collections.abc import Iterator
from typing import Any

import pytest

from lab.forked import forked_sandbox
from lab.world import Sandbox
from plugin.values import make_id
from trustpub.adopting.importing import import_file, publisher_id
from trustpub.adopting.looking import Looked, look_at, look_at_all
from trustpub.checking import check
from trustpub.config import Config
from trustpub.forges.github.observing.opening import client as github_client
from trustpub.forges.gitlab.observing.opening import client as gitlab_client
from trustpub.model import Plan
from trustpub.observing.client import Client
from trustpub.observing.compare import differences
from trustpub.plan import make_plan

from .conftest import FREE, dumped
from .organisations import COUNT, comparable, github_seed
from .projects import gitlab_seed, same_order

WANTED: dict[str, list[Config]] = {}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One sandbox with all of them."""
    seed: dict[str, Any] = {}
    WANTED["github"], seed["github"] = github_seed()
    WANTED["gitlab"], seed["gitlab"] = gitlab_seed()
    with forked_sandbox(dumped(tmp_path_factory.mktemp("seed"), seed)) as world:
        yield world


@pytest.fixture(scope="module")
def github(running: Sandbox) -> Client:
    """A client that does not wait."""
    env = {"GITHUB_BASE_URL": running.urls["github"], "GITHUB_TOKEN": "admin-token"}
    return unpaced(github_client(env, kept=False))


@pytest.fixture(scope="module")
def gitlab(running: Sandbox) -> Client:
    """A client that does not wait."""
    env = {"GITLAB_BASE_URL": running.urls["gitlab"], "GITLAB_TOKEN": "boss-token"}
    return unpaced(gitlab_client(env))


def unpaced(client: Client) -> Client:
    """A client in a world with other limits."""
    pace = client.sending.pace
    pace.a_minute = dict.fromkeys(pace.a_minute, FREE)
    pace.sleep = lambda seconds: None
    return client


def plan_of(looked: Looked) -> Plan:
    """The plan of what was taken over; nothing stands in its way."""
    assert () == looked.adopted.unknown
    assert [] == [one for one in looked.adopted.left if one.severity != "note"]
    assert looked.adopted.text is not None
    checked = check(looked.adopted.text, "release.yaml")
    assert checked.config is not None, checked.problems
    assert () == checked.errors
    return make_plan(checked.config)


def same(wanted: Config, looked: Looked) -> None:
    """What was taken over declares what is there, and all of it is in the import file."""
    plan, declared = plan_of(looked), make_plan(wanted)
    assert comparable(declared) == comparable(plan)
    assert same_order(declared) == same_order(plan)
    assert () == differences(plan, [looked.repository])
    entries = import_file(plan, [looked.repository])["resources"]
    ids = [entry["logicalName"] for entry in entries if "id" in entry]
    assert sorted(r.name for r in plan.resources) == sorted(ids)
    assert len(entries) == len({entry["name"] for entry in entries})


@pytest.mark.parametrize("number", range(COUNT))
def test_an_organisation_on_github_comes_back_as_it_was_declared(
    number: int, github: Client
) -> None:
    """Look at an organisation, take it over, plan: the very resources that its config declares."""
    looked = {x.repository.name: x for x in look_at_all(github, "github", f"org-{number}")}

    same(WANTED["github"][number], looked[f"org-{number}/project-{number}"])
    website = looked[f"org-{number}/website"].adopted
    assert (None, ()) == (website.text, website.unknown)


@pytest.mark.parametrize("number", range(COUNT))
def test_a_group_on_gitlab_comes_back_as_it_was_declared(number: int, gitlab: Client) -> None:
    """The same for a group and its projects."""
    (looked,) = look_at_all(gitlab, "gitlab", f"group-{number}")

    same(WANTED["gitlab"][number], looked)


def test_one_repository_is_taken_over_as_with_all_of_them(github: Client, gitlab: Client) -> None:
    """A look at one repository comes to the same."""
    same(WANTED["github"][0], look_at(github, "github", "org-0/project-0"))
    same(WANTED["gitlab"][0], look_at(gitlab, "gitlab", "group-0/sub/project-0"))


def test_nothing_is_written(running: Sandbox, github: Client, gitlab: Client) -> None:
    """All that is sent is GETs, and queries to GraphQL."""
    look_at_all(github, "github", "org-1")
    look_at(gitlab, "gitlab", "group-1/sub/project-1")

    assert {"/api/graphql"} >= {event["path"] for event in running.writes()}


def test_the_id_of_a_publisher_is_the_plugins(github: Client) -> None:
    """What the import file says is what the plugin makes of the same properties."""
    plan = make_plan(WANTED["github"][0])

    for one in plan.of("pypi.publisher"):
        assert make_id(dict(one.properties)) == publisher_id(one.properties)
