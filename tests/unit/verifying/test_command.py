"""`trustpub verify`: what it says, and its exit codes."""

from typing import Any

import pytest

from lab.world import Sandbox
from trustpub.documents import VerifyDocument

from .conftest import BOTH, GITHUB, GITLAB, Verify, send

ENVIRONMENT = "/repos/octo-org/sampleproject/environments/pypi"
POLICIES = f"{ENVIRONMENT}/deployment-branch-policies"
CUSTOM = {"protected_branches": False, "custom_branch_policies": True}


def put(world: Sandbox, **changes: Any) -> None:
    """PUT the environment without reviewers, and with changes."""
    body = {"wait_timer": 5, "can_admins_bypass": False, "deployment_branch_policy": CUSTOM}
    send(world, "github", "PUT", ENVIRONMENT, {**body, **changes})


@pytest.mark.parametrize(("config", "settings"), [(GITHUB, 34), (GITLAB, 18), (BOTH, 30)])
def test_as_declared(config: str, settings: int, verify: Verify, world: Sandbox) -> None:
    """0, every resource by name, the number of settings, and nothing sent but reads."""
    said = verify(config)

    assert 0 == said.code, said.out
    assert f"release.yaml: as declared: {settings} settings; 0 differences\n" in said.out
    assert "differs" not in said.out
    asked = [e for e in world.events("all") if e["kind"] == "request"]
    assert {"GET"} == {one["method"] for one in asked}
    for forge in {str(one["api"]) for one in asked}:
        count = sum(one["api"] == forge for one in asked)
        assert f"{forge}: {count} requests (" in said.out


def test_everybody_is_shown_able(verify: Verify) -> None:
    """Reviewers, approvers, deployers and creators of tags, each by name."""
    github, gitlab = verify(GITHUB).out, verify(GITLAB).out

    for who in ("users/octocat", "teams/release-managers"):
        assert f"{who}: can review\n" in github
    for line in (
        "users/bob: can approve",
        "groups/group/release-managers: can approve",
        "users/alice: can deploy",
        "users/alice: can create tags",
    ):
        assert f"{line}\n" in gitlab


def test_reviewers_removed(verify: Verify, world: Sandbox) -> None:
    """1; setting, what was asked, what is stored, why, what to do; and who cannot review."""
    put(world)

    said = verify(GITHUB)

    assert 1 == said.code
    block = said.out.partition("    reviewers.users: differs\n")[2]
    assert block.startswith(
        "      asked:  octocat\n      stored: nothing\n"
        "      reason: changed by hand, or never taken over\n      to do:  "
    )
    assert "users/octocat: cannot review: not among those who are stored\n" in said.out


def test_problems_have_their_places(verify: Verify, world: Sandbox) -> None:
    """In JSON each difference is a problem too, at the field that declares the setting."""
    put(world)

    document = verify(GITHUB, "--format", "json").json

    VerifyDocument.model_validate(document)
    assert {"name": "trustpub.verify", "version": 1} == document["schema"]
    found = [(one["id"], one["line"], one["field"]) for one in document["problems"]]
    assert [
        ("stored-differs", 11, "publishers[1].environment.reviewers.users"),
        ("stored-differs", 11, "publishers[1].environment.reviewers.teams"),
        ("stored-differs", 12, "publishers[1].environment.prevent_self_review"),
    ] == found
    settings = [one["setting"] for one in document["differences"]]
    assert ["reviewers.users", "reviewers.teams", "prevent_self_review"] == settings
    assert [] == document["unknown"]
    assert [False, False] == [one["able"] for one in document["able"]]


def test_what_nothing_declares(verify: Verify, world: Sandbox) -> None:
    """A policy beside the declared ones is told with what it lets in."""
    send(world, "github", "POST", POLICIES, {"name": "dev", "type": "branch"})

    said = verify(GITHUB)

    assert 1 == said.code
    name = "octo-org/sampleproject/environment/pypi/branch/dev"
    assert f"beside       github.deployment-policy {name}\n" in said.out
    document = verify(GITHUB, "--format", "json").json
    (problem,) = document["problems"]
    assert ("stored-beside", "publishers[1].triggers") == (problem["id"], problem["field"])


def test_what_is_gone(verify: Verify, world: Sandbox) -> None:
    """An environment that is not there, and what was below it."""
    send(world, "github", "DELETE", ENVIRONMENT)

    document = verify(GITHUB, "--format", "json").json

    assert ["stored-absent"] * 2 == [one["id"] for one in document["problems"]]
    assert [0, 0] == [r["as_declared"] for r in document["resources"] if r["state"] == "absent"]
    assert {False} == {one["able"] for one in document["able"]}


