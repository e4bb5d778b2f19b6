"""`trustpub audit --org` where a `release.yaml` lies in a repository: as `trustpub audit FILE`."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox

from ..observing import worlds
from .conftest import Audit

ORG = "octo-org"
LIB, SHUT, NAMED = (f"{ORG}/{name}" for name in ("sampleproject", "shut", "named"))
COUNTS = re.compile(r"(\d+) requests \((\d+) foretold\)")
ALONE = re.compile(r"(?:/api/v3)?/repos/([^/]+/[^/]+)")
FORK = worlds.CONFIG.replace(LIB, "upstream/sampleproject")
WORKFLOW = {".github/workflows/ci.yml": "on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}\n"}


def config(name: str, text: str = worlds.CONFIG) -> dict[str, Any]:
    """The config of a repository, and a workflow beside it."""
    return {"files": {"release.yaml": text.replace(LIB, name), **WORKFLOW}}


def lying(name: str, text: str) -> dict[str, Any]:
    """A repository without environments, in which a text lies as `release.yaml`."""
    return {"name": f"{ORG}/{name}", "files": {"release.yaml": text}}


DEPLOY = """
project: named
github: {repository: octo-org/named, workflow: release.yml}
publishers:
  - {index: pypi, environment: deploy, triggers: {branches: [main]}}
"""
BROKEN = worlds.CONFIG.replace("publishers:", "publisher:").replace(LIB, f"{ORG}/broken")
ERRORS = worlds.CONFIG.replace(LIB, f"{ORG}/errors").replace("wait_timer: 5m", "wait_timer: 60d")
LAB = """
project: mirror
gitlab: {repository: group/mirror, pipeline: .gitlab-ci.yml}
publishers:
  - {index: pypi, environment: pypi}
tags:
  - {pattern: "v*", created_by: {access: maintainer}}
