"""`rollout apply --reviewed`: what lets it begin. The previews of the engine are a table here."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trustpub.cli import main, rollout_reviewed, rollout_run
from trustpub.fleet.reading import read_fleet
from trustpub.rollout.detail import Detail, Setting
from trustpub.rollout.fingerprint import fingerprint
from trustpub.rollout.journal import write
from trustpub.rollout.model import Choice, Result, Work
from trustpub.rollout.rolling import Run, Todo
from trustpub.rollout.setting import maker
from trustpub.rollout.telling.report import Report

from ..preview.repositories import Repository

PROJECT = """  - project: {name}
    github: {{repository: octo-org/{name}, workflow: release.yml}}
    publishers: [{{index: pypi, environment: {{name: pypi, wait_timer: {timer}m}}}}]
    tags: [{{pattern: "v*", created_by: {{roles: [admin]}}}}]
"""
QUERY = "  - query: {organization: octo-org}\n"
Preview = Callable[[Work], Result]


def fleet(*projects: tuple[str, int]) -> dict[str, str]:
    """A fleet file of names and timers."""
    listed = [PROJECT.format(name=name, timer=timer) for name, timer in projects]
    return {"fleet.yaml": f"projects:\n{''.join(listed)}"}


class World:
    """A checkout, the state of each stack, and what was begun."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder / "it")
        self.state: dict[str, int | None] = {}
        self.outcome: dict[str, Any] = {}
        self.begun: list[Work] = []
        self.digests: list[str] = []

    def preview(self, work: Work) -> Result:
        """What an `up` would do: to the timer alone."""
        if work.name in self.outcome:
            return Result(name=work.name, outcome=self.outcome[work.name], why="because")
        environment = work.config.publishers[0].environment
        assert environment is not None
        timer, there = environment.wait_timer, self.state.get(work.name)
        if timer == there:
            return Result(name=work.name, outcome="unchanged")
        setting = Setting(name="wait_timer", before=there, after=timer)
        operation = "create" if there is None else "update"
        kind = "github.environment"
        one = Detail(operation=operation, kind=kind, name=work.name, settings=(setting,))
        steps = (one.label,)
        return Result(name=work.name, outcome="changed", steps=steps, details=(one,))

    def looked(self, run: Run, works: list[Work]) -> dict[str, Result]:
        """The previews of all."""
        assert "plan" == run.verb
        return {one.name: self.preview(one) for one in works}

    def acted(self, found: Todo, beside: list[Result], run: Run) -> Report:
        """The run: a plan looks, an apply is noted."""
        if run.verb == "plan":
            results = tuple(self.preview(one) for one in found.works)
            return Report("plan", "", len(results), (*results, *beside))
        self.begun += found.works
        write(run.folder / "trustpub-rollout.jsonl", "run", choice=run.choice, held=run.held)
        return Report("apply", "", len(found.works))


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """One whose first commit is rolled out."""
    made = World(tmp_path)
    (tmp_path / "pulumi").write_text("#!/bin/sh\n")
    (tmp_path / "pulumi").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for name in ("GITHUB_TOKEN", "GITLAB_TOKEN"):
        monkeypatch.setenv(name, "a token")
    monkeypatch.setenv("GITHUB_BASE_URL", "http://127.0.0.1:9/")
    monkeypatch.setattr(rollout_reviewed, "looked", made.looked)
    monkeypatch.setattr(rollout_run, "acted", made.acted)
    made.repository.commit(fleet(("a", 5), ("b", 5)))
    made.state = {"github:octo-org/a": 5, "github:octo-org/b": 5}
    monkeypatch.chdir(made.repository.root)
    return made


Say = pytest.CaptureFixture[str]


def apply(say: Say, digest: str, *words: str) -> tuple[int, dict[str, Any]]:
    """Exit code and document."""
    say.readouterr()
    told = ("--yes", "--format", "json", "--reviewed", digest, *words)
    code = main(["rollout", "apply", "fleet.yaml", *told])
    return code, json.loads(say.readouterr().out)


