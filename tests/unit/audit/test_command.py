"""`trustpub audit` against the sandbox: exit codes, whom it asks, what it may not see."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lab.world import Sandbox
from trustpub.cli import main

from ..observing.worlds import REPOSITORY
from ..observing_gitlab.worlds import PROJECT
from .conftest import Audit

PATH = f"/repos/{REPOSITORY}"
COUNTS = re.compile(r"(\w+): (\d+) requests \((\d+) foretold\)")


def ids(text: str) -> set[tuple[str, str, str]]:
    """Rule, repository and severity of a JSON report."""
    document = json.loads(text)
    return {
        (one["id"], one["repository"], one["severity"])
        for section in document["report"]["sections"]
        for one in section["findings"]
        if one["severity"] != "note"
    }


@pytest.mark.parametrize("file", ["release.yaml", "lab.yaml"])
def test_world_as_declared_is_clean(audit: Audit, served: Sandbox, file: str) -> None:
    """Exit 0; nothing but reads; as many requests as were foretold."""
    code, out, err = audit(file)

    assert (0, []) == (code, served.writes()), out
    (counts,) = COUNTS.findall(err)
    assert counts[1] == counts[2]
    assert err.startswith(f"trustpub audit: {counts[2]} requests foretold\n")


def test_change_behind_the_back_is_found(audit: Audit, served: Sandbox) -> None:
    """Exit 1, and exactly that setting is named."""
    number = served.get("github", f"{PATH}/environments", "admin-token")["environments"][0]["id"]
    body = {"wait_timer": 9, "deployment_branch_policy": None}
    put(served, f"{PATH}/environments/pypi", body)

    code, out, _ = audit("--format", "json")

    assert 1 == code
    found = json.loads(out)["report"]["sections"][0]["findings"]
    told = {(one["id"], one["setting"]) for one in found if one["severity"] == "error"}
    assert ("audit-differs", "wait_timer") in told
    assert ("audit-differs", "reviewers.users") in told
    assert ("audit-beside", "deploys_from") in told
    assert any(one["at"].endswith(f"/settings/environments/{number}/edit") for one in found)


def test_organisation_at_a_glance(audit: Audit, served: Sandbox) -> None:
    """Every repository has its stage; tokens of the organisation and of repositories are named."""
    code, out, _ = audit("--org", "octo-org", "--format", "json")

    report = json.loads(out)["report"]
    stages = {one["name"]: one["stage"] for one in report["sections"]}
    assert 1 == code
    assert ("idle", "open", "open", "unseen") == tuple(
        stages[f"octo-org/{name}"] for name in ("app", "bare", "old", "calls")
    )
    assert {
        ("audit-no-environment", "octo-org/old", "error"),
        ("audit-no-reviewers", "octo-org/bare", "error"),
        ("audit-open-deployment", "octo-org/bare", "error"),
        ("audit-token-secret", "octo-org/bare", "warning"),
        ("audit-wide-subject", "octo-org/bare", "warning"),
    } <= ids(out)
    sent = [e["method"] for e in served.events("github") if e["kind"] == "request"]
    assert {"GET": len(sent) - 1, "POST": 1} == {m: sent.count(m) for m in set(sent)}


def test_token_of_an_organisation_is_named(audit: Audit) -> None:
    """One that reaches every repository, whatever is in them."""
    code, out, _ = audit("--org", "acme")

    assert 1 == code
    assert "shared-secret/TWINE_PASSWORD: TWINE_PASSWORD reaches every repository" in out


def test_second_run_costs_little(audit: Audit) -> None:
    """What did not change is not counted by GitHub; the findings are the same."""
    _, first, _ = audit("--org", "octo-org", "--format", "json")
    _, again, err = audit("--org", "octo-org", "--format", "json")

    def marks(text: str) -> set[str]:
        return set(re.findall(r'"fingerprint": "(\w+)"', text))

    assert marks(first) == marks(again)
    sent, unchanged = re.findall(r"(\d+) requests \(.*?, (\d+) of them unchanged", err)[0]
    assert int(sent) - int(unchanged) <= 5


def test_group_drops_values(audit: Audit) -> None:
    """Names of variables are judged; a value is in no output."""
    code, out, err = audit("--group", "group", "--format", "json")

    assert 1 == code
    assert ("audit-token-secret", "group/other", "warning") in ids(out)
    assert ("audit-unprotected-environment", "group/other", "error") in ids(out)
    assert "hush" not in out + err


@pytest.mark.parametrize("word", ["reader-token", "audit-token", "hush-hush"])
def test_what_a_token_may_not_see_is_told(audit: Audit, word: str) -> None:
    """Exit 3 where nothing is found and not everything was seen; the token is in no text."""
    code, out, err = audit(token=word)

    assert 3 == code
    assert "not seen: " in out
    assert "hush" not in out + err


def test_member_of_a_project_sees_less(audit: Audit) -> None:
    """A developer of a project may see neither its variables nor its protections."""
    code, out, _ = audit("lab.yaml", lab_token="bob-token")

    assert 3 == code
    assert f"not seen: {PROJECT} " in out


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"{PATH}/environments$", f"{REPOSITORY} environments"),
        (f"{PATH}/environments/pypi/deployment-branch-policies", "deployment policies"),
        (f"{PATH}/rulesets", "tag rulesets"),
        (f"{PATH}/rulesets/\\d+", "/tag/"),
        (f"{PATH}/actions/secrets", "names of secrets"),
        (f"{PATH}/actions/oidc", "subject"),
        (f"{PATH}$", REPOSITORY),
    ],
)
@pytest.mark.parametrize("status", [403, 404, 500])
def test_each_refusal_is_unknown(
    audit: Audit, served: Sandbox, path: str, said: str, status: int
) -> None:
    """A permission that lacks, an object that is gone, a server that fails: never all good."""
    body = {"message": "Resource not accessible by personal access token"}
    served.faults(
        "github", {"path": path, "status": status, "body": body, "times": None, "method": "GET"}
    )

    code, out, _ = audit()

    assert code in (1, 3), out
    if status != 404:
        assert 3 == code, out
        assert any(said in line for line in out.splitlines() if "not seen" in line), out


def test_repository_that_vanishes_is_unknown(audit: Audit, served: Sandbox) -> None:
    """Deleted between the list and the closer look: the rest is reported all the same."""
    path = "/octo-org/bare"
    served.faults("github", {"path": f"/repos{path}", "status": 404, "times": None})

    code, out, _ = audit("--org", "octo-org")

    assert 1 == code
    assert "octo-org/bare (not seen in full)" in out
    assert "octo-org/old (open)" in out


def test_renamed_repository_is_found(audit: Audit, served: Sandbox) -> None:
    """Its new name is a difference from the config."""
    served.patch("github", PATH, "admin-token", {"name": "renamed"})

    code, out, _ = audit()

    assert 1 == code
    assert "renamed" in out


def test_graphql_with_errors_is_unknown(audit: Audit, served: Sandbox) -> None:
    """No page of repositories: nothing is taken for clean."""
    fault: dict[str, Any] = {"method": "POST", "path": "/graphql", "status": 200, "times": None}
    fault["body"] = {"data": None, "errors": [{"message": "Something went wrong"}]}
    served.faults("github", fault)

    code, out, _ = audit("--org", "octo-org", "--format", "json")

    assert code in (1, 3)
    assert any(one["what"] == "octo-org/*" for one in json.loads(out)["unknown"])


def test_baseline_is_written_and_taken(audit: Audit) -> None:
    """Accepted, everything is clean; the next finding counts."""
    assert 1 == audit("--org", "octo-org", "--write-baseline", "known.yaml")[0]
    code, out, _ = audit("--org", "octo-org", "--baseline", "known.yaml")

    assert 3 == code, out
    assert "0 errors" not in out
    assert "1 not seen" in out
    assert "accepted: as it was found on" in out
    Path("known.yaml").write_text(
        Path("known.yaml").read_text("utf-8").replace("fingerprint", "mark"), "utf-8"
    )
    code, out, err = audit("--org", "octo-org", "--baseline", "known.yaml")
    assert (2, "") == (code, err)
    assert "[audit-baseline]" in out


@pytest.mark.parametrize("words", [["missing.yaml"], ["--baseline", "missing.yaml"]])
@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_nobody_is_asked_without_config_or_baseline(
    audit: Audit, served: Sandbox, words: list[str], form: str
) -> None:
    """Exit 2, with the reason."""
    code, out, err = audit(*words, "--format", form)

    assert (2, "", []) == (code, err, served.events("github"))
    assert "missing.yaml" in out
    assert "json" != form or json.loads(out)["report"] is None


@pytest.mark.parametrize(
    "words",
    [["--org", "a/b"], ["--group", "../x y"], ["--org", "a", "--group", "b"], ["f", "--org", "a"]],
)
def test_bad_usage_is_refused(words: list[str]) -> None:
    """Exit 2, as for every command line that makes no sense."""
    with pytest.raises(SystemExit) as stopped:
        main(["audit", *words])

    assert 2 == stopped.value.code


def put(served: Sandbox, path: str, body: Any) -> None:
    """A change by somebody else."""
    import urllib.request

    headers = {"Authorization": "Bearer admin-token", "Content-Type": "application/json"}
    url, data = served.urls["github"] + path, json.dumps(body).encode()
    served.open(urllib.request.Request(url, data, headers, method="PUT"))
