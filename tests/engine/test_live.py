"""`trustpub preview --live` against what is really there, by the real engine; it only reads."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from lab.stack import Stack, environment
from lab.world import CLONE, Sandbox

from ..unit.preview.repositories import Repository
from .conftest import GITHUB, MAIN, PROJECT
from .test_rollout import Place, github, gitlab, many

__all__ = ["many"]
Told = dict[str, Any]
HUB, LAB = "/api/v3/repos/octo-org", "/api/v4/projects"
CUSTOM = {"protected_branches": False, "custom_branch_policies": True}


class Change(Place):
    """A place whose folder is a checkout of git: `main`, and a branch that is a change."""

    @property
    def repository(self) -> Repository:
        """The checkout."""
        return Repository(self.folder / "clone")

    def commit(self, *projects: Told) -> None:
        """The fleet on the branch that is checked out."""
        text = yaml.safe_dump({"projects": list(projects)}, sort_keys=False)
        self.repository.commit({"fleet.yaml": text})

    def branch(self, *projects: Told) -> None:
        """The change."""
        self.repository.git("checkout", "--quiet", "-b", "change")
        self.commit(*projects)

    def roll_out(self) -> None:
        """What is committed, rolled out; its journal is elsewhere."""
        (self.folder / "fleet.yaml").write_text((self.folder / "clone/fleet.yaml").read_text())
        code, document, err = self.run("apply", "--yes")
        assert 0 == code, (document, err)

    def preview(self, *words: str, live: bool = True, **env: str) -> tuple[int, Told, str]:
        """Exit code, the JSON document and all that was printed; nothing else may change."""
        state, mark = self.state(), self.world.mark()
        command = [sys.executable, "-m", "trustpub", "preview", "--base", "main"]
        command += ["--live"] * live
        done = subprocess.run(
            [*command, *words, "--format", "json"],
            cwd=self.folder / "clone",
            env={**self.env, "PYTHONPATH": str(CLONE), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        said = done.stdout + done.stderr
        assert state == self.state()
        assert [] == self.world.writes(mark), "GETs alone: GraphQL, a POST, is not asked either"
        assert [] == [s for s in self.secrets() if s in said]
        assert done.stdout, (done.returncode, done.stderr)
        return done.returncode, json.loads(done.stdout), said

    def state(self) -> Mapping[str, bytes]:
        """Every file of the state, of the checkout's folder, and whatever lies beside it."""
        listed = (p for p in self.folder.rglob("*") if p.is_file())
        kept = (p for p in listed if "home" not in p.parts and ".git" not in p.parts)
        return {str(p): p.read_bytes() for p in kept}

    def secrets(self) -> list[str]:
        """What is in no output."""
        names = ("GITHUB_TOKEN", "GITLAB_TOKEN", "PULUMI_CONFIG_PASSPHRASE")
        return [self.env[name] for name in names]

    def send(self, api: str, method: str, path: str, body: Any) -> None:
        """Somebody changes something by hand."""
        token = {"Authorization": f"Bearer {self.world.env[f'{api.upper()}_TOKEN']}"}
        url = self.world.urls[api] + path
        headers = {**token, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, headers, method=method)
        with self.world.answer(request):
            pass


@pytest.fixture
def place(tmp_path: Path, many: Sandbox) -> Change:
    """A checkout in a world as it was when it began."""
    many.reset()
    for forge in ("github", "gitlab"):
        many.faults(forge)
    env = {**environment(tmp_path / "work", many.env), "PULUMI_CONFIG_PASSPHRASE": "open sesame"}
    for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
        env.pop(name, None)
    return Change(tmp_path, many, {**env, "XDG_CACHE_HOME": str(tmp_path / "work/home/cache")})


def loosened(config: Told) -> Told:
    """The same with the wait timer or the approvals otherwise."""
    found: Told = json.loads(json.dumps(config))
    one = next(p for p in found["publishers"] if p["index"] == "pypi")["environment"]
    if "github" in found:
        one["wait_timer"] = "7m"
    else:
        one["approvals"][0]["required"] = 1
    return found


def steps(found: list[Told]) -> list[tuple[str, str]]:
    """Operation and name of each, publishers aside: people register them."""
    return [(s["operation"], s["name"]) for s in found if not s["kind"].startswith("pypi")]


def repositories(place: Change, mark: int) -> set[str]:
    """The repositories of GitHub that somebody asked about."""
    paths = (e["path"].partition("/repos") for e in place.requests(mark))
    return {"/".join(rest.split("/")[:3]) for _, found, rest in paths if found}