"""
LYING = {
    "broken": (BROKEN, "release.yaml:4:1 publisher: there is no field 'publisher'; did you mean"),
    "errors": (ERRORS, "is not valid, so nothing is compared with it: release.yaml:"),
    "torn": ("publishers: [\n", "[config-syntax]"),
    "link": ("conf/release.yaml", "symbolic link to conf/release.yaml"),
}
"""What should be compared and cannot be: name -> text, and what is told of it."""
ELSEWHERE = {
    "stack": (worlds.CONFIG, f"it is about {LIB}"),
    "fork": (FORK, "it is about upstream/sampleproject"),
    "mirror": (LAB, "it is about group/mirror on gitlab"),
    "chart": ("apiVersion: v1\nkind: Release\n", "it is no release config: it has none of"),
    "list": ("- a\n", "it is no release config"),
    "empty": ("", "it is no release config"),
}
"""What is about something else."""


def seed() -> dict[str, Any]:
    """Three repositories as declared, and those of which nothing can be compared."""
    every = [
        worlds.as_declared(**config(LIB)),
        worlds.as_declared(SHUT, visibility="private", **config(SHUT)),
        {"name": NAMED, "environments": [ENVIRONMENT], **config(NAMED, DEPLOY)},
    ]
    every += [lying(name, text) for name, (text, _) in {**LYING, **ELSEWHERE}.items()]
    return {"github": worlds.seed(*every)}


ENVIRONMENT = {
    "name": "deploy",
    "deployment_branch_policy": worlds.CUSTOM,
    "policies": [{"name": "main", "type": "branch"}],
}


class Told(NamedTuple):
    """What the audit tells of one repository."""

    stage: str
    publishes: list[str]
    findings: set[tuple[str, ...]]
    unseen: set[tuple[str, str]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with that organisation."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump({**seed(), "gitlab": {}}, path)
    with forked_sandbox(path) as running:
        yield running


def told(out: str) -> dict[str, Told]:
    """The sections of a JSON report by name."""
    keys = ("id", "severity", "object", "setting", "found", "fix", "evidence", "fingerprint", "at")
    return {
        one["name"]: Told(
            one["stage"],
            one["publishes"],
            {tuple(each[key] for key in keys) for each in one["findings"]},
            {(each["what"], each["why"]) for each in one["unseen"]},
        )
        for one in json.loads(out)["report"]["sections"]
    }


def audited(audit: Audit, *words: str) -> dict[str, Told]:
    """What an audit tells, by repository."""
    return told(audit(*words, "--format", "json")[1])


def send(served: Sandbox, method: str, path: str, body: Any = None) -> Any:
    """A change by somebody else."""
    import urllib.request

    headers = {"Authorization": "Bearer admin-token", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    url = f"{served.urls['github']}{path}"
    with served.answer(urllib.request.Request(url, data, headers, method=method)) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def ruleset(served: Sandbox, name: str, **body: Any) -> None:
    """A change of the one ruleset."""
    path = f"/repos/{name}/rulesets"
    (one,) = served.get("github", path, "admin-token")
    send(served, "PUT", f"{path}/{one['id']}", body)


def policy(served: Sandbox, name: str) -> None:
    """A further policy."""
    path = f"/repos/{name}/environments/pypi/deployment-branch-policies"
    send(served, "POST", path, {"name": "*", "type": "branch"})


CHANGES: dict[str, Callable[[Sandbox, str], Any]] = {
    "nothing": lambda served, name: None,
    "environment": lambda served, name: send(
        served, "PUT", f"/repos/{name}/environments/pypi", {"wait_timer": 9}
    ),
    "no environment": lambda served, name: send(
        served, "DELETE", f"/repos/{name}/environments/testpypi"
    ),
    "policy": policy,
    "bypass": lambda served, name: ruleset(served, name, bypass_actors=[]),
    "enforcement": lambda served, name: ruleset(served, name, enforcement="disabled"),
    "archived": lambda served, name: served.patch(
        "github", f"/repos/{name}", "admin-token", {"archived": True}
    ),
}


@pytest.mark.parametrize("name", [LIB, SHUT])
@pytest.mark.parametrize("change", CHANGES)
def test_the_same_is_told_as_of_the_file(
    audit: Audit, served: Sandbox, change: str, name: str
) -> None:
    """Each finding, with its words and its fingerprint, and all that was not seen."""
    Path("release.yaml").write_text(config(name)["files"]["release.yaml"], "utf-8")
    CHANGES[change](served, name)

    alone = audited(audit)[name]
    every = audited(audit, "--org", ORG)[name]

    assert alone == every
    found = {one[0] for one in every.findings if one[1] != "note"}
    assert (change == "nothing") == (not found), every
    assert "pypi: the config declares it" in every.publishes


def test_what_is_declared_alone_is_absent(audit: Audit, served: Sandbox) -> None:
    """A repository that shows nothing of what its config declares is looked at all the same."""
    path = f"/repos/{LIB}"
    for name in ("pypi", "testpypi"):
        send(served, "DELETE", f"{path}/environments/{name}")
    (one,) = served.get("github", f"{path}/rulesets", "admin-token")
    send(served, "DELETE", f"{path}/rulesets/{one['id']}")

    alone = audited(audit)[LIB]
    every = audited(audit, "--org", ORG)[LIB]

    assert alone == every
    assert ("open", {"audit-absent"}) == (every.stage, {one[0] for one in every.findings})


@pytest.mark.parametrize("token", ["audit-token", "reader-token"])
def test_a_token_that_sees_less(audit: Audit, token: str) -> None:
    """What it may not see is unknown in both, and nothing is all good."""
    alone = told(audit("--format", "json", token=token)[1])
    code, out, _ = audit("--org", ORG, "--format", "json", token=token)

    every = told(out)[LIB]
    assert alone[LIB].unseen
    assert {what for what, _ in alone[LIB].unseen} <= {what for what, _ in every.unseen}
    assert (3, alone[LIB].findings) == (code, every.findings)


def test_declared_environments_publish(audit: Audit) -> None:
    """One whose name says nothing publishes because it is declared; what is declared is a note."""
    found = audited(audit, "--org", ORG)[NAMED]

    assert ["deploy: the config declares it"] == found.publishes
    assert {"note"} == {one[1] for one in found.findings}
    assert ("guarded", set()) == (found.stage, found.unseen)


@pytest.mark.parametrize("name", LYING)
def test_what_cannot_be_compared_is_unknown(audit: Audit, name: str) -> None:
    """Never all good: exit 3, with the problems' sentences."""
    code, out, _ = audit("--org", ORG, "--format", "json")

    found = told(out)[f"{ORG}/{name}"]
    ((what, why),) = found.unseen
    assert (3, "unseen", set()) == (code, found.stage, found.findings)
    assert f"{ORG}/{name} release.yaml" == what
    assert LYING[name][1] in why


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_about_something_else_is_told(audit: Audit, served: Sandbox, name: str) -> None:
    """A note that says what it is about; nothing is compared, and nothing is missing."""
    found = audited(audit, "--org", ORG)[f"{ORG}/{name}"]

    ((rule, severity, place, *_, at),) = found.findings
    assert ("audit-config-elsewhere", "note", "release.yaml") == (rule, severity, place)
    assert ELSEWHERE[name][1] in str(found.findings)
    assert at.endswith(f"/{ORG}/{name}/blob/HEAD/release.yaml")
    assert ("idle", [], set()) == (found.stage, found.publishes, found.unseen)


