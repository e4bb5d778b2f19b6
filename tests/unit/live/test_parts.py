"""Which projects are looked at, what a step or a problem is of, and what it all comes to."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from trustpub.cli.preview_show import code, document
from trustpub.documents import DOCUMENTS
from trustpub.live.live import (
    BECOMES,
    KNOWN,
    NO_PROJECT,
    NO_STACK,
    gathered,
    live,
    place,
    project_name,
)
from trustpub.live.model import Live, LiveProject, Today
from trustpub.live.planning import Place, Told, ask
from trustpub.live.steps import sorted_out
from trustpub.live.stopping import owned, stopping
from trustpub.live.stopping import sorted_out as judged
from trustpub.model import Problem, Unknown
from trustpub.preview.commits import Compared
from trustpub.preview.model import Preview
from trustpub.preview.sides import Known, Side, read_side
from trustpub.resolving import Resolved
from trustpub.rollout.detail import Detail, Setting
from trustpub.trees.folder import Folder

from .made import CHANGES, case, preview

CASES = Path(__file__).parent / "cases"
DRIFT = Today(kind="github.environment", name="a/b/environment/c", setting="x", state="differs")
STOP = Problem(id="github-unknown-name", found="nobody", fix="check the name")
UNSEEN = Unknown(what="it", why="no token")


def side(name: str, which: str = "head", file: str = "release.yaml") -> Side:
    """One side of a change."""
    return read_side(Folder(CHANGES / name / which), file, Known())


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 0),
        ({"drift": (DRIFT,)}, 0),
        ({"stops": (STOP,)}, 1),
        ({"unknown": (UNSEEN,)}, 3),
        ({"stops": (STOP,), "unknown": (UNSEEN,)}, 1),
    ],
)
def test_exit_codes(more: dict[str, Any], expected: int) -> None:
    """Drift is not of the change; what stops it is; what was not seen is never fine."""
    live = Live(projects=(LiveProject(name="github:a/b", **more),))
    one = preview(CHANGES / "wait-timer-lengthened", {}).model_copy(update={"live": live})

    assert expected == code(one, None)
    assert 3 == code(one.model_copy(update={"live": Live(unknown=(UNSEEN,))}), None)


def test_risk_comes_before_what_was_not_seen() -> None:
    """A risk that nobody accepted is a finding, whatever else is unknown."""
    found = preview(CHANGES / "admin-bypass-allowed", {"hidden": "no token"})

    assert (3, 1) == (code(found, None), code(found, "risk"))


@pytest.mark.parametrize("name", sorted(folder.name for folder in CASES.iterdir()))
def test_json(name: str) -> None:
    """The document fits its schema, and says all that is unknown at its top."""
    found = case(CASES / name)
    told = json.loads(document(found))
    schema = DOCUMENTS["preview"].model_json_schema(by_alias=True, mode="serialization")

    jsonschema.Draft202012Validator(schema).validate(told)
    assert found.live
    assert len(found.unknown) + len(found.live.unseen) == len(told["unknown"])


def step(name: str, value: Any = 1) -> Detail:
    """One step."""
    setting = Setting(name="wait_timer", before=0, after=value)
    return Detail(operation="update", kind="github.environment", name=name, settings=(setting,))


def test_steps_of_the_change() -> None:
    """The same step on both sides waits since before; another value of it is another step."""
    found = sorted_out([step("a"), step("b"), step("c")], [step("a"), step("b", 2), step("d")])

    assert [step("a")] == list(found.pending)
    assert [step("b", 2), step("d")] == list(found.effects)
    assert [step("b"), step("c")] == list(found.withdrawn)


def test_step_that_hides_its_value() -> None:
    """It may be another one, so it counts as of the change."""
    hidden = step("a", "[secret]")
    found = sorted_out([hidden], [hidden])

    assert ([hidden], [], []) == tuple(map(list, found))


def test_projects_that_are_not_looked_at() -> None:
    """Where only words change nothing is made otherwise, and nobody is asked."""
    found = preview(CHANGES / "accept-alone", {}).live
    assert found
    assert ((), 1) == (found.projects, found.same)
    other = preview(CHANGES / "wait-timer-lengthened", {}).live
    assert other
    assert 1 == len(other.projects)


PROBLEMS = {
    "github-unknown-name": "publishers[0].environment.reviewers.teams[0]",
    "github-blind-reviewer": "publishers[0].environment.reviewers.users[0]",
    "github-repository-hidden": "github.repository",
    "token-missing": "github.repository",
    "github-repository-archived": "github.repository",
}


@pytest.mark.parametrize(
    ("weak", "sure"),
    [
        (False, ["github-unknown-name", "github-blind-reviewer", "github-repository-archived"]),
        (True, ["github-repository-archived"]),
    ],
)
def test_what_a_weak_token_cannot_tell(weak: bool, sure: list[str]) -> None:
    """404 tells nothing for certain, and secret teams are not shown to everybody."""
    (entry,) = side("reviewer-added").entries.values()
    names = dict(PROBLEMS, **({"github-token-rights": "github.repository"} if weak else {}))
    problems = tuple(Problem(id=n, field=f, found=n, fix="mend it") for n, f in names.items())
    found = judged("all of it", entry, Resolved(entry.config, problems=problems))

    assert sure == [one.id for one in found.stops]
    assert set(PROBLEMS) - set(sure) == {one.why.partition(";")[0] for one in found.unknown}
    assert all(one.file == "release.yaml" and one.line for one in found.stops)


def test_nobody_is_asked_without_a_token() -> None:
    """That is unknown; and whose account the provider works for is a rollout's to say."""
    (entry,) = side("reviewer-added").entries.values()
    found = stopping("github:octo-org/sampleproject", entry, {})

    assert () == found.stops
    assert ["GITHUB_TOKEN is not set; export GITHUB_TOKEN"] == [one.why for one in found.unknown]
    assert {"GITHUB_OWNER": "octo-org"} == owned(entry, {"GITHUB_ORGANIZATION": "other"})
    assert ((), ()) == stopping("gone", None, {})


