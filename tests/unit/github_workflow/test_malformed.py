"""Workflows that are none: nothing raises, and nothing that could upload goes unsaid."""

import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from trustpub.workflows.entries import entries
from trustpub.workflows.model import Trial

from .rows_steps import GH, TAG, job, step
from .snapshots import MAIN, lines, reading

UP = step(f"uses: {GH}")
CASES = Path(__file__).parents[1] / "workflows_cases" / "cases"
STARTS = sorted(CASES.glob("github-*/repo/.github/workflows/*.yml"))
JUNK: tuple[Any, ...] = (
    None,
    [],
    {},
    "",
    7,
    True,
    [[1]],
    {"a": {"b": None}},
    "${{",
    "${{ fromJSON('[1') }}",
    "always()",
    "./x",
    "a@b@c",
    ["push", ["x"]],
    "${{ matrix }}",
    "é",
)

SAID = {
    "a job that is a list": f"{TAG}jobs: {{up: [x]}}\n",
    "no jobs": f"{TAG}name: x\n",
    "jobs as a list": f"{TAG}jobs: [up]\n",
    "steps as a mapping": f"{TAG}jobs: {{up: {{steps: {{a: b}}}}}}\n",
    "no steps": f"{TAG}jobs: {{up: {{runs-on: x}}}}\n",
    "steps that are null": f"{TAG}jobs: {{up: {{steps: }}}}\n",
    "a step that is a text": f"{TAG}jobs: {{up: {{steps: [twine upload]}}}}\n",
    "a use that is a number": job(step("uses: 5")),
    "a run that is a list": job(step("run: [twine, upload]")),
    "a call that is a list": f"{TAG}jobs: {{up: {{uses: [x]}}}}\n",
    "no event": f"jobs: {{up: {{steps: [{{uses: {GH}}}]}}}}\n",
    "an event that is a number": f"on: 5\njobs: {{up: {{steps: [{{uses: {GH}}}]}}}}\n",
}


@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_what_cannot_be_read_is_told(text: str) -> None:
    """A part that is no part of a workflow makes no entry, and is told."""
    found = reading(text)

    assert () == found.problems
    assert () == entries(found.jobs)
    assert found.unknown


@pytest.mark.parametrize("text", ["[a]\n", "text\n", "5\n", "", "# nothing\n"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    """Such a file is a problem with a sentence."""
    (problem,) = reading(text).problems

    assert ("workflow-shape", MAIN) == (problem.id, problem.file)


def test_a_file_that_is_no_yaml() -> None:
    """Its problem comes from the reader of YAML, and other files are read."""
    found = reading({MAIN: "on: [push\n", ".github/workflows/a.yml": job(UP)})

    assert ["workflow-syntax"] == [problem.id for problem in found.problems]
    assert 1 == len(found.jobs)


def test_bytes_that_are_no_text() -> None:
    """Binary files and files in other encodings are problems."""
    found = reading({MAIN: b"\xff\xfe\x00", ".github/workflows/a.yaml": b"\x89PNG\r\n"})

    assert 2 == len(found.problems)


def test_only_right_in_the_folder() -> None:
    """Other folders and other endings are no workflows."""
    names = ("a.txt", "sub/a.yml", "../a.yml", "a.yml.old")
    found = reading({f".github/workflows/{name}": job(UP) for name in names})

    assert ((), (), ()) == (found.files, found.jobs, found.problems)


def nodes(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values."""
    yield path
    if not isinstance(data, dict | list):
        return
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield from nodes(value, (*path, key))


def mutated(data: Any, chance: random.Random) -> Any:
    """Data with a value deleted, doubled or replaced."""
    paths = [path for path in nodes(data) if path]
    path = chance.choice(paths)
    owner = data
    for key in path[:-1]:
        owner = owner[key]
    match chance.randrange(3):
        case 0:
            del owner[path[-1]]
        case 1:
            owner[path[-1]] = deepcopy(chance.choice(JUNK))
        case _ if isinstance(owner, list):
            owner.insert(0, deepcopy(owner[path[-1]]))
        case _:
            owner[f"{path[-1]}-2"] = deepcopy(owner[path[-1]])
    return data


@pytest.mark.parametrize("start", STARTS, ids=lambda path: path.parents[3].name)
def test_never_raises(start: Path, tmp_path: Path) -> None:
    """Whatever is deleted, doubled or replaced in a workflow, it is read."""
    chance = random.Random(start.as_posix().rpartition("cases")[2])
    yaml = YAML(typ="safe")
    text = start.read_text("utf-8")
    for _ in range(12):
        try:
            data = yaml.load(text)
        except YAMLError:
            return
        for _ in range(chance.randrange(1, 4)):
            data = mutated(data, chance) if data else data
        with (tmp_path / "x.yml").open("w", encoding="utf-8") as out:
            yaml.dump(data, out)
        found = reading((tmp_path / "x.yml").read_text("utf-8"))
        for one in found.jobs:
            for upload in one.uploads:
                assert upload.reach(Trial("tags", "zzz")) in ("yes", "no", "unknown")
        assert all(entry.line >= 1 and entry.triggers for entry in entries(found.jobs))


def test_lines_exist() -> None:
    """Every entry names a line of its file."""
    for start in STARTS:
        text = start.read_text("utf-8")
        for line in lines(text):
            assert int(line.split()[0]) <= len(text.splitlines())
