"""reading.py: every problem of a config's shape, each with its place, all at once."""

import pytest

from trustpub.model import Problem
from trustpub.reading import load

GOOD = """project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers:
  - index: pypi
    environment: pypi
"""
HEAD = "project: p\ngithub: {repository: o/n, workflow: r.yml}\npublishers:\n"

SHAPES = {
    # situation: (text, id, line, column, field, found, fix)
    "field missing at the top": (
        GOOD.replace("project: sampleproject\n", ""),
        ("config-missing", 1, 1, "project", "is missing", "add `project:`"),
    ),
    "field missing in a section": (
        GOOD.replace("repository: octo-org/sampleproject, ", ""),
        ("config-missing", 2, 1, "github.repository", "is missing", "add `repository:`"),
    ),
    "field missing in an item": (
        GOOD.replace("    environment: pypi\n", ""),
        ("config-missing", 4, 5, "publishers[0].environment", "is missing", "add `environment:`"),
    ),
    "field misspelled": (
        GOOD.replace("workflow:", "worklfow:"),
        (
            "config-unknown",
            2,
            46,
            "github.worklfow",
            "there is no field 'worklfow'",
            "did you mean `workflow`?",
        ),
    ),
    "field unlike any": (
        GOOD + "xyz: 1\n",
        (
            "config-unknown",
            6,
            1,
            "xyz",
            "there is no field 'xyz'",
            "known here: project, github, gitlab, publishers, tags",
        ),
    ),
    "field misspelled deep down": (
        HEAD + "  - {index: pypi, environment: {name: e, reviewers: {team: [a]}}}\n",
        (
            "config-unknown",
            4,
            54,
            "publishers[0].environment.reviewers.team",
            "there is no field 'team'",
            "did you mean `teams`?",
        ),
    ),
    "number for text": (
        GOOD.replace("sampleproject\ng", "2048\ng"),
        ("config-type", 1, 1, "project", "is the number 2048", "write text (in quotes"),
    ),
    "date for text": (
        GOOD.replace("sampleproject\ng", "2024-01-02\ng"),
        ("config-type", 1, 1, "project", "is the date 2024-01-02", "write text (in quotes"),
    ),
    "nothing for text": (
        GOOD.replace("sampleproject\ng", "\ng"),
        ("config-type", 1, 1, "project", "is empty", "write text (in quotes"),
    ),
    "bytes for text": (
        GOOD.replace("sampleproject\ng", "!!binary aGk=\ng"),
        ("config-type", 1, 1, "project", "is binary data", "write text (in quotes"),
    ),
    "text for a section": (
        "project: p\ngithub: o/n\npublishers: [{index: pypi, environment: e}]\n",
        ("config-type", 2, 1, "github", "is the text 'o/n'", "write a mapping"),
    ),
    "text for a list": (
        GOOD + "    triggers: {tags: v*}\n",
        ("config-type", 6, 16, "publishers[0].triggers.tags", "is the text 'v*'", "write a list"),
    ),
    "mapping for a list": (
        "project: p\npublishers: {index: pypi}\n",
        ("config-type", 2, 1, "publishers", "is a mapping", "write a list"),
    ),
    "text for a switch": (
        GOOD + '    triggers: {manual: "yes"}\n',
        (
            "config-type",
            6,
            16,
            "publishers[0].triggers.manual",
            "is the text 'yes'",
            "write true or false",
        ),
    ),
    "fraction for minutes": (
        HEAD + "  - {index: pypi, environment: {name: e, wait_timer: 1.5}}\n",
        (
            "config-type",
            4,
            42,
            "publishers[0].environment.wait_timer",
            "is the number 1.5",
            "write a whole number",
        ),
    ),
    "no duration": (
        HEAD + "  - {index: pypi, environment: {name: e, wait_timer: soon}}\n",
        (
            "config-value",
            4,
            42,
            "publishers[0].environment.wait_timer",
            "'soon' is no duration",
            "write minutes as `30`, `30m`, `2h` or `1d`",
        ),
    ),
    "wrong literal": (
        GOOD.replace("index: pypi", "index: pipy"),
        (
            "config-value",
            4,
            5,
            "publishers[0].index",
            "'pipy' is none of the known values",
            "write 'pypi' or 'testpypi'",
        ),
    ),
    "empty list": (
        "project: p\npublishers: []\n",
        ("config-missing", 2, 1, "publishers", "is empty", "name at least one entry"),
    ),
    "number as a field's name": (
        GOOD + "1: x\n",
        ("config-type", 1, 1, "", "a field's name is the number 1", "write a name as text"),
    ),
    "list at the top": (
        "- a\n",
        ("config-type", 1, 1, "", "is a list, not a mapping", "write `project:` and"),
    ),
    "text at the top": (
        "hello\n",
        ("config-type", 1, 1, "", "is the text 'hello', not a mapping", "write `project:` and"),
    ),
}


def told(problem: Problem) -> tuple[object, ...]:
    """What a problem says, as the table has it."""
    return (problem.id, problem.line, problem.column, problem.field, problem.found, problem.fix)


@pytest.mark.parametrize("name", SHAPES)
def test_shape_is_wrong(name: str) -> None:
    """One wrong shape is one problem that names file, line, column, field, finding and fix."""
    text, expected = SHAPES[name]

    loaded = load(text, "release.yaml")

    (problem,) = loaded.problems
    assert expected[:5] == told(problem)[:5]
    assert problem.fix.startswith(expected[5])
    assert "release.yaml" == problem.file
    assert loaded.config is None


def test_many_shapes_are_wrong() -> None:
    """All problems are told at once, in the order of the file."""
    text = GOOD.replace("index: pypi", "index: x").replace("workflow", "flow") + "tags: 1\n"

    problems = load(text, "f").problems

    assert ["github.flow", "publishers[0].index", "tags"] == [p.field for p in problems]


def test_every_item_of_a_list_is_wrong() -> None:
    """A list whose items are all wrong is not called empty."""
    problems = load(HEAD + "  - {index: x, environment: e}\n", "f").problems

    assert ["config-value"] == [problem.id for problem in problems]


def test_long_value_is_cut() -> None:
    """A sentence shows no more than sixty characters of a value, on one line."""
    (problem,) = load(GOOD.replace("index: pypi", f'index: "{"x" * 500}\\n"'), "f").problems

    assert len(problem.found) < 100
    assert "\n" not in problem.found


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30", 30), ("30m", 30), ("30 min", 30), ("2h", 120), ("1d", 1440), ("' 5m '", 5), ("0", 0)],
)
def test_duration_is_written(text: str, minutes: int) -> None:
    """Durations are minutes, or a number with its unit."""
    text = HEAD + f"  - {{index: pypi, environment: {{name: e, wait_timer: {text}}}}}\n"

    config = load(text, "f").config

    assert config is not None
    assert minutes == config.publishers[0].environment.wait_timer


def test_good_config_is_loaded() -> None:
    """An environment may be its name alone, and what is left out has its default."""
    loaded = load(GOOD, "f")

    assert loaded.config is not None
    assert "pypi" == loaded.config.publishers[0].environment.name
    assert () == loaded.problems
    assert ("github",) == loaded.config.forges()