def compared(base: Side, head: Side, project: bytes | None = None) -> Compared:
    """Two sides, of which the preview does not matter."""
    nothing: Preview = preview(CHANGES / "nothing-changes", {})
    return Compared(nothing, base, head, project)


def test_places_of_stacks() -> None:
    """A fleet's are known; of one project the stack is named, and its project as it was before."""
    one, many = side("reviewer-added"), side("fleet-project-added", file="fleet.yaml")
    absent = Side("absent")

    assert Place() == place(compared(many, many), "")
    assert Place() == place(compared(absent, many), "")
    assert KNOWN == place(compared(many, many), "prod")
    assert BECOMES == place(compared(one, many), "prod")
    assert NO_STACK == place(compared(one, one, b"name: x"), "")
    said = str(place(compared(one, one), "prod"))
    assert NO_PROJECT.format(file="release.yaml", base="before the change") == said
    assert Place("prod", "x") == place(compared(one, one, b"name: x"), "prod")


def test_who_names_a_stack_asks_for_it() -> None:
    """Where the engine cannot be asked then, that is unknown, and else it is but said."""
    told = Told({}, nothing=NO_PROJECT.format(file="release.yaml", base="0123456789ab"))
    asked, plain = (gathered([], told, wanted, 0) for wanted in (True, False))

    assert ("`trustpub init` writes one" in asked.engine, 1) == (True, len(asked.unseen))
    assert (asked.engine, ()) == (plain.engine, plain.unseen)


@pytest.mark.parametrize(("stack", "unseen"), [("prod", True), ("", False)])
def test_stack_without_its_project(stack: str, unseen: bool) -> None:
    """Named beside no Pulumi.yaml: the engine is among what was not seen, with what to do."""
    base, head = (side("reviewer-added", which) for which in ("base", "head"))
    found = Compared(preview(CHANGES / "reviewer-added", {}), base, head, None)
    told = live(found, stack, {}, lambda seconds: None, ask)

    assert unseen == any("`trustpub init` writes one" in one.why for one in told.unseen)
    assert told.engine.startswith("The engine was not asked: ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"name: mine\nruntime: python\n", "mine"),
        (b"name: [a]\n", ""),
        (b"- a\n", ""),
        (b"\xff\xfe", ""),
        (b"name: !!python/object/apply:os.system [id]\n", ""),
        (None, ""),
    ],
)
def test_project_file_is_data(text: bytes | None, name: str) -> None:
    """Only its name is read, and odd ones are none."""
    assert name == project_name(text)