def test_renamed_repository_is_compared(audit: Audit, served: Sandbox) -> None:
    """The old name leads to it: that it has another one now is the difference."""
    served.patch("github", f"/repos/{LIB}", "admin-token", {"name": "renamed"})

    alone = audited(audit)[f"{ORG}/renamed"]
    every = audited(audit, "--org", ORG)[f"{ORG}/renamed"]

    assert alone == every
    assert {"audit-differs"} == {one[0] for one in every.findings if one[1] == "error"}


def test_name_that_cannot_be_looked_up(audit: Audit, served: Sandbox) -> None:
    """It may be an old name of the repository, or another one: unknown."""
    fault = {"path": "/repos/upstream/sampleproject$", "status": 500, "times": None}
    served.faults("github", fault)

    found = audited(audit, "--org", ORG)[f"{ORG}/fork"]

    ((_, why),) = found.unseen
    assert ("unseen", set()) == (found.stage, found.findings)
    assert why.startswith("it names upstream/sampleproject, which may be an old name of this one")


def test_file_that_graphql_does_not_show(audit: Audit, served: Sandbox) -> None:
    """An error about the file alone: the rest is judged, and the file is unknown."""
    answer = page(served)
    nodes = answer["data"]["repositoryOwner"]["repositories"]["nodes"]
    nodes[0]["config"] = None
    place = ["repositoryOwner", "repositories", "nodes", 0, "config"]
    errors = [{"type": "FORBIDDEN", "path": place, "message": "Resource not accessible"}]
    body = {**answer, "errors": errors}
    served.faults("github", {"path": "/graphql", "status": 200, "body": body, "times": None})

    found = audited(audit, "--org", ORG)[LIB]

    assert (f"{LIB} release.yaml", "Resource not accessible") in found.unseen
    assert "open" != found.stage


def page(served: Sandbox) -> Any:
    """The true answer for the one page there is."""
    from trustpub.forges.github.observing.query import CONFIG_FILE, WORKFLOWS, query, variables

    text = query(True, WORKFLOWS + CONFIG_FILE)
    return send(
        served, "POST", "/api/graphql", {"query": text, "variables": variables(ORG, 50, None)}
    )


def test_configs_cost_nothing_more(audit: Audit, served: Sandbox) -> None:
    """One point of GraphQL for the page; one request for each name that is in no list.

    Of the requests that were foretold only teams with access to a repository without team reviewers
    were not sent.
    """
    _, _, err = audit("--org", ORG)

    ((sent, foretold),) = COUNTS.findall(err)
    assert int(foretold) == int(sent) + 1, err
    assert "; 1 points of GraphQL" in err
    paths = [e["path"] for e in served.events("github") if e["kind"] == "request"]
    assert ["upstream/sampleproject"] == [m[1] for m in map(ALONE.fullmatch, paths) if m]