def test_a_note_is_no_difference(verify: Verify, world: Sandbox) -> None:
    """A stopped environment is told, and is as declared all the same."""
    send(world, "gitlab", "POST", "/projects/1/environments/1/stop")

    said = verify(GITLAB)

    assert 0 == said.code
    assert "state: differs (a note)" in said.out
    assert "as declared: 18 settings; 0 differences; 1 note\n" in said.out


@pytest.mark.parametrize("config", ["project: [", "project: p\n", "publishers: []\n"])
def test_no_valid_config(config: str, verify: Verify, world: Sandbox) -> None:
    """2, and nobody is asked."""
    assert 2 == verify(config).code
    assert 2 == verify(config, "--format", "json").code
    assert [] == [e for e in world.events("all") if e["kind"] == "request"]


def test_no_such_file(verify: Verify) -> None:
    """2, with a sentence."""
    said = verify(GITHUB, "other.yaml")

    assert 2 == said.code
    assert "there is no such file" in said.out


def test_token_missing(verify: Verify) -> None:
    """3 with the sentence; the other forge is looked at all the same."""
    said = verify(BOTH, GITLAB_TOKEN="")

    assert 3 == said.code
    assert "gitlab.repository: GITLAB_TOKEN is not set; export GITLAB_TOKEN [token-missing]" in (
        said.out
    )
    assert "gitlab: was not asked\n" in said.out
    assert "as declared  github.environment" in said.out
    document = verify(BOTH, "--format", "json", GITLAB_TOKEN="").json
    assert {"GITLAB_TOKEN is not set; export GITLAB_TOKEN"} == {
        one["why"] for one in document["unknown"]
    }


def test_password_in_the_address(verify: Verify, world: Sandbox) -> None:
    """It is not asked, and the password is in no text."""
    address = world.urls["github"].replace("http://", "http://user:hunter2@")

    said = verify(GITHUB, GITHUB_BASE_URL=address)

    assert 3 == said.code
    assert "hunter2" not in said.out + said.err
    assert "GITHUB_BASE_URL holds a user or password" in said.out


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"status": 401}, "refuses the token in GITHUB_TOKEN (401)"),
    ({"status": 404}, "to this token"),
    ({"status": 500, "body": {"message": "oops"}}, "answers 500 with 'oops'"),
    ({"status": 0}, "gives no answer"),
]


@pytest.mark.parametrize(("fault", "why"), FAULTS, ids=["401", "404", "500", "dropped"])
def test_a_forge_that_gives_no_answer(
    fault: dict[str, Any], why: str, verify: Verify, world: Sandbox
) -> None:
    """3; nothing is called as declared, and every reason is said."""
    world.faults("github", {"path": ".", "times": None, **fault})

    said = verify(GITHUB)

    assert 3 == said.code
    assert why in said.out
    assert "as declared: 0 settings; 0 differences; 6 not seen" in said.out
    assert "users/octocat: whether they can review is unknown" in said.out
    assert "Traceback" not in said.out + said.err


def test_a_difference_weighs_more(verify: Verify, world: Sandbox) -> None:
    """1 where something differs and something else was not seen; both are told."""
    put(world)
    world.faults("github", {"path": "/rulesets", "status": 403, "times": None})

    said = verify(GITHUB)

    assert 1 == said.code
    assert "reviewers.users: differs" in said.out
    assert "unknown      github.tag-ruleset" in said.out


def test_token_that_may_not_write(verify: Verify) -> None:
    """GitHub hides who may bypass a ruleset from who may not change it: 3, and nothing else."""
    said = verify(GITHUB, GITHUB_TOKEN="audit-token")

    assert 3 == said.code
    assert "5 not seen" in said.out
    assert (
        "bypass.teams could not be seen: GitHub shows it only to those who may change" in said.out
    )


def test_names_of_a_forge_stay_on_their_line(verify: Verify, world: Sandbox) -> None:
    """What somebody else named cannot colour a terminal or begin a line."""
    name = "x\x1b[31m\n::error::y"
    send(world, "github", "POST", POLICIES, {"name": name, "type": "branch"})

    said = verify(GITHUB)

    assert 1 == said.code
    assert "\x1b" not in said.out
    assert not [line for line in said.out.splitlines() if line.startswith("::")]
    assert "\\x1b[31m\\n::error::y" in said.out


def test_schema_is_published(capsys: pytest.CaptureFixture[str]) -> None:
    """`trustpub schema verify`."""
    from trustpub.cli import main

    assert 0 == main(["schema", "verify"])
    assert '"trustpub.verify"' in capsys.readouterr().out
