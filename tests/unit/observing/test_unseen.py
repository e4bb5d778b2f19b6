"""What could not be seen is unknown, with the reason, and exactly that."""

from collections.abc import Callable
from typing import Any

import pytest

from trustpub.forges.github.observing.observe import observe
from trustpub.observing.model import Repository

from . import worlds
from .conftest import GitHub, short
from .worlds import REPOSITORY

PYPI, TEST, TAG = "environment/pypi", "environment/testpypi", "tag/v*"
DENIED = {"message": "Resource not accessible by personal access token"}
BYPASS = ("teams", "roles", "users", "organization_admins", "deploy_keys")
POLICIES = [f"{TEST}/tag/v*-rc*", f"{TEST}/branch/main", f"{PYPI}/tag/v*"]


def fault(github: GitHub, path: str, status: int = 403, body: Any = None, **more: Any) -> None:
    """Every request for a path fails from now on."""
    given = DENIED if body is None and status == 403 else body
    told = {"path": path, "status": status, "body": given, "times": None, **more}
    github.sandbox.faults("github", told)


def unknown(*names: str, setting: str = "") -> list[tuple[str, str, str]]:
    """Unknown resources."""
    return [("unknown", name, setting) for name in names]


def test_token_that_may_not_write(github: GitHub) -> None:
    """Who may bypass is shown to those who may change it: unknown, never empty."""
    found = github.differ("audit-token")

    assert [("unknown", TAG, f"bypass.{kind}") for kind in BYPASS] == [short(d) for d in found]
    assert {"GitHub shows it only to those who may change the ruleset"} == {d.reason for d in found}


def test_token_of_a_reader(github: GitHub) -> None:
    """A stranger sees a public repository, but neither bypass nor which teams have access."""
    found = github.said("reader-token")

    assert [
        ("unknown", PYPI, "reviewers_able"),
        *(("unknown", TAG, f"bypass.{kind}") for kind in BYPASS),
    ] == found


def test_token_that_github_does_not_know(github: GitHub) -> None:
    """Nothing is seen, one request tells it, and the token is in no text."""
    client = github.client("wrong-token")

    (found,) = observe(client, [REPOSITORY])

    assert ("unknown", 1) == (found.state, client.budget().sent)
    assert "GITHUB_TOKEN" in str(found.why)
    assert "wrong-token" not in repr((found, client))


DENIALS = {
    "environments": (
        r"/environments$",
        403,
        [*unknown(TEST), *unknown(*POLICIES[:2]), *unknown(PYPI), *unknown(POLICIES[2])],
    ),
    "policies of one environment": (
        r"/environments/pypi/deployment-branch-policies",
        403,
        [("unknown", PYPI, "policies"), *unknown(POLICIES[2])],
    ),
    "policies of one environment, hidden": (
        r"/environments/pypi/deployment-branch-policies",
        404,
        [("unknown", PYPI, "policies"), *unknown(POLICIES[2])],
    ),
    "apps": (r"/deployment_protection_rules$", 403, []),
    "list of rulesets": (r"/rulesets$", 403, unknown(TAG)),
    "one ruleset": (r"/rulesets/\d+$", 403, unknown(TAG)),
    "one ruleset, gone": (r"/rulesets/\d+$", 404, unknown(TAG)),
    "one ruleset, server error": (r"/rulesets/\d+$", 502, unknown(TAG)),
    "teams with access": (
        r"/repos/.*/teams$",
        403,
        [("unknown", PYPI, "reviewers_able")],
    ),
    "teams of the organisation": (
        r"/orgs/octo-org/teams$",
        403,
        [("unknown", TAG, "bypass.teams")],
    ),
    "a person": (r"/user/\d+$", 500, [("unknown", TAG, "bypass.users")]),
    "the organisation": (r"/orgs/octo-org$", 502, [("unknown", TAG, "bypass.teams")]),
}


