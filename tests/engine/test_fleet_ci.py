"""The written CI files, run step by step as the CI would, roll out a fleet by the real engine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from lab.stack import VENV, Stack, environment
from lab.world import CLONE, Sandbox, sandbox
from trustpub.cli import main
from trustpub.fleet_ci.names import resource_name

from .ci_github import run_workflow
from .ci_gitlab import run_pipeline
from .ci_machine import Ended, Site, bash, git, machine_of
from .conftest import GITHUB, GITLAB

HUB, LAB = ("p0", "p1"), ("q0", "q1")
WORKFLOW, PIPELINE = ".github/workflows/trustpub-fleet-fleet.yml", ".gitlab-ci.yml"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with two repositories on each forge."""
    seed = yaml.safe_load((CLONE / "sandbox/seed.example.yaml").read_text())
    github, gitlab = seed["github"], seed["gitlab"]
    (one,), (other,) = github["repositories"], gitlab["projects"]
    github["repositories"] = [{**one, "name": f"octo-org/{name}"} for name in HUB]
    gitlab["projects"] = [{**other, "path": f"group/sub/{name}"} for name in LAB]
    file = tmp_path_factory.mktemp("seed") / "seed.yaml"
    file.write_text(yaml.safe_dump(seed))
    with sandbox(file) as world:
        yield world


@pytest.fixture
def world(many: Sandbox) -> Sandbox:
    """It, as it was when it began."""
    many.reset()
    return many