def plan(say: Say, *words: str) -> str:
    """The digest of a plan."""
    say.readouterr()
    main(["rollout", "plan", "fleet.yaml", "--format", "json", *words])
    return str(json.loads(say.readouterr().out)["digest"])


def change(say: Say, base: str = "HEAD^1") -> str:
    """The digest of a change."""
    say.readouterr()
    main(["preview", "fleet.yaml", "--base", base, "--head", "HEAD", "--format", "json"])
    return str(json.loads(say.readouterr().out)["preview"]["digest"])


def names(works: list[Work]) -> dict[str, int]:
    """Which were begun, and to how many steps each is held."""
    return {one.name.rpartition("/")[2]: len(one.held or ()) for one in works}


def test_the_same_plan_begins(world: World, capsys: Say) -> None:
    """Each repository with the steps that it may do, also those with none."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    digest = plan(capsys)
    assert digest.startswith("plan-sha256:")

    assert 0 == apply(capsys, digest)[0]
    assert {"a": 1, "b": 0} == names(world.begun)


def test_another_plan_does_not(world: World, capsys: Say) -> None:
    """What would be done now is told with its digest, and nothing was begun."""
    world.repository.write(fleet(("a", 6), ("b", 5)))
    digest = plan(capsys)
    world.repository.write(fleet(("a", 7), ("b", 5)))

    code, told = apply(capsys, digest)

    assert (2, [], "plan") == (code, world.begun, told["step"])
    assert plan(capsys) == told["digest"] != digest
    assert "not what was reviewed" in told["stopped"]
    assert {"changed": 1, "unchanged": 1} == {k: n for k, n in told["counts"].items() if n}


def test_what_is_left_of_a_plan_begins(world: World, capsys: Say) -> None:
    """An earlier run did one repository: the other one is still what was reviewed."""
    world.repository.write(fleet(("a", 6), ("b", 6)))
    digest = plan(capsys)
    assert 0 == apply(capsys, digest)[0]
    world.state["github:octo-org/a"] = 6

    assert 0 == apply(capsys, digest)[0]
    world.state["github:octo-org/b"] = 7
    assert 2 == apply(capsys, digest)[0]


@pytest.mark.parametrize("outcome", ["failed", "unknown", "skipped"])
def test_what_was_not_previewed_was_not_reviewed(world: World, capsys: Say, outcome: str) -> None:
    """No digest, and no run by another one."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    digests = plan(capsys), change(capsys)
    world.outcome["github:octo-org/b"] = outcome

    assert "" == plan(capsys)
    assert [2, 2] == [apply(capsys, one)[0] for one in digests]
    assert [] == world.begun


@pytest.mark.parametrize("words", [("--only", "*/b"), ("--shard", "1/2"), ("--shard", "2/2")])
def test_a_part_has_its_own_digest(world: World, capsys: Say, words: tuple[str, ...]) -> None:
    """A plan of all is none of a part, unless that is all that is to be done."""
    world.repository.write(fleet(*((name, 6) for name in "abcdef")))

    whole, part = plan(capsys), plan(capsys, *words)

    assert whole != part
    assert 2 == apply(capsys, whole, *words)[0]
    assert 0 == apply(capsys, part, *words)[0]


