"""After an `up` the forges are read again: what they do not store fails it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.stack import Run, Stack, environment
from lab.world import CLONE, Sandbox, sandbox

from .behind import CUSTOM, Lot
from .conftest import GITHUB, GITLAB, MAIN, PROJECT, MakeStack

LISTS = {"environments": [], "total_count": 0}


@contextmanager
def in_world(folder: Path, config: str, seed: Any) -> Iterator[tuple[Stack, Sandbox]]:
    """A stack of a config in a sandbox with a seed of its own."""
    (folder / "seed.yaml").write_text(json.dumps(seed))
    for name, text in (("Pulumi.yaml", PROJECT), ("__main__.py", MAIN), ("release.yaml", config)):
        (folder / name).write_text(text)
    with sandbox(folder / "seed.yaml") as world:
        stack = Stack(folder, "t", environment(folder / "work", world.env))
        stack.init()
        yield stack, world


def example() -> Any:
    """The seed of the example."""
    return YAML(typ="safe").load(CLONE / "sandbox/seed.example.yaml")


def complaint(run: Run, world: Sandbox) -> str:
    """What a failed read-back says: sentences, no traceback, no token."""
    assert run.code != 0, run.out
    assert "Traceback" not in run.out
    for name in ("GITHUB_TOKEN", "GITLAB_TOKEN"):
        assert world.env[name] not in run.out
    return run.out.partition("Diagnostics:")[2]


def test_a_reviewer_whom_github_drops_fails_the_up(tmp_path: Path) -> None:
    """Whoever cannot read a repository is dropped without a word: the read-back has the words."""
    seed = example()
    (organization,) = seed["github"]["organizations"]
    organization |= {"plan": "enterprise", "base": "none"}
    seed["github"]["repositories"][0] |= {"visibility": "private", "teams": {"docs": "pull"}}
    organization["teams"][0]["members"] = ["octocat"]
    team = "teams: [release-managers]}\n      prevent"
    config = GITHUB.replace(team, "teams: []}\n      prevent")
    assert config != GITHUB
    with in_world(tmp_path, config, seed) as (stack, world):
        # Before the first write nobody could say whether the reviewer can read the repository.
        path = "/collaborators/octocat/permission$"
        world.faults("github", {"path": path, "status": 403, "body": {"message": "no"}})

        said = complaint(stack.up(), world)

        name = "the environment octo-org/sampleproject/environment/pypi"
        assert f"reviewers.users of {name}: asked is octocat, GitHub stores nothing" in said
        assert "octocat cannot read the repository, and GitHub drops such reviewers" in said
        assert "give them read access" in said
        assert "[stored-differs]" in said
        # What was made is in the state, and the next run goes on from there.
        assert "octo-org/sampleproject/tag/v*" in stack.state()


def test_a_deployer_whom_gitlab_drops_fails_the_up(make_stack: MakeStack, world: Sandbox) -> None:
    """GitLab drops who is no member of the project."""
    wanted = "deployers: [{access: maintainer}, {group: group/release-managers}]"
    config = GITLAB.replace(wanted, "deployers: [{access: maintainer}, {user: reader}]")
    assert config != GITLAB
    stack = make_stack(config)
    # The reader is still a member when the names are looked up, and is none a moment later.
    member = {"id": 4, "username": "reader", "state": "active", "access_level": 30}
    world.faults("gitlab", {"path": "/members/all", "status": 200, "body": [member]})

    said = complaint(stack.up(), world)

    name = "the protected environment group/sub/otherproject/environment/pypi/protection"
    assert f"deployers of {name}: asked is access maintainer + user reader" in said
    assert "GitLab stores access maintainer (reader: no member of the project" in said


def put(world: Sandbox, **changes: Any) -> None:
    """PUT the environment pypi without reviewers, and with changes."""
    body = {"wait_timer": 5, "can_admins_bypass": False, "deployment_branch_policy": CUSTOM}
    Lot(world, "pypi").send("github", "PUT", "/environments/pypi", {**body, **changes})


def listing(event: dict[str, Any]) -> bool:
    """Whether it is a request for the list of environments."""
    return event["kind"] == "request" and str(event["path"]).endswith("/environments")


def test_what_the_refresh_does_not_see(make_stack: MakeStack, world: Sandbox) -> None:
    """Reviewers taken away: the engine says unchanged, the read-back fails until they are back."""
    stack = make_stack(GITHUB)
    assert 0 == stack.up().code
    put(world)

    run = stack.up("--refresh")

    said = complaint(run, world)
    assert "13 unchanged" in run.out
    for setting in ("reviewers.users", "reviewers.teams", "prevent_self_review"):
        assert f"error {setting} of the environment octo-org/sampleproject/environment/pypi" in said
    lot = Lot(world, "pypi")
    put(world, reviewers=[lot.user(), lot.team()], prevent_self_review=True)
    assert 0 == stack.up().code

    # A forge that lags behind is asked once more before anything is said.
    mark = world.mark()
    world.faults("github", {"path": "/environments$", "status": 200, "body": LISTS})
    late = stack.up()
    assert 0 == late.code, late.out
    assert 2 == len([e for e in world.events("github", mark) if listing(e)])
    assert "stored-absent" not in late.out

    # What could not be seen is named, and is no failure.
    world.faults("github", {"path": "/rulesets$", "status": 500, "times": None})
    blind = stack.up()
    assert 0 == blind.code, blind.out
    ruleset = "the tag ruleset octo-org/sampleproject/tag/v*"
    assert f"warning: not read back: {ruleset}: " in blind.out
    assert "answers 500" in blind.out


def test_removed_things_are_gone_before_it_is_read(make_stack: MakeStack, world: Sandbox) -> None:
    """What the new config does not declare is deleted last, and is nothing beside it."""
    stack = make_stack(GITHUB)
    assert 0 == stack.up().code
    edited = GITHUB.replace('tags: ["v*-rc*"]', 'tags: ["v*-beta*"]').replace("hubot", "octocat")
    (stack.folder / "release.yaml").write_text(edited)
    mark = world.mark()

    run = stack.up()

    assert 0 == run.code, run.out
    sent = [e for e in world.events("github", mark) if e["kind"] == "request"]
    writes = [n for n, e in enumerate(sent) if e["method"] != "GET"]
    assert "DELETE" == sent[writes[-1]]["method"]
    assert any(e["path"].endswith("/rulesets") for e in sent[writes[-1] :])


@pytest.mark.parametrize("config", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_a_preview_reads_nothing_back(config: str, make_stack: MakeStack, world: Sandbox) -> None:
    """Neither a preview nor a destroy looks at what is stored."""
    stack = make_stack(config)

    assert "read back" not in stack.preview().out
    assert 0 == stack.up().code
    assert "read back" not in stack.preview("--refresh").out
    gone = stack.destroy()
    assert 0 == gone.code, gone.out
    assert "read back" not in gone.out