@pytest.fixture
def site(tmp_path: Path, world: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A repository with a fleet of four, on a CI whose secrets are as the docs say."""
    repository = tmp_path / "repository"
    (repository / "fleet").mkdir(parents=True)
    git("init", "--quiet", "--initial-branch=main", at=repository)
    git("remote", "add", "origin", "https://github.com/octo-org/fleet.git", at=repository)
    fleet = {"projects": [*map(on_github, HUB), *map(on_gitlab, LAB)]}
    (repository / "fleet/fleet.yaml").write_text(yaml.safe_dump(fleet))
    monkeypatch.chdir(repository)
    env = environment(tmp_path / "work", world.env)
    machine, secrets = machine_of({**env, "PULUMI_CONFIG_PASSPHRASE": "open sesame"})
    renamed = {f"FLEET_{name}": secrets[name] for name in ("GITHUB_TOKEN", "GITLAB_TOKEN")}
    return Site(repository, tmp_path / "machines", machine, {**secrets, **renamed})


def on_github(name: str) -> dict[str, Any]:
    """The example's config for another repository."""
    config = yaml.safe_load(GITHUB)
    config["github"]["repository"] = f"octo-org/{name}"
    return {**config, "project": name}


def on_gitlab(name: str) -> dict[str, Any]:
    """The same on GitLab."""
    config = yaml.safe_load(GITLAB)
    config["gitlab"]["repository"] = f"group/sub/{name}"
    return {**config, "project": name}


def written(site: Site, *words: str) -> None:
    """`trustpub fleet ci WORDS`, and all of the repository committed."""
    assert 0 == main(["fleet", "ci", "fleet/fleet.yaml", "--branch", "main", *words])
    assert 0 == main(["fleet", "ci", "fleet/fleet.yaml", "--branch", "main", *words, "--check"])
    git("add", "--all", at=site.repository)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    git(*who, "commit", "--quiet", "--message", "fleet", at=site.repository)


def requests(world: Sandbox, mark: int) -> int:
    """How many requests there were since a mark."""
    return sum(event["kind"] == "request" for event in world.events("all", mark))


def reports(site: Site, name: str = "first.json") -> list[dict[str, Any]]:
    """What the jobs of the last run told, shard by shard."""
    found = [path for kept in site.artifacts.values() for path in kept.rglob(name)]
    return [json.loads(path.read_text()) for path in sorted(found, key=lambda p: p.parent.name)]


def page(site: Site) -> str:
    """The page about the whole fleet."""
    (found,) = (path for kept in site.artifacts.values() for path in kept.rglob("fleet.html"))
    return found.read_text()


def total(site: Site) -> dict[str, int]:
    """The outcomes of all shards together, and the engines that were started."""
    told = reports(site)
    counts = {k: sum(one["counts"][k] for one in told) for k in told[0]["counts"]}
    return {**{k: v for k, v in counts.items() if v}, "engines": sum(t["engines"] for t in told)}


def good(ended: list[Ended]) -> bool:
    """Whether all jobs ended well; what they said where not."""
    assert all(one.good for one in ended), "\n".join(one.log for one in ended)
    return True


def no_secret(site: Site, ended: list[Ended]) -> bool:
    """Whether no secret is in what jobs say, keep and upload."""
    kept = [*site.artifacts.values(), *(path.parent for path in site.caches.values())]
    files = [path for folder in kept for path in folder.rglob("*") if path.is_file()]
    texts = [*(path.read_text() for path in files), *(one.log for one in ended)]
    hidden = [value for name, value in site.secrets.items() if name != "PULUMI_BACKEND_URL"]
    assert files
    return not any(value in text for value in hidden for text in texts)


def test_a_workflow_rolls_out_the_fleet(site: Site, world: Sandbox) -> None:
    """Two shards do all; again nobody is asked; one that fails stops no other, and is told."""
    written(site, "--on", "github-actions", "--shards", "2")

    first = run_workflow(site, WORKFLOW, "push")

    assert good([*first["shard"], *first["fleet"]])
    assert ["Shard 1 of 2", "Shard 2 of 2"] == [one.name for one in first["shard"]]
    assert {"changed": 4, "engines": 4} == total(site)
    assert [2, 2] == [sum(one["counts"].values()) for one in reports(site)]
    assert all(f"github:octo-org/{name}" in page(site) for name in HUB)
    mark = world.mark()
    again = run_workflow(site, WORKFLOW, "push")
    assert good([*again["shard"], *again["fleet"]])
    assert ({"unchanged": 4, "engines": 0}, 0) == (total(site), requests(world, mark))
    path = "/repos/octo-org/p0/environments/pypi$"
    world.faults("github", {"method": "GET", "path": path, "status": 500, "times": None})
    only = {"full": True, "only": "github:octo-org/p0 github:*/p1"}
    broken = run_workflow(site, WORKFLOW, "workflow_dispatch", **only)
    assert [False] == [one.good for one in broken["fleet"]]
    assert no_secret(site, [*first["shard"], *broken["shard"], *broken["fleet"]])
    assert {"failed": 1, "unchanged": 1, "engines": 2} == total(site)


def test_a_pipeline_rolls_out_the_fleet(site: Site, world: Sandbox) -> None:
    """Two shards, one at a time; a push about something else does nothing; a schedule all anew."""
    written(site, "--on", "gitlab-ci", "--shards", "2", "--at-once", "1")

    first = run_pipeline(site, PIPELINE, "push", ("fleet/fleet.yaml",))

    assert good(first)
    assert ["fleet-fleet-1", "fleet-fleet-1", "fleet-fleet-report"] == [one.name for one in first]
    assert {"changed": 4, "engines": 4} == total(site)
    assert all(f"gitlab:group/sub/{name}" in page(site) for name in LAB)
    assert no_secret(site, first)
    assert [] == run_pipeline(site, PIPELINE, "push", ("README.md",))
    mark, wrote = world.mark(), len(world.writes())
    assert good(run_pipeline(site, PIPELINE, "web"))
    assert ({"unchanged": 4, "engines": 0}, 0) == (total(site), requests(world, mark))
    assert good(run_pipeline(site, PIPELINE, "schedule", FLEET_ONLY="*p0 *q0"))
    assert {"unchanged": 2, "engines": 2} == total(site)
    assert wrote == len(world.writes())


def test_a_workflow_does_what_was_approved(site: Site, world: Sandbox) -> None:
    """Another digest stops every shard before it writes; that of the preview is rolled out."""
    fleet = site.repository / "fleet/fleet.yaml"
    all_of_it = fleet.read_text()
    one = yaml.safe_load(all_of_it)["projects"][:1]
    fleet.write_text(yaml.safe_dump({"projects": one}))
    written(site, "--on", "github-actions", "--shards", "2")
    assert good([j for jobs in run_workflow(site, WORKFLOW, "push").values() for j in jobs])
    fleet.write_text(all_of_it)
    written(site, "--on", "github-actions", "--shards", "2")
    wrote = len(world.writes())

    other = run_workflow(site, WORKFLOW, "workflow_dispatch", reviewed=f"sha256:{'0' * 64}")

    assert [False, False] == [one.good for one in other["shard"]]
    assert wrote == len(world.writes())
    approved = run_workflow(site, WORKFLOW, "workflow_dispatch", reviewed=digest(site))
    assert good([*approved["shard"], *approved["fleet"]])
    assert {"changed": 3, "unchanged": 1} == {
        k: v for k, v in total(site).items() if k != "engines"
    }


def digest(site: Site) -> str:
    """That of the preview of the newest commit."""
    command = "trustpub preview fleet/fleet.yaml --base HEAD^1 --head HEAD --format json > out"
    ended, log = bash(command, site.repository, site.machine)
    assert ended, log
    return str(json.loads((site.repository / "out").read_text())["preview"]["digest"])


def test_stack_resources_and_a_rollout_see_the_same_state(site: Site, world: Sandbox) -> None:
    """What a rollout made is no change for the operator, and the other way round."""
    written(site, "--on", "kubernetes-operator", "--private")
    rolled(site, "github:octo-org/p0")

    seen = operator(site, "github_-octo-org_.p0")

    assert [] == seen.steps()
    made = operator(site, "gitlab_-group_.sub_.q0")
    made.must("stack", "init", made.name)
    first = made.up()
    assert 0 == first.code, first.out
    wrote = len(world.writes())
    report = rolled(site, "*0")
    assert (2, 1) == (report["counts"]["unchanged"], report["engines"])
    assert wrote == len(world.writes())


def rolled(site: Site, only: str) -> dict[str, Any]:
    """`trustpub rollout apply` in the repository itself."""
    command = f"trustpub rollout apply fleet/fleet.yaml --yes --format json --only '{only}' > out"
    ended, log = bash(command, site.repository, {**site.machine, **site.secrets})
    assert ended, log
    document: dict[str, Any] = json.loads((site.repository / "out").read_text())
    return document


def operator(site: Site, stack: str) -> Stack:
    """A workspace as the operator makes it for a Stack resource."""
    documents = (site.repository / "trustpub-operator/fleet-fleet/stacks.yaml").read_text()
    resources = {one["metadata"]["name"]: one for one in yaml.safe_load_all(documents)}
    spec = resources[resource_name(stack)]["spec"]
    folder = site.fresh("workspace")
    site.clone(folder)
    project = folder / spec["repoDir"]
    # As `pulumi install` leaves it.
    os.symlink(VENV, project / ".venv")
    env = dict(site.machine)
    for name, ref in spec["envRefs"].items():
        kind = ref["type"]
        env[name] = ref["literal"]["value"] if kind == "Literal" else site.secrets[name]
    return Stack(project, spec["stack"], env)