def live(document: Told) -> Told:
    """The live part of the one project that changes."""
    (found,) = document["preview"]["live"]["projects"]
    return dict(found)


def test_drift_by_hand_is_told_apart(place: Change) -> None:
    """Somebody made a timer longer by hand; the change is about another environment."""
    place.commit(github(0), gitlab(0))
    place.roll_out()
    mine = {"wait_timer": 3, "deployment_branch_policy": CUSTOM}
    place.send("github", "PUT", f"{HUB}/p0/environments/testpypi", mine)
    place.branch(loosened(github(0)), gitlab(0))
    mark = place.world.mark()

    code, document, _ = place.preview()

    found = live(document)
    assert (0, []) == (code, found["unknown"])
    told = [(one["name"], one["setting"], one["asked"], one["stored"]) for one in found["drift"]]
    assert [("octo-org/p0/environment/testpypi", "wait_timer", 0, 3)] == told
    assert [("update", "octo-org/p0/environment/pypi")] == steps(found["effects"])
    assert ([], []) == (found["pending"], found["withdrawn"])
    assert document["preview"]["live"]["plan"].startswith("plan-sha256:")
    assert {"/octo-org/p0"} == repositories(place, mark)


def test_drift_on_gitlab(place: Change) -> None:
    """Developers may create the tags by hand; the change asks for one approval."""
    place.commit(github(0), gitlab(0))
    place.roll_out()
    path = f"{LAB}/group%2Fsub%2Fq0/protected_tags"
    place.send("gitlab", "DELETE", f"{path}/v*", None)
    place.send("gitlab", "POST", path, {"name": "v*", "create_access_level": 30})
    place.branch(github(0), loosened(gitlab(0)))

    code, document, _ = place.preview()

    found = live(document)
    assert (0, []) == (code, found["unknown"])
    told = [(one["setting"], one["asked"], one["stored"]) for one in found["drift"]]
    assert ("access", "maintainer", "developer") in told
    assert steps(found["effects"])
    assert all("protection" in name for _, name in steps(found["effects"]))
    assert [] == found["pending"]


@pytest.mark.parametrize(("make", "name"), [(github, "octo-org/p0"), (gitlab, "group/sub/q0")])
def test_what_was_merged_and_not_rolled_out(
    place: Change, make: Callable[[int], Told], name: str
) -> None:
    """It is no part of the change; what the change takes back of it is told."""
    place.commit(make(0))
    place.roll_out()
    merged = {**make(0), "tags": [*make(0)["tags"], {**make(0)["tags"][0], "pattern": "x*"}]}
    place.commit(merged)
    place.branch(loosened(merged))
    found = live(place.preview()[1])
    assert ("create", f"{name}/tag/x*") in steps(found["pending"])
    assert not set(steps(found["pending"])) & set(steps(found["effects"]))
    assert steps(found["effects"])
    assert [] == found["withdrawn"]
    assert f"{name}/tag/x*" in [one["name"] for one in found["drift"] if one["state"] == "absent"]

    place.commit(make(0))
    found = live(place.preview()[1])
    assert ("create", f"{name}/tag/x*") in steps(found["withdrawn"])
    assert ([], []) == (found["effects"], found["pending"])


def test_new_project(place: Change) -> None:
    """What somebody made before is told; the rest is made; a publisher has to be registered."""
    place.commit(github(0))
    place.roll_out()
    place.send("github", "PUT", f"{HUB}/p1/environments/pypi", {"wait_timer": 30})
    place.branch(github(0), github(1))

    code, document, _ = place.preview()

    found = live(document)
    assert (0, [], []) == (code, found["drift"], found["unknown"])
    assert ("wait_timer", 5, 30) in [
        (one["setting"], one["asked"], one["stored"]) for one in found["there"]
    ]
    assert ("create", "octo-org/p1/environment/pypi") in steps(found["effects"])
    assert {("register", "no-sign")} == {(p["doing"], p["state"]) for p in found["publishers"]}


def test_name_that_nobody_has(place: Change) -> None:
    """A rollout would stop before its first write: told at its line, and the exit code says so."""
    place.commit(github(0))
    place.roll_out()
    changed = loosened(github(0))
    changed["publishers"][1]["environment"]["reviewers"]["users"] = ["octocat", "octocta"]
    place.branch(changed)

    code, document, _ = place.preview()

    (stop,) = live(document)["stops"]
    assert (1, "github-unknown-name") == (code, stop["id"])
    assert "'octocta'" in stop["found"]
    assert "fleet.yaml" == stop["file"]
    assert "did you mean octocat?" == stop["fix"]