def test_projects_with_errors_were_not_reviewed(world: World, capsys: Say) -> None:
    """Neither as a plan nor as a change."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    digests = plan(capsys), change(capsys)
    broken = fleet(("a", 6), ("b", 5))["fleet.yaml"].replace('"v*"', '"["', 1)
    world.repository.commit({"fleet.yaml": broken})

    assert "" == plan(capsys)
    assert [2, 2] == [apply(capsys, one)[0] for one in digests]
    assert [] == world.begun


@pytest.mark.parametrize("words", [(), ("--base", "HEAD^1"), ("--base", "v1")])
def test_the_same_change_begins(world: World, capsys: Say, words: tuple[str, ...]) -> None:
    """Since the first parent, or since what is named."""
    world.repository.git("tag", "v1")
    world.repository.commit(fleet(("a", 6), ("b", 5), ("c", 5)))

    assert 0 == apply(capsys, change(capsys), *words)[0]
    assert {"a": 1, "b": 0, "c": 1} == names(world.begun)


def test_several_commits_want_a_base(world: World, capsys: Say) -> None:
    """Else the last one alone is looked at; the sentence tells how to see it."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    world.repository.commit(fleet(("a", 6), ("b", 6)))
    digest = change(capsys, "HEAD~2")

    code, told = apply(capsys, digest)

    assert (2, []) == (code, world.begun)
    assert f"not the {digest} that was given" in told["stopped"]
    assert "is the request merged here? Several commits: --base the" in told["stopped"]
    assert 0 == apply(capsys, digest, "--base", "HEAD~2")[0]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"a": 5, "b": 4}, "octo-org/b: not reviewed: it would be changed too"),
        ({"a": 4, "b": 5}, "octo-org/a: it does not stand at what the change was compared with"),
        ({"a": None, "b": 5}, "octo-org/a: it does not stand at what the change"),
        ({"a": 5, "b": 5, "c": 4}, "octo-org/c: it is new in the change, and its stack holds"),
    ],
)
def test_a_change_begins_from_what_it_was_compared_with(
    world: World, capsys: Say, state: dict[str, int | None], sentence: str
) -> None:
    """All that stands elsewhere stops it, and says what to do."""
    world.repository.commit(fleet(("a", 6), ("b", 5), ("c", 5)))
    world.state = {f"github:octo-org/{name}": timer for name, timer in state.items()}

    code, told = apply(capsys, change(capsys))

    assert (2, []) == (code, world.begun)
    assert sentence in told["stopped"]
    assert "trustpub rollout plan" in told["stopped"]


def test_what_is_done_already_needs_nothing(world: World, capsys: Say) -> None:
    """A run that is repeated."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    world.state["github:octo-org/a"] = 6

    assert 0 == apply(capsys, change(capsys))[0]
    assert {"a": 0, "b": 0} == names(world.begun)


@pytest.mark.parametrize("edit", ["# a comment\n", PROJECT.format(name="c", timer=1)])
def test_the_working_tree_has_to_be_the_commit(world: World, capsys: Say, edit: str) -> None:
    """Byte by byte: what is rolled out is what was previewed."""
    files = fleet(("a", 6), ("b", 5))
    world.repository.commit(files)
    digest = change(capsys)
    world.repository.write({"fleet.yaml": files["fleet.yaml"] + edit})

    code, told = apply(capsys, digest)

    assert (2, []) == (code, world.begun)
    assert "fleet.yaml: it is not what the commit" in told["stopped"]


@pytest.mark.parametrize(
    ("base", "sentence"),
    [("nowhere", "is no commit that is here"), ("-x", "is no name of a commit"), ("HEAD^9", "no")],
)
def test_a_base_that_is_none(world: World, capsys: Say, base: str, sentence: str) -> None:
    """Is said, and nothing was begun."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))

    code, told = apply(capsys, change(capsys), f"--base={base}")

    assert (2, []) == (code, world.begun)
    assert sentence in told["stopped"]


