"""Projects: in the file, in files of their own, by profiles and overrides."""

from pathlib import Path

import pytest

from trustpub.checking import check
from trustpub.config import Config
from trustpub.fleet.reading import read_fleet
from trustpub.fleet.world import Answer
from trustpub.model import Unknown

from .made import APP, DEFAULTS, LIB, RELEASE, fleet, names, told, written

OTHER = RELEASE.replace("project: reader", "project: app").replace("org/reader", "org/app")
PROFILES = """profiles:
  base: {github: {workflow: base.yml, plan: team}}
  one: {extends: base, github: {workflow: one.yml}}
  two: {extends: base, github: {workflow: two.yml}}
"""


def workflow(profile: str) -> str | None:
    """The workflow that a project with these profiles comes to."""
    item = f"  - {{profile: {profile}, project: reader, github: {{repository: octo-org/reader}}}}\n"
    text = DEFAULTS + PROFILES + "projects:\n" + item
    (entry,) = fleet(text).entries
    assert entry.config.github
    assert "team" == entry.config.github.plan
    return entry.config.github.workflow


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("base", "base.yml"),
        ("one", "one.yml"),
        ("[one, two]", "two.yml"),
        ("[two, one]", "one.yml"),
    ],
)
def test_profiles_stand_one_before_the_other(profile: str, expected: str) -> None:
    """The last one is the nearest; a base that two share counts once, behind both."""
    assert expected == workflow(profile)


def test_override_comes_last() -> None:
    """Nearer than the project itself, and only for the names that its pattern matches."""
    lib = LIB.replace("}}", ", workflow: own.yml}}")
    text = DEFAULTS + f"projects:\n{lib}{APP}overrides:\n"
    text += "  - {match: 'GitHub:octo-org/R*', github: {workflow: a.yml}}\n"
    text += "  - {match: '*reader', github: {workflow: b.yml}}\n"

    found = fleet(text)

    workflows = {one.name: one.config.github.workflow for one in found.entries if one.config.github}
    assert {"github:octo-org/reader": "b.yml", "github:octo-org/app": "release.yml"} == workflows
    reader = found.entries[0]
    assert ("fleet.yaml", 14, "override") == reader.origins["github.workflow"][:3]
    assert ("fleet.yaml", 10, "project") == reader.origins["github.repository"][:3]
    assert ("fleet.yaml", 3, "defaults") == reader.origins["publishers[0].index"][:3]


def test_null_takes_away() -> None:
    """A project need not have what all others have."""
    text = DEFAULTS + "projects:\n" + LIB.replace("{project", "{tags: null, project")

    problems = fleet(text).problems

    assert ["open-environment"] == [one.id for one in problems]


def test_files_are_read(tmp_path: Path) -> None:
    """By path and by pattern, each once, in the order of the file; their configs as they are."""
    text = "projects:\n  - b/release.yaml\n  - '*/release.yaml'\n"

    found = written(
        tmp_path, {"fleet.yaml": text, "a/release.yaml": RELEASE, "b/release.yaml": OTHER}
    )

    assert () == found.problems
    assert ["github:octo-org/app", "github:octo-org/reader"] == names(found)
    assert check(RELEASE, "f").config == found.entries[1].config
    assert (str(tmp_path / "a/release.yaml"), 1) == (found.entries[1].file, found.entries[1].line)
    assert (str(tmp_path / "a/release.yaml"), 1, "project") == found.entries[1].origins["project"][
        :3
    ]


def test_files_have_profiles(tmp_path: Path) -> None:
    """A file lies over its profiles, as a config in the fleet file does."""
    part = "project: reader\ngithub: {repository: octo-org/reader}\n"
    text = DEFAULTS + "profiles: {a: {github: {workflow: a.yml}}}\n"
    text += "projects: [{files: 'r*.yaml', profile: a}]\n"

    (entry,) = written(tmp_path, {"fleet.yaml": text, "reader.yaml": part}).entries

    assert entry.config.github
    assert ("a.yml", "reader") == (entry.config.github.workflow, entry.config.project)
    assert "profile a" == entry.origins["github.workflow"].label


def test_files_that_are_no_configs(tmp_path: Path) -> None:
    """One bad file is told at its place, and stops no other."""
    text = "projects: ['*/*.yaml']\n"
    files = {
        "a/b.yaml": "a: [\n",
        "b/c.yaml": "- a\n",
        "c/d.yaml": RELEASE,
        "d/e.yaml": "tags: 1\n",
    }

    found = written(tmp_path, {"fleet.yaml": text, **files})

    assert ["github:octo-org/reader"] == names(found)
    assert 3 == len(found.refused)
    assert [
        ("a/b.yaml", "config-syntax", 2),
        ("b/c.yaml", "fleet-file", 1),
        ("d/e.yaml", "config-missing", 1),
        ("d/e.yaml", "config-missing", 1),
        ("d/e.yaml", "config-type", 1),
    ] == [
        (str(Path(one.file or "").relative_to(tmp_path)), one.id, one.line)
        for one in found.problems
    ]


def test_file_is_named_twice(tmp_path: Path) -> None:
    """By two paths that lead to one file; a pattern may meet it again."""
    text = "projects:\n  - a.yaml\n  - ./x/../a.yaml\n  - '*a.yaml'\n"
    (tmp_path / "x").mkdir()

    found = written(tmp_path, {"fleet.yaml": text, "a.yaml": RELEASE})

    assert [("fleet-file", 3, "projects[1]")] == told(found)
    assert ["github:octo-org/reader"] == names(found)