@pytest.mark.parametrize(("make", "forge"), [(github, "github"), (gitlab, "gitlab")])
def test_token_without_rights(place: Change, make: Callable[[int], Told], forge: str) -> None:
    """What it does not see is unknown with the reason, never fine."""
    place.commit(make(0))
    place.roll_out()
    place.branch(loosened(make(0)))

    code, document, _ = place.preview(**{f"{forge.upper()}_TOKEN": f"sandbox-{forge}-reader"})

    found = live(document)
    assert 3 == code
    assert found["unknown"]
    assert ([], [], "") == (found["effects"], found["pending"], document["preview"]["live"]["plan"])
    assert all(one["why"] for one in document["unknown"])


def test_forge_that_does_not_answer(place: Change) -> None:
    """The offline part stands as it is, nothing of today is known, and nobody waits for hours."""
    place.commit(github(0))
    place.roll_out()
    place.branch(loosened(github(0)))
    _, offline, _ = place.preview(live=False)
    body = {"message": "You have exceeded a secondary rate limit"}
    limit = {"path": ".", "status": 403, "body": body, "headers": {"Retry-After": "7200"}}

    for address in ("http://127.0.0.1:9/", place.env["GITHUB_BASE_URL"]):
        place.world.faults("github", {**limit, "times": None})
        code, document, _ = place.preview(GITHUB_BASE_URL=address)

        found = live(document)
        assert (3, [], []) == (code, found["drift"], found["effects"])
        why = "gives no answer" if ":9/" in address else "too many requests"
        assert why in json.dumps(found["unknown"])
        assert "" == document["preview"]["live"]["plan"]
        assert offline["preview"] == {**document["preview"], "live": None}


def test_engine_that_cannot_tell(place: Change) -> None:
    """No engine, no passphrase or no state: the forges are told of all the same."""
    place.commit(github(0))
    place.roll_out()
    place.branch(loosened(github(0)))
    cases = {
        "there is no `pulumi` command": {"PATH": "/usr/bin:/bin"},
        "passphrase": {"PULUMI_CONFIG_PASSPHRASE": ""},
        "nowhere": {"PULUMI_BACKEND_URL": "file:///nowhere-at-all"},
    }

    for why, env in cases.items():
        code, document, _ = place.preview(**env)

        assert 3 == code
        assert why in json.dumps(document["unknown"])
        assert (5, []) == (live(document)["declared"], live(document)["drift"])


def test_public_job(place: Change) -> None:
    """The log of a job is as public as its repository: nobody is asked, and it says so."""
    place.commit(github(0))
    place.branch(loosened(github(0)))
    mark = place.world.mark()
    env = {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "octo-org/p0"}

    code, document, _ = place.preview(**env)

    found = document["preview"]["live"]
    assert (3, []) == (code, found["projects"])
    assert "octo-org/p0 is public" in found["left_out"]
    assert ["/api/v3/repos/octo-org/p0"] == [e["path"] for e in place.requests(mark)]


def test_one_project(place: Change) -> None:
    """Its stack is named; what else lies in the commit is never run."""
    text = GITHUB.replace("sampleproject", "p0")
    ran = place.folder / "ran"
    program = f"open({str(ran)!r}, 'w')\nraise SystemExit(1)\n"
    files = {"release.yaml": text, "Pulumi.yaml": "name: mine\n", "__main__.py": program}
    place.repository.commit(files)
    (place.folder / "plain").mkdir()
    (place.folder / "plain/release.yaml").write_text(text)
    (place.folder / "plain/Pulumi.yaml").write_text(PROJECT.replace("trustpub", "mine", 1))
    (place.folder / "plain/__main__.py").write_text(MAIN)
    stack = Stack(place.folder / "plain", "prod", {**place.env, "GITHUB_OWNER": "octo-org"})
    stack.init()
    assert 0 == stack.up().code
    place.repository.git("checkout", "--quiet", "-b", "change")
    place.repository.commit({"release.yaml": text.replace("5m", "7m"), "Pulumi.yaml": "name: x\n"})

    code, document, _ = place.preview()
    assert (0, []) == (code, live(document)["effects"])
    assert "--stack" in document["preview"]["live"]["engine"]
    code, document, _ = place.preview("--stack", "prod")
    assert [("update", "octo-org/p0/environment/pypi")] == steps(live(document)["effects"])
    assert (0, []) == (code, live(document)["pending"])
    code, document, _ = place.preview("--stack", "prd")
    assert 3 == code
    assert "prd" in json.dumps(document["unknown"])
    assert not ran.exists()