@pytest.mark.parametrize(("path", "status", "expected"), DENIALS.values(), ids=list(DENIALS))
def test_one_permission_lacking(
    github: GitHub, path: str, status: int, expected: list[tuple[str, str, str]]
) -> None:
    """One endpoint fails: exactly what hangs on it is unknown, all else is seen."""
    fault(github, path, status)

    found = github.differ()

    assert expected == [short(one) for one in found]
    assert all(one.reason for one in found)


ODD: dict[str, tuple[str, Any]] = {
    "environments without a list": (r"/environments$", {"total_count": 1}),
    "environments as a list": (r"/environments$", []),
    "fewer environments than counted": (
        r"/environments$",
        {"total_count": 2, "environments": []},
    ),
    "rulesets as an object": (r"/rulesets$", {}),
    "a ruleset without rules": (r"/rulesets/\d+$", {"id": 1}),
    "a ruleset of another form": (
        r"/rulesets/\d+$",
        {"id": 1, "name": "x", "enforcement": "active", "rules": [1]},
    ),
}


@pytest.mark.parametrize(("path", "body"), ODD.values(), ids=list(ODD))
def test_answer_of_another_form(github: GitHub, path: str, body: Any) -> None:
    """An answer that makes no sense is never taken for empty."""
    fault(github, path, 200, body)

    found = github.differ()

    assert found
    assert {"unknown"} == {one.state for one in found}


def test_environment_of_another_form(github: GitHub) -> None:
    """One environment that cannot be read is broken; the other is seen."""
    listed = github.send("GET", f"/repos/{REPOSITORY}/environments")
    broken = next(one for one in listed["environments"] if one["name"] == "testpypi")
    broken["protection_rules"] = [{"type": "wait_timer"}]
    fault(github, r"/environments$", 200, listed)

    assert [*unknown(TEST), *unknown(*POLICIES[:2])] == github.said()


def test_setting_that_this_github_does_not_tell(github: GitHub) -> None:
    """Older servers have no word for some settings: unknown, not the default."""
    listed = github.send("GET", f"/repos/{REPOSITORY}/environments")
    for one in listed["environments"]:
        del one["can_admins_bypass"]
        for rule in one["protection_rules"]:
            rule.pop("prevent_self_review", None)
    fault(github, r"/environments$", 200, listed)

    assert [
        ("unknown", TEST, "can_admins_bypass"),
        ("unknown", PYPI, "prevent_self_review"),
        ("unknown", PYPI, "can_admins_bypass"),
    ] == github.said()


def test_reviewer_whom_github_does_not_name(github: GitHub) -> None:
    """A secret team among the reviewers makes their list unknown."""
    listed = github.send("GET", f"/repos/{REPOSITORY}/environments")
    for one in listed["environments"]:
        for rule in one["protection_rules"]:
            for reviewer in rule.get("reviewers", []):
                if reviewer["type"] == "Team":
                    reviewer["reviewer"] = None
    fault(github, r"/environments$", 200, listed)

    assert [("unknown", PYPI, "reviewers.teams")] == github.said()


def test_hidden_or_gone_repository(github: GitHub) -> None:
    """404 means both: nothing of it is known."""
    fault(github, rf"/repos/{REPOSITORY}$", 404, {"message": "Not Found"})

    found = github.differ()

    assert {("unknown", "")} == {(one.state, one.setting) for one in found}
    assert len(worlds.plan().of("github.environment")) < len(found)
    assert "gone, or hidden" in found[0].reason


def test_repository_that_goes_in_the_middle(github: GitHub) -> None:
    """Deleted between two requests: not a repository without environments."""
    gone = {"status": 404, "body": {"message": "Not Found"}, "times": None}
    path = rf"/repos/{REPOSITORY}"
    github.sandbox.faults(
        "github",
        {"path": rf"{path}/", **gone},
        {"path": rf"{path}$", "skip": 1, **gone},
    )

    found = github.look()

    assert ("unknown", ()) == (found.state, found.seen)


