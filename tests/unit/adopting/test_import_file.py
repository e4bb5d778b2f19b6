"""The import file: types, names and parents as the program has them, ids as providers take them."""

from typing import Any

import pytest

from trustpub.adopting.importing import import_file, with_remembered, without
from trustpub.checking import check
from trustpub.model import Plan
from trustpub.observing.model import Repository, Seen
from trustpub.plan import make_plan

from .rows import (
    NAME,
    PROJECT,
    github_environment,
    gitlab_environment,
    gitlab_tag,
    on_github,
    on_gitlab,
    policy,
    protection,
    ruleset,
)


def plan(text: str | None) -> Plan:
    """The plan of a config."""
    checked = check(text or "", "release.yaml")
    assert checked.config is not None, checked.problems
    return make_plan(checked.config)


def entries(forge: str, *seen: Seen) -> list[dict[str, Any]]:
    """The import file of a repository."""
    made = on_github() if forge == "github" else on_gitlab()
    name = NAME if forge == "github" else PROJECT
    one = Repository.model_validate({"forge": forge, "name": name, "seen": seen})
    return import_file(plan(made.text), [one])["resources"]


def ids(found: list[dict[str, Any]]) -> dict[str, str]:
    """Name in the engine -> id."""
    return {one["logicalName"]: one["id"] for one in found if "id" in one}


def test_ids_on_github() -> None:
    """Environment, policy and ruleset by the ids of the provider's import."""
    found = ids(entries("github", github_environment(), policy(), ruleset()))

    assert {
        f"{NAME}/environment/pypi": "sampleproject:pypi",
        f"{NAME}/environment/pypi/tag/v*": "sampleproject:pypi:2",
        f"{NAME}/tag/v*": "sampleproject:3",
        f"pypi/sampleproject/github/{NAME}/pypi": "pypi:sampleproject:github:"
        f"{NAME}:release.yml:pypi:https://token.actions.githubusercontent.com",
    } == found


def test_ids_on_gitlab() -> None:
    """Tags and protections by their names, environments by their number."""
    found = ids(entries("gitlab", gitlab_tag(), gitlab_environment(), protection()))

    assert {
        f"{PROJECT}/tag/v*": f"{PROJECT}:v*",
        f"{PROJECT}/environment/pypi": f"{PROJECT}:4",
        f"{PROJECT}/environment/pypi/protection": f"{PROJECT}:pypi",
        f"pypi/sampleproject/gitlab/{PROJECT}/pypi": "pypi:sampleproject:gitlab:"
        f"{PROJECT}:.gitlab-ci.yml:pypi:https://gitlab.com",
    } == found


def test_a_colon_in_an_environment_is_written_as_the_provider_writes_it() -> None:
    """`a:b` is `a??b` in an id: escapeIDPart in terraform-provider-github."""
    text = on_github().text or ""
    odd = github_environment("a:b")
    one = Repository(forge="github", name=NAME, seen=(odd,))
    wanted = plan(text.replace("name: pypi", "name: 'a:b'"))

    found = import_file(wanted, [one])["resources"]

    assert "sampleproject:a??b" in ids(found).values()


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_what_is_not_there_is_not_imported(forge: str) -> None:
    """It is left to an `up`; components and publishers are there in any case."""
    found = entries(forge)

    assert ["pypi:index:TrustedPublisher"] == [one["type"] for one in found if "id" in one]
    assert {"project", forge, "read_back", "publisher_1"} == {
        one["name"] for one in found if one.get("component")
    }


def test_every_parent_is_in_the_file() -> None:
    """An entry comes after the component that it is in."""
    before: set[str] = set()
    for one in entries("github", github_environment(), policy(), ruleset()):
        assert one.get("parent") is None or one["parent"] in before
        before.add(one["name"])


def state(*held: tuple[str, str]) -> dict[str, Any]:
    """A state with resources of these types and names."""
    urns = [{"type": kind, "urn": f"urn:pulumi:t::p::{kind}::{name}"} for kind, name in held]
    return {"deployment": {"resources": urns}}


def test_an_import_that_was_stopped_goes_on() -> None:
    """What is in the state is not imported again; it is named where it is a parent."""
    found = entries("github", github_environment(), policy(), ruleset())
    held = [(e["type"], e["logicalName"]) for e in found if e["name"] in ("project", "github")]

    new, above = without(found, state(*held))

    assert len(found) - 2 == len(new)
    assert {"project", "github"} == set(above)
    assert ([], {}) == without(found, state(*((e["type"], e["logicalName"]) for e in found)))
    assert (found, {}) == without(found, {"deployment": None})


def test_what_no_forge_stores_is_written_into_the_state_once() -> None:
    """`stopBeforeDestroy` of GitLab's environments, of those that are adopted alone."""
    found = entries("gitlab", gitlab_environment())
    kind = "gitlab:index/projectEnvironment:ProjectEnvironment"
    held = state((kind, f"{PROJECT}/environment/pypi"), (kind, "another"))

    assert with_remembered(held, found)
    assert not with_remembered(held, found)
    mine, other = held["deployment"]["resources"]
    assert True is mine["inputs"]["stopBeforeDestroy"] is mine["outputs"]["stopBeforeDestroy"]
    assert "inputs" not in other
