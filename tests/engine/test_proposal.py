"""A release workflow delivered by a request: proposed, edited, merged, agreed upon, left alone."""

import json
from typing import Any

import github
import gitlab
import pytest

from lab.stack import Stack
from lab.world import Sandbox
from trustpub.checking import check
from trustpub.proposing.choosing import chosen
from trustpub.proposing.declared import places, written
from trustpub.proposing.plan import together, wish
from trustpub.proposing.propose import carry_out, judged, side_of
from trustpub.proposing.wording import change

from .conftest import GITHUB, GITLAB, MakeStack

BY = {"github": "workflow_by: pull-request", "gitlab": "pipeline_by: merge-request"}
PATHS = {"github": ".github/workflows/release.yml", "gitlab": ".gitlab/.gitlab-ci.yml"}
TESTPYPI = "  - index: testpypi\n    environment: testpypi\n    workflow: publish.yml\n"
CONFIGS = {
    "github": GITHUB.replace(TESTPYPI, TESTPYPI.replace("publish", "release")),
    "gitlab": GITLAB,
}
EDITS = {
    "github": ("environment: testpypi", "environment: rehearsal"),
    "gitlab": ("name: testpypi", "name: rehearsal"),
}
BRANCH = "trustpub/release-workflow"
both = pytest.mark.parametrize("api", ["github", "gitlab"])


class Person:
    """Somebody who looks at requests, and takes them, with the forge's own client."""

    def __init__(self, api: str, world: Sandbox) -> None:
        self.api, self.world = api, world
        self.forge: Any = self.github() if api == "github" else self.gitlab()

    def github(self) -> Any:
        """The repository by PyGithub."""
        auth = github.Auth.Token(self.world.env["GITHUB_TOKEN"])
        url = f"{self.world.urls['github']}/api/v3"
        return github.Github(auth=auth, base_url=url).get_repo("octo-org/sampleproject")

    def gitlab(self) -> Any:
        """The project by python-gitlab."""
        token = self.world.env["GITLAB_TOKEN"]
        client = gitlab.Gitlab(self.world.urls["gitlab"], private_token=token)
        return client.projects.get("group/sub/otherproject")

    def requests(self) -> list[Any]:
        """Every request there is."""
        if self.api == "github":
            return list(self.forge.get_pulls(state="all"))
        return list(self.forge.mergerequests.list(get_all=True, state="all"))

    def text(self, ref: str, path: str | None = None) -> str | None:
        """The file on a branch."""
        path = path or PATHS[self.api]
        try:
            if self.api == "github":
                found = self.forge.get_contents(path, ref=ref)
                return str(found.decoded_content.decode())
            return str(self.forge.files.get(path, ref=ref).decode().decode())
        except (github.UnknownObjectException, gitlab.GitlabGetError):
            return None

    def branches(self) -> list[str]:
        """Names of the branches."""
        if self.api == "github":
            return [one.name for one in self.forge.get_branches()]
        return [one.name for one in self.forge.branches.list(get_all=True)]


def seen(stack: Stack) -> dict[str, Any]:
    """What the stack tells of its one proposal."""
    (one,) = stack.output("proposals").values()
    found: dict[str, Any] = one
    return found


def deliver(api: str, config: str) -> str:
    """A config that has its file delivered."""
    return config.replace("  repository:", f"  {BY[api]}\n  repository:")


@both
def test_a_workflow_is_proposed_edited_merged_and_left(
    api: str, make_stack: MakeStack, world: Sandbox
) -> None:
    """All the way, on a real engine; one request, and no write once the file agrees."""
    person, config = Person(api, world), deliver(api, CONFIGS[api])
    stack = make_stack(config)

    preview = stack.preview()

    assert 0 == preview.code, preview.out
    assert "to be proposed" in preview.out
    assert [] == world.writes()

    first = stack.up()

    assert 0 == first.code, first.out
    (request,) = person.requests()
    link = request.html_url if api == "github" else request.web_url
    assert {"state": "proposed", "link": link, "left": []} == seen(stack)
    assert link in first.out
    assert person.text("main") is None
    proposed = person.text(BRANCH)
    assert proposed is not None
    assert "environment" in proposed
    assert "unchanged" in idle(stack, world)

    (stack.folder / "release.yaml").write_text(config.replace(*EDITS[api]))
    edited = stack.up()

    assert 0 == edited.code, edited.out
    (request,) = person.requests()
    assert link == seen(stack)["link"]
    assert "rehearsal" in (person.text(BRANCH) or "")

    request.merge()
    merged = stack.up()

    assert 0 == merged.code, merged.out
    assert {"state": "agrees", "link": "", "left": []} == seen(stack)
    idle(stack, world)
    for text in (first.out, edited.out, stack.state()):
        assert world.env[f"{api.upper()}_TOKEN"] not in text
    left_alone(stack, person)


def idle(stack: Stack, world: Sandbox) -> str:
    """What another `up` says, which finds nothing to do and writes nothing."""
    mark = world.mark()
    again = stack.up()
    assert 0 == again.code, again.out
    assert " updated" not in again.out
    assert [] == world.writes(mark)
    return again.out


def left_alone(stack: Stack, person: Person) -> None:
    """What was merged is nobody's to take away."""
    kept = person.text("main")
    assert "rehearsal" in (kept or "")

    gone = stack.destroy()

    assert 0 == gone.code, gone.out
    assert kept == person.text("main")
    assert ["main"] == person.branches()