def test_reviewer_who_lost_access(github: GitHub) -> None:
    """Stored, but without read access nobody of the team can review."""
    fault(github, rf"/repos/{REPOSITORY}/teams$", 200, [])

    (found,) = github.differ()

    assert ("differs", "reviewers_able") == (found.state, found.setting)
    assert ["teams/release-managers"] == found.stored


def test_reviewer_whom_github_dropped(github: GitHub) -> None:
    """Not stored, since it cannot read: one difference, and that is its reason."""
    text = worlds.CONFIG.replace(
        "teams: [release-managers]}", "teams: [release-managers, docs]}", 1
    )

    (found,) = github.differ(plan=worlds.plan(text))

    assert ("differs", "reviewers.teams") == (found.state, found.setting)
    assert "docs cannot read the repository" in found.reason


def test_team_below_one_with_access(github: GitHub) -> None:
    """Teams have the access of the teams above them."""
    text = worlds.CONFIG.replace("teams: [release-managers]}", "teams: [stewards]}", 1)
    github.environment(reviewers=[github.user("octocat"), github.team("stewards")])

    assert [] == github.differ(plan=worlds.plan(text))


def test_app_that_decides(serve: Callable[[dict[str, Any]], GitHub]) -> None:
    """A rule of an app is a note beside what is declared; unseen it is told as unseen."""
    seed = worlds.seed()
    seed["repositories"][0]["environments"][0]["custom_rules"] = ["gatekeeper"]
    github = serve(seed)

    (found,) = github.differ()

    assert ("beside", "custom_rules", "note") == (found.state, found.setting, found.severity)
    assert ["gatekeeper"] == found.stored
    fault(github, "/deployment_protection_rules$")
    assert {"custom_rules"} == set(github.look().seen[0].unseen)


def test_archived_repository(github: GitHub) -> None:
    """It is seen as ever, and being archived is the reason for what differs."""
    github.environment(wait_timer=1)
    github.send("PATCH", f"/repos/{REPOSITORY}", {"archived": True})

    (found,) = github.differ()

    assert ("wait_timer", "it is archived and takes no changes") == (found.setting, found.reason)


def test_repository_renamed_in_the_middle(github: GitHub) -> None:
    """GitHub leads the old name on: everything is seen all the same."""
    client = github.client()

    def rename(sent: int, predicted: int) -> None:
        if sent == 2:
            github.send("PATCH", f"/repos/{REPOSITORY}", {"name": "other"})

    client.sending.progress = rename
    (found,) = observe(client, [REPOSITORY])

    assert {} == found.unseen
    assert {"present"} == {one.state for one in found.seen}
    assert 6 == len(found.seen)


def test_connection_that_breaks(github: GitHub) -> None:
    """A connection that is cut once is tried again; one that stays cut is unknown."""
    fault(github, r"/environments$", 0, times=1)
    assert [] == github.said()

    fault(github, r"/environments$", 0)
    assert unknown(TEST, *POLICIES[:2], PYPI, POLICIES[2]) == github.said()


def test_name_that_is_nobodys(github: GitHub) -> None:
    """Several repositories are looked at; one that is not there spoils no other."""
    found = observe(github.client(), ["octo-org/nothing", REPOSITORY])

    assert ["unknown", "present"] == [one.state for one in found]


def test_not_looked_at() -> None:
    """Without a look there is no difference but unknown ones."""
    from trustpub.observing.compare import differences

    found = differences(worlds.plan(), [])

    assert 6 == len(found)
    assert {"unknown"} == {one.state for one in found}


def test_absent_repository() -> None:
    """A forge that is sure that there is none makes all of it absent."""
    from trustpub.observing.compare import differences

    gone = Repository(forge="github", name=REPOSITORY, state="absent", why="there is none")

    found = differences(worlds.plan(), [gone])

    assert {("absent", "there is none")} == {(one.state, one.reason) for one in found}