@pytest.mark.parametrize(
    ("name", "found"),
    [("lost.yaml", "there is no such file"), ("", "cannot be read: Is a directory")],
)
def test_no_fleet_file(tmp_path: Path, name: str, found: str) -> None:
    """A fleet file that cannot be read is a problem like any other."""
    result = read_fleet(str(tmp_path / name))

    assert not result.read
    assert [found] == [one.found for one in result.problems]


def test_query_is_not_asked() -> None:
    """Without anybody to ask, a query is unknown, and no override is called idle."""
    text = DEFAULTS + "projects:\n  - query: {organization: octo-org, topic: [a, b], name: 'x*'}\n"
    text += "overrides: [{match: '*', github: {plan: team}}]\n"

    found = fleet(text)

    assert ((), ()) == (found.entries, found.problems)
    (unknown,) = found.unknown
    expected = "fleet.yaml projects[0]: organization octo-org, topic a, topic b, name x*"
    assert expected == unknown.what
    assert "--online" in unknown.why


def test_query_is_answered() -> None:
    """A repository that is found is a project of its name, which an override may correct."""
    text = DEFAULTS + "profiles: {a: {github: {workflow: a.yml}}}\nprojects:\n"
    text += "  - {query: {organization: octo-org}, profile: a}\n"
    text += "overrides: [{match: '*/two', project: deux}]\n"

    found = fleet(text, octo_org=Answer(("octo-org/One", "octo-org/two")))

    assert () == found.problems
    assert ["github:octo-org/one", "github:octo-org/two#deux"] == names(found)
    assert ["One", "deux"] == [one.config.project for one in found.entries]
    assert ("fleet.yaml", 11, "project") == found.entries[0].origins["project"][:3]


def test_what_is_named_by_itself_is_none_of_a_query() -> None:
    """Nor is what an earlier query names; however it is spelled, wherever it stands."""
    text = DEFAULTS + "projects:\n  - {query: {organization: octo-org, name: 'a*'}}\n"
    text += "  - {query: {organization: octo-org}}\n" + LIB + APP.replace("app, g", "bad/name, g")

    found = fleet(text, octo_org=Answer(("octo-org/App", "octo-org/Reader", "octo-org/x")))

    assert ["github:octo-org/reader", "github:octo-org/x"] == names(found)
    assert ["projects[3].project"] == [one.field for one in found.problems]


@pytest.mark.parametrize("item", ["lost.yaml", "{profile: lost, project: x}", "7"])
def test_query_waits_for_what_is_named_by_itself(item: str) -> None:
    """A repository whose own item cannot be read must not get the profile of a query."""
    text = DEFAULTS + f"projects:\n  - {{query: {{organization: octo-org}}}}\n  - {item}\n"

    found = fleet(text, octo_org=Answer(("octo-org/x",)))

    assert [] == names(found)
    assert ["not asked"] == [one.why.partition(":")[0] for one in found.unknown]


def test_query_finds_nothing() -> None:
    """Nothing where something was meant is a problem; nothing seen is unknown."""
    text = DEFAULTS + "projects:\n  - {query: {group: g}}\n"

    assert [("fleet-query", 10, "projects[0].query")] == told(fleet(text, g=Answer()))
    hidden = fleet(text, g=Answer((), (Unknown(what="g", why="no token"),)))
    assert ([], 1) == (told(hidden), len(hidden.unknown))


def test_problem_of_the_defaults_is_told_once() -> None:
    """With its place there, and how many projects it meets."""
    text = DEFAULTS.replace("index: pypi", "index: pipy") + "projects:\n" + LIB + APP

    (problem,) = fleet(text).problems

    assert ("config-value", 3) == (problem.id, problem.line)
    assert "defaults.publishers[0].index" == problem.field
    assert "(in 2 projects, first github:octo-org/reader)" in problem.found


def test_problem_of_a_profile_names_the_one_project() -> None:
    """A profile's place, and the project that it meets."""
    text = DEFAULTS + "profiles: {a: {github: {workflow: x/a.yml}}}\nprojects:\n" + APP
    text += LIB.replace("{project", "{profile: a, project")

    (problem,) = fleet(text).problems

    assert "profiles.a.github.workflow" == problem.field
    assert "(in github:octo-org/reader)" in problem.found


@pytest.mark.parametrize(
    ("item", "field", "column"),
    [
        ("{project: reader}", "projects[0].github.repository", 5),
        ("{project: reader, github: {plan: team}}", "projects[0].github.repository", 23),
        ("{github: {repository: o/reader}}", "projects[0].project", 5),
    ],
)
def test_what_is_missing_is_for_the_project_to_say(item: str, field: str, column: int) -> None:
    """Though another layer has the mapping in which it is missing."""
    (problem,) = fleet(DEFAULTS + f"projects:\n  - {item}\n").problems

    assert ("config-missing", 10, column) == (problem.id, problem.line, problem.column)
    assert field == problem.field


def test_what_is_missing_in_a_list_is_for_the_list() -> None:
    """Nobody else can add to an item of a list."""
    text = DEFAULTS.replace("{teams: [core]}}\n  tags", "{teams: [core]}}\n  tags") + "projects:\n"
    text = text.replace('pattern: "v*"\n      created_by', "created_by") + LIB

    (problem,) = fleet(text).problems

    assert ("defaults.tags[0].pattern", 6) == (problem.field, problem.line)


def test_nothing_but_yaml_is_merged() -> None:
    """What a project comes to, is what `check` makes of the same content."""
    text = DEFAULTS + "projects:\n" + LIB
    (entry,) = fleet(text).entries

    assert entry.config == Config.model_validate(entry.document) == check(RELEASE, "f").config