FAULTS = {
    "github": [
        {"method": "POST", "path": "/git/trees$", "status": 404},
        {"method": "PATCH", "path": "/git/refs/", "status": 422, "body": {"message": "no"}},
        {"method": "POST", "path": "/pulls$", "status": 0, "when": "after"},
    ],
    "gitlab": [
        {"method": "POST", "path": "/repository/commits$", "status": 0, "when": "after"},
        {"method": "POST", "path": "/merge_requests$", "status": 409, "body": {"message": "no"}},
    ],
}


@pytest.mark.parametrize(
    ("api", "fault"), [(api, fault) for api, listed in FAULTS.items() for fault in listed]
)
def test_a_fault_in_the_middle_is_a_sentence_and_the_next_up_finishes(
    api: str, fault: dict[str, Any], make_stack: MakeStack, world: Sandbox
) -> None:
    """One branch and one request in the end, whatever broke on the way."""
    person, stack = Person(api, world), make_stack(deliver(api, CONFIGS[api]))
    world.faults(api, fault)

    failed = stack.up()

    assert failed.code != 0
    place = {"github": "octo-org/sampleproject", "gitlab": "group/sub/otherproject"}[api]
    assert f"{api}/{place}/" in failed.out.partition("Diagnostics:")[2]
    assert "Traceback" not in failed.out
    assert world.env[f"{api.upper()}_TOKEN"] not in failed.out
    stack.state()
    world.faults(api)
    mended = stack.up()
    assert 0 == mended.code, mended.out
    assert 1 == len(person.requests())
    assert ["main", BRANCH] == person.branches()
    assert "proposed" == seen(stack)["state"]


SECOND = ".github/workflows/publish.yml"
KIND = "pypi:index:WorkflowProposal"


def test_two_files_are_one_request(make_stack: MakeStack, world: Sandbox) -> None:
    """One resource, one branch, one request; then all of it is taken back."""
    person = Person("github", world)
    stack = make_stack(deliver("github", GITHUB))

    first = stack.up()

    assert 0 == first.code, first.out
    assert ["github/octo-org/sampleproject/sampleproject"] == list(stack.output("proposals"))
    (request,) = person.requests()
    assert request.html_url == seen(stack)["link"]
    assert person.text(BRANCH)
    assert person.text(BRANCH, SECOND)
    mark = world.mark()
    assert " updated" not in stack.up().out
    assert [] == world.writes(mark)
    assert 0 == stack.destroy().code
    assert ["main"] == person.branches()
    assert ["closed"] == [one.state for one in person.requests()]


def old_requests(config: str, world: Sandbox) -> list[str]:
    """Those of a time when each file had one of its own; their links."""
    checked = check(config, "release.yaml").config
    assert checked
    (place,) = places(checked)
    links = []
    for one in written(checked, "github"):
        ref = place.former[place.paths.index(one.path)] if place.former else BRANCH
        bare = place._replace(paths=(one.path,), claims=(), branches=(ref,), former=())
        side = side_of(bare, world.env)
        assert side
        wanted = together([wish(checked, one, side.files())], change)
        links.append(carry_out(judged(chosen(side, bare), wanted)).link)
    return links


def old_state(state: dict[str, Any], branches: dict[str, str]) -> dict[str, Any]:
    """The state with a resource for each file, as it was then."""
    listed = state["deployment"]["resources"]
    (new,) = (one for one in listed if one["type"] == KIND)
    made = []
    for path, branch in branches.items():
        name = f"github/octo-org/sampleproject/{path}"
        old = json.loads(json.dumps(new))
        old["urn"] = f"{new['urn'].rpartition('::')[0]}::{name}"
        old["id"] = f"github:octo-org/sampleproject:{path}"
        for part in ("inputs", "outputs"):
            old[part] |= {"path": path, "branch": branch}
        made.append(old)
    where = listed.index(new)
    state["deployment"]["resources"] = [*listed[:where], *made, *listed[where + 1 :]]
    return state


@pytest.mark.parametrize("several", [False, True])
def test_a_stack_of_a_resource_for_each_file_goes_on(
    several: bool, make_stack: MakeStack, world: Sandbox
) -> None:
    """The first request is kept, not closed and opened again; no file has a second one."""
    config = deliver("github", GITHUB if several else CONFIGS["github"])
    person, stack = Person("github", world), make_stack(config)
    assert 0 == stack.up().code
    person.forge.get_git_ref(f"heads/{BRANCH}").delete()
    for one in person.requests():
        one.edit(state="closed", body="")
    links = old_requests(config, world)
    paths = [PATHS["github"], SECOND] if several else [PATHS["github"]]
    refs = {one.html_url: one.head.ref for one in person.requests()}
    told = {one.html_url: one.title for one in person.requests()}
    branches = {path: refs[link] for path in paths for link in links if path in told[link]}
    (stack.folder / "old.json").write_text(
        json.dumps(old_state(json.loads(stack.state()), branches))
    )
    stack.must("stack", "import", "--file", "old.json", "--stack", "t")
    mark = world.mark()

    done = stack.up()

    assert 0 == done.code, done.out
    assert "replaced" not in done.out
    opened = [one for one in person.requests() if one.state == "open"]
    assert [seen(stack)["link"]] == [one.html_url for one in opened]
    assert opened[0].html_url in links
    assert opened[0].head.ref in person.branches()
    for path in paths:
        assert person.text(opened[0].head.ref, path)
    assert several == bool(world.writes(mark))
    kept = [
        one for one in json.loads(stack.state())["deployment"]["resources"] if one["type"] == KIND
    ]
    assert 1 == len(kept)
    assert "path" not in {**kept[0]["inputs"], **kept[0]["outputs"]}
    mark = world.mark()
    assert " updated" not in stack.up().out
    assert [] == world.writes(mark)
    assert 0 == stack.destroy().code
    assert ["main"] == person.branches()
