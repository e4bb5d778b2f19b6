"""The plugin over bare gRPC, without an engine, against the sandbox's indexes."""

from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict

from lab.world import Sandbox

from .conftest import UNKNOWN, URN, Plugin

GITHUB = {
    "index": "testpypi",
    "project": "sampleproject",
    "forge": "github",
    "issuer": "https://token.actions.githubusercontent.com",
    "namespace": "octo-org",
    "repository": "sampleproject",
    "workflow": "release.yml",
    "environment": "pypi",
}
GITLAB = {
    **GITHUB,
    "index": "pypi",
    "project": "otherproject",
    "forge": "gitlab",
    "issuer": "https://gitlab.com",
    "namespace": "group/sub",
    "repository": "otherproject",
    "workflow": ".gitlab/.gitlab-ci.yml",
}
OUTPUTS = {"link", "checklist", "state", "evidence"}


def failures(answer: Any) -> dict[str, str]:
    """Input -> reason."""
    return {failure.property: failure.reason for failure in answer.failures}


@pytest.mark.parametrize("inputs", [GITHUB, GITLAB, {**GITHUB, "environment": ""}])
def test_good_inputs(plugin: Plugin, inputs: dict[str, str]) -> None:
    """Good inputs are handed back as they came."""
    answer = plugin.check(inputs)

    assert {} == failures(answer)
    assert inputs == MessageToDict(answer.inputs)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"index": "pipy"}, "is 'pipy'; write pypi or testpypi"),
        ({"forge": "bitbucket"}, "is 'bitbucket'; write github or gitlab"),
        ({"namespace": "-octo"}, "'-octo' is refused by PyPI"),
        ({"repository": "a b"}, "'a b' is refused by PyPI"),
        ({"workflow": "release.txt"}, "must end with .yml or .yaml"),
        ({"environment": "py,pi"}, "'py,pi' is refused by PyPI"),
        ({"project": 5}, "is no text; write text"),
        ({"workflow": None}, "is no text; write text"),
        ({"environment": ["a"]}, "is no text; write text"),
    ],
)
def test_bad_input(plugin: Plugin, change: dict[str, Any], reason: str) -> None:
    """What PyPI would refuse is refused with the input's name and the reason."""
    (field,) = change

    found = failures(plugin.check({**GITHUB, **change}))

    assert [field] == list(found)
    assert reason in found[field]


@pytest.mark.parametrize("field", GITHUB)
def test_input_is_missing(plugin: Plugin, field: str) -> None:
    """Every input has to be there."""
    inputs = {name: value for name, value in GITHUB.items() if name != field}

    assert {field: "is missing"} == failures(plugin.check(inputs))


@pytest.mark.parametrize("field", GITHUB)
def test_input_is_not_known_yet(plugin: Plugin, field: str) -> None:
    """In a preview an input may be unknown: nothing is refused, and the outputs are unknown."""
    inputs = {**GITHUB, field: UNKNOWN}

    assert {} == failures(plugin.check(inputs))
    made = plugin.create(inputs, preview=True)
    assert "" == made.id
    assert dict.fromkeys(OUTPUTS, UNKNOWN) == {
        name: made.properties[name] for name in OUTPUTS if name in made.properties
    }


@pytest.mark.parametrize("field", GITHUB)
def test_input_changes(plugin: Plugin, field: str) -> None:
    """Another identity is another registration: the changed input is named, and replaces."""
    answer = plugin.diff(GITHUB, {**GITHUB, field: "x"})

    assert (answer.DIFF_SOME, [field], [field]) == (answer.changes, answer.replaces, answer.diffs)
    assert [field] == list(answer.detailedDiff)
    assert "UPDATE_REPLACE" == answer.detailedDiff[field].Kind.Name(answer.detailedDiff[field].kind)


def test_nothing_changes(plugin: Plugin) -> None:
    """The same inputs are no change, whatever was seen meanwhile."""
    answer = plugin.diff({**GITHUB, "state": "declared", "link": "old"}, GITHUB)

    assert (answer.DIFF_NONE, []) == (answer.changes, list(answer.diffs))


@pytest.mark.parametrize("preview", [True, False])
def test_publisher_is_created(plugin: Plugin, world: Sandbox, preview: bool) -> None:
    """Creating looks and writes nothing: the outputs say what a person has to do."""
    before = world.mark()

    made = plugin.create(GITHUB, preview)

    seen = MessageToDict(made.properties)
    assert "testpypi:sampleproject:github:octo-org/sampleproject:release.yml:pypi:" in made.id
    assert "awaiting-registration" == seen["state"]
    assert seen["link"].startswith(world.urls["testpypi"])
    assert len(seen["checklist"]) > 5
    assert GITHUB == {name: seen[name] for name in GITHUB}
    assert [] == world.writes(before)


def test_publisher_is_read(plugin: Plugin) -> None:
    """A refresh looks again and keeps the inputs."""
    id = plugin.create(GITHUB).id

    answer = plugin.read(id, GITHUB)

    assert id == answer.id
    assert GITHUB == MessageToDict(answer.inputs)
    assert set(GITHUB) | OUTPUTS == set(MessageToDict(answer.properties))


@pytest.mark.parametrize("inputs", [GITHUB, GITLAB, {**GITHUB, "environment": ""}])
def test_publisher_is_imported(plugin: Plugin, inputs: dict[str, str]) -> None:
    """The id says everything that an import needs."""
    id = plugin.create(inputs).id

    answer = plugin.read(id)

    assert id == answer.id
    assert inputs == MessageToDict(answer.inputs)


@pytest.mark.parametrize(
    "id",
    [
        "",
        "x",
        "a:b:c:d:e:f",
        "pypi:p:github:norepo:w:e:i",
        "pipy:p:github:o/r:w:e:i",
        "pypi:p:bitbucket:o/r:w:e:i",
    ],
)
def test_import_of_no_publisher(plugin: Plugin, id: str) -> None:
    """An id that is none of ours is a resource that is not there."""
    assert "" == plugin.read(id).id


def test_publisher_is_deleted(plugin: Plugin, world: Sandbox) -> None:
    """Only a person can take a publisher away: the engine is told where, beside the resource."""
    before, told = world.mark(), len(plugin.engine.said)

    plugin.delete(GITLAB)

    (message,) = plugin.engine.said[told:]
    assert URN == message.urn
    assert "remove it by hand at" in message.message
    assert f"{world.urls['pypi']}/manage/project/otherproject/" in message.message
    assert [] == world.writes(before)


def test_index_is_dead(lost_plugin: Plugin) -> None:
    """An index that gives no answer leaves the state unknown; nothing fails, nothing is claimed."""
    inputs = {**GITHUB, "index": "pypi"}

    seen = MessageToDict(lost_plugin.create(inputs).properties)

    assert "unknown" == seen["state"]
    assert "could not be reached" in seen["evidence"]
    assert seen["link"].startswith("http://127.0.0.1:9/")
    lost_plugin.delete(inputs)
    assert "unknown" == MessageToDict(lost_plugin.read("", inputs).properties)["state"]


def test_index_answers_nonsense(plugin: Plugin, world: Sandbox) -> None:
    """A server's error is no observation, either."""
    world.faults("testpypi", {"path": "/simple/", "status": 500, "times": None})
    try:
        seen = MessageToDict(plugin.create(GITHUB).properties)
    finally:
        world.faults("testpypi")

    assert "unknown" == seen["state"]
    assert "answered 500" in seen["evidence"]
