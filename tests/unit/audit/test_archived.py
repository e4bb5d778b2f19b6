"""What is archived cannot publish from CI: an error where a config declares it, else a note."""

import json

import pytest

from lab.world import Sandbox
from trustpub.audit.case import make_case
from trustpub.audit.judge import judge
from trustpub.audit.report import make_report
from trustpub.audit.rules_archived import ASLEEP, REVOKE
from trustpub.observing.model import Repository

from ..observing import worlds
from ..observing.worlds import REPOSITORY
from ..observing_gitlab.worlds import PROJECT
from .build import account, environment, hub, kept, lab, lab_environment, policy, ruleset, tag
from .conftest import Audit
from .partial import told
from .test_middle import send

NOBODY = {"reviewers": {"users": [], "teams": []}}
ARCHIVED = ("audit-archived", "repository", "archived")


def archive(served: Sandbox, name: str) -> None:
    """Read-only from now on."""
    served.patch("github", f"/repos/{name}", "admin-token", {"archived": True})


def test_config_that_publishes_from_it(audit: Audit, served: Sandbox) -> None:
    """The config declares what cannot happen: exit 1, that finding alone."""
    archive(served, REPOSITORY)

    now = told(audit)

    assert {("audit-archived", REPOSITORY, "repository", "archived")} == now.found
    assert "open" == now.stages[REPOSITORY]


@pytest.mark.parametrize("words", [("lab.yaml",), ("--group", "group")])
def test_project_of_gitlab(audit: Audit, served: Sandbox, words: tuple[str, ...]) -> None:
    """The same on GitLab; in a look at a group it is a note, and the project idle."""
    send(served, "POST", "/projects/1/archive")

    now = told(audit, *words)

    finding = ("audit-archived", PROJECT, "repository", "archived")
    declared = words == ("lab.yaml",)
    assert finding in (now.found if declared else now.notes)
    assert ("open" if declared else "idle") == now.stages[PROJECT]


def test_organisation(audit: Audit, served: Sandbox) -> None:
    """Weaknesses of what is archived are notes; a token in it is not, and others are as before."""
    before = told(audit, "--org", "octo-org")
    for name in ("bare", "old"):
        archive(served, f"octo-org/{name}")

    now = told(audit, "--org", "octo-org")

    token = ("audit-token-secret", "octo-org/bare", "secret/PYPI_API_TOKEN", "")
    assert {token} == now.found - before.elsewhere("octo-org/bare", "octo-org/old")
    assert before.about("octo-org/bare") - {token} <= now.notes
    assert before.about("octo-org/old") <= now.notes
    assert ("weak", "idle") == (now.stages["octo-org/bare"], now.stages["octo-org/old"])
    assert before.unseen == now.unseen


def test_what_is_not_seen_of_it_is_told(audit: Audit, served: Sandbox) -> None:
    """Archived is no reason to call it clean: it may be unarchived as it is."""
    archive(served, REPOSITORY)

    now = told(audit, "--org", "octo-org", token="audit-token")

    assert "unseen" == now.stages[REPOSITORY]
    assert any("bypass" in what for what in now.hidden(REPOSITORY))


def test_config_against_reality_keeps_its_weight() -> None:
    """A difference from the config is an error, archived or not; good practice is a note."""
    world = hub(
        environment(repository=REPOSITORY, can_admins_bypass=True), name=REPOSITORY, archived=True
    )

    report = make_report("x", [world], worlds.plan())

    weights = {one.id: one.severity for one in report.findings}
    assert "error" == weights["audit-absent"] == weights["audit-archived"]
    assert "open" == report.sections[0].stage


@pytest.mark.parametrize(
    ("world", "rule"),
    [
        (hub(environment(**NOBODY), archived=True), "audit-no-reviewers"),
        (hub(environment(), policy(), archived=True), "audit-unprotected-tags"),
        (lab(lab_environment(), tag(), archived=True), "audit-unprotected-environment"),
        (hub(ruleset(), environment(can_admins_bypass=True), archived=True), "audit-admin-bypass"),
    ],
)
def test_weakness_is_a_note(world: Repository, rule: str) -> None:
    """It says why."""
    found = {one.id: one for one in judge(make_case(world))}

    assert {"note"} == {one.severity for one in found.values()}
    assert found[rule].found.endswith(ASLEEP)
    assert ARCHIVED in {(one.id, one.object, one.setting) for one in found.values()}
    assert "idle" == make_report("x", [world]).sections[0].stage


def test_token_is_to_be_revoked() -> None:
    """It works on the index whatever becomes of the repository."""
    world = hub(**kept("repository", "TWINE_PASSWORD"), archived=True)

    (token,) = (one for one in judge(make_case(world)) if one.id == "audit-token-secret")

    assert ("warning", REVOKE) == (token.severity, token.fix)


@pytest.mark.parametrize(
    "world",
    [hub(archived=False), hub(environment("staging"), archived=True), account(PYPI_TOKEN="all")],
)
def test_nothing_is_said_of_others(world: Repository) -> None:
    """What is not archived, or publishes nothing."""
    assert "audit-archived" not in {one.id for one in judge(make_case(world))}


def test_sentence(audit: Audit, served: Sandbox) -> None:
    """The finding names the page, what to do, and its rule."""
    archive(served, REPOSITORY)

    _, out, _ = audit("--format", "json")

    (one,) = (
        one
        for one in json.loads(out)["report"]["sections"][0]["findings"]
        if one["id"] == "audit-archived"
    )
    assert one["at"].endswith(REPOSITORY)
    assert "unarchive it" in one["fix"]
    assert "docs/rules.md#audit-archived" == one["docs"]