def test_outside_of_git_there_is_no_change(
    world: World, capsys: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest of a plan would do."""
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    Path("fleet.yaml").write_text(fleet(("a", 6))["fleet.yaml"])

    code, told = apply(capsys, f"sha256:{'0' * 64}")

    assert (2, []) == (code, world.begun)
    assert "this is no checkout of git" in told["stopped"]


def test_a_query_without_an_answer_stops(world: World, capsys: Say) -> None:
    """Who is in the fleet is not known; a plan of it has no digest."""
    files = fleet(("a", 6), ("b", 5))
    world.repository.commit({"fleet.yaml": files["fleet.yaml"] + QUERY})

    assert "" == plan(capsys)
    assert 2 == apply(capsys, f"plan-sha256:{'0' * 64}")[0]
    assert 2 == apply(capsys, f"sha256:{'0' * 64}")[0]
    assert [] == world.begun


def rolled_out(world: World, run: str = "r", **about: Any) -> None:
    """A run in the journal that brought all to what is declared."""
    mark = maker(os.environ)
    lines: list[tuple[Any, dict[str, Any]]] = [("run", about)]
    for one in read_fleet("fleet.yaml").entries:
        done = {"name": one.name, "outcome": "changed"}
        lines.append(("ended", {**done, "fingerprint": fingerprint(one.config, mark)}))
    for what, more in [*lines, ("finished", {})]:
        write(world.repository.root / "trustpub-rollout.jsonl", what, run=run, **more)


def test_a_change_is_compared_where_nothing_is_to_be_run(world: World, capsys: Say) -> None:
    """Another digest is another one, also where all is as declared."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    digest = change(capsys)
    rolled_out(world)

    code, told = apply(capsys, f"sha256:{'0' * 64}")
    assert (2, []) == (code, world.begun)
    assert f"has digest {digest}, not the sha256:{'0' * 64} that was given" in told["stopped"]

    assert 0 == main(["rollout", "apply", "fleet.yaml", "--yes", "--reviewed", digest])
    assert "nothing is left to do of what was reviewed" in capsys.readouterr().err


def test_a_plan_is_compared_where_nothing_is_to_be_run(world: World, capsys: Say) -> None:
    """The journal has to know of a run that did it; the plan of nothing is that of nothing."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    digest = plan(capsys)
    rolled_out(world)

    code, told = apply(capsys, digest)
    assert 2 == code
    assert "the journal knows of no run that did it" in told["stopped"]
    assert 0 == apply(capsys, plan(capsys))[0]
    rolled_out(world, "s", choice=Choice(reviewed=digest), held={"github:octo-org/a": ("x",)})
    for _ in range(2):
        assert 0 == main(["rollout", "apply", "fleet.yaml", "--yes", "--reviewed", digest])
        assert "nothing is left to do of what was reviewed" in capsys.readouterr().err
        write(Path("trustpub-rollout.jsonl"), "finished")


def test_previews_without_steps_are_no_approval(world: World, capsys: Say) -> None:
    """Without a journal too: that all agrees is not what somebody reviewed."""
    code, told = apply(capsys, f"plan-sha256:{'0' * 64}")

    assert (2, []) == (code, world.begun)
    assert "not what was reviewed" in told["stopped"]


def test_a_shallow_clone_is_told(
    world: World, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to fetch, not only that it is not here."""
    world.repository.commit(fleet(("a", 6), ("b", 5)))
    digest = change(capsys)
    root = world.repository.root
    clone = ["git", "clone", "--quiet", "--depth=1", root.as_uri(), f"{root}-2"]
    subprocess.run(clone, check=True)
    monkeypatch.chdir(f"{root}-2")

    code, told = apply(capsys, digest)

    assert (2, []) == (code, world.begun)
    assert "`git fetch --unshallow` (in a CI: fetch-depth: 0, GIT_DEPTH: 0)" in told["stopped"]


def test_a_stopped_run_tells_its_time(
    world: World, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first preview on."""
    moments = iter(range(0, 700, 7))
    monkeypatch.setattr(rollout_reviewed.time, "monotonic", lambda: next(moments))

    assert 7 <= apply(capsys, f"plan-sha256:{'0' * 64}")[1]["seconds"]


def test_a_resumed_run_is_held_to_the_same(world: World, capsys: Say) -> None:
    """By the journal; what it does not name may do nothing."""
    world.repository.write(fleet(("a", 6), ("b", 6)))
    digest = f"plan-sha256:{'0' * 64}"
    about = {"choice": Choice(reviewed=digest), "held": {"github:octo-org/a": ("x",)}}
    write(Path("trustpub-rollout.jsonl"), "run", run="r", **about)

    assert 0 == main(["rollout", "resume", "fleet.yaml", "--yes"])
    assert {"a": 1, "b": 0} == names(world.begun)
    assert ("x",) == world.begun[0].held
    assert 0 == main(["rollout", "resume", "fleet.yaml", "--yes"])
    assert ("x",) == world.begun[2].held
