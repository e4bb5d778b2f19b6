"""The shape of a fleet file: every problem at once, each at its place."""

import pytest

from .made import DEFAULTS, LIB, RELEASE, fleet, names, told

GOOD = DEFAULTS + "projects:\n" + LIB
TABLE = {
    "no mapping": ("- a\n", ("fleet-shape", 1, ""), "is no mapping"),
    "one project": (RELEASE, ("fleet-shape", 1, ""), "is the config of one project"),
    "no projects": (DEFAULTS, ("fleet-shape", 1, ""), "there is no list of projects"),
    "projects empty": ("projects: []\n", ("fleet-shape", 1, "projects"), "no list of projects"),
    "part of a project": (
        GOOD + "accept: []\n",
        ("fleet-shape", 11, "accept"),
        "there is no field 'accept'",
    ),
    "unknown part": (GOOD + "profile: {}\n", ("fleet-shape", 11, "profile"), "there is no field"),
    "defaults no mapping": (
        "defaults: [a]\nprojects: [{project: a}]\n",
        ("fleet-shape", 1, "defaults"),
        "is a list",
    ),
    "profiles no mapping": (
        GOOD + "profiles: [a]\n",
        ("fleet-shape", 11, "profiles"),
        "is a list",
    ),
    "profile no mapping": (
        GOOD + "profiles: {a: b}\n",
        ("fleet-shape", 11, "profiles.a"),
        "is the text 'b'",
    ),
    "extends a number": (
        GOOD + "profiles: {a: {extends: 3}}\n",
        ("fleet-shape", 11, "profiles.a.extends"),
        "is the number 3",
    ),
    "project a number": (GOOD + "  - 3\n", ("fleet-shape", 11, "projects[1]"), "is the number 3"),
    "project empty": (GOOD + "  -\n", ("fleet-shape", 11, "projects[1]"), "is empty"),
    "profile of a project a number": (
        GOOD + "  - {profile: 3}\n",
        ("fleet-shape", 11, "projects[1].profile"),
        "is the number 3",
    ),
    "files a list": (
        GOOD + "  - {files: [a]}\n",
        ("fleet-shape", 11, "projects[1].files"),
        "is a list",
    ),
    "config beside files": (
        GOOD + "  - {files: a, project: b}\n",
        ("fleet-shape", 11, "projects[1].project"),
        "'project' stands beside `files`",
    ),
    "no file": (
        GOOD + "  - lost.yaml\n",
        ("fleet-file", 11, "projects[1]"),
        "'lost.yaml' names no file",
    ),
    "unknown profile": (
        GOOD + "  - {profile: x}\n",
        ("fleet-profile", 11, "projects[1].profile"),
        "there is no profile 'x'",
    ),
    "query a text": (GOOD + "  - {query: a}\n", ("fleet-query", 11, "projects[1].query"), "is the"),
    "query of nobody": (
        GOOD + "  - {query: {name: a}}\n",
        ("fleet-query", 11, "projects[1].query"),
        "does not name one organization or one group",
    ),
    "query of both": (
        GOOD + "  - {query: {organization: a, group: b}}\n",
        ("fleet-query", 11, "projects[1].query"),
        "does not name one organization or one group",
    ),
    "query of something else": (
        GOOD + "  - {query: {organization: a, stars: 3}}\n",
        ("fleet-query", 11, "projects[1].query.stars"),
        "there is no field 'stars'",
    ),
    "topic a number": (
        GOOD + "  - {query: {organization: a, topic: 3}}\n",
        ("fleet-query", 11, "projects[1].query.topic"),
        "is the number 3",
    ),
    "name a number": (
        GOOD + "  - {query: {organization: a, name: 3}}\n",
        ("fleet-query", 11, "projects[1].query.name"),
        "is the number 3",
    ),
    "publishing no truth value": (
        GOOD + "  - {query: {organization: a, has_publishing_workflow: 3}}\n",
        ("fleet-query", 11, "projects[1].query.has_publishing_workflow"),
        "is the number 3",
    ),
    "publishing on GitLab": (
        GOOD + "  - {query: {group: a, has_publishing_workflow: true}}\n",
        ("fleet-query", 11, "projects[1].query.has_publishing_workflow"),
        "GitLab's list of projects does not tell",
    ),
    "overrides no list": (
        GOOD + "overrides: {}\n",
        ("fleet-shape", 11, "overrides"),
        "is a mapping",
    ),
    "override no mapping": (
        GOOD + "overrides: [a]\n",
        ("fleet-shape", 11, "overrides[0]"),
        "is the text 'a'",
    ),
    "override without match": (
        GOOD + "overrides:\n  - {github: {plan: team}}\n",
        ("fleet-shape", 12, "overrides[0]"),
        "has no `match`",
    ),
    "override of nobody": (
        GOOD + "overrides:\n  - {match: 'gitlab:*', github: null}\n",
        ("fleet-unused", 12, "overrides[0].match"),
        "no project's name matches 'gitlab:*'",
    ),
    "profile of nobody": (
        GOOD + "profiles: {a: {}}\n",
        ("fleet-unused", 11, "profiles.a"),
        "no project has this profile",
    ),
    "file that is no YAML": ("a: [\n", ("config-syntax", 2, None), "is not YAML"),
}


@pytest.mark.parametrize("name", TABLE)
def test_wrong_shape(name: str) -> None:
    """One problem, at the value that is wrong."""
    text, where, found = TABLE[name]

    result = fleet(text)

    assert [where] == told(result)
    assert found in result.problems[0].found
    assert result.problems[0].fix


FOR_ALL = {
    "part of a project",
    "unknown part",
    "overrides no list",
    "override no mapping",
    "override without match",
}


@pytest.mark.parametrize("name", [name for name in TABLE if TABLE[name][0].startswith(GOOD)])
def test_the_good_project_stays(name: str) -> None:
    """One bad part stops no project, unless it may be meant for every one."""
    found = fleet(TABLE[name][0])

    good = ["github:octo-org/reader"]
    assert ([] if name in FOR_ALL else good) == names(found)
    assert name not in FOR_ALL or good == [one.name for one in found.refused]


def test_broken_profile_refuses_its_projects() -> None:
    """A project is not taken without a part of what it shall have."""
    text = GOOD.replace("project: reader", "profile: a, project: reader")
    for profile in ("{a: b}", "{a: {extends: 3}}", "{a: {extends: x}}", "{a: {extends: a}}"):
        found = fleet(text + f"profiles: {profile}\n")

        assert 1 == len(found.problems)
        assert ([], ["projects[0]"]) == (names(found), [one.name for one in found.refused])


def test_good_shape() -> None:
    """The nearest file without a problem."""
    found = fleet(GOOD)

    assert () == found.problems
    assert ["github:octo-org/reader"] == names(found)


@pytest.mark.parametrize("part", ["defaults", "profiles", "overrides"])
def test_empty_part_is_none(part: str) -> None:
    """A part with nothing below it says nothing."""
    text = f"{part}:\nprojects:\n  - {{project: a, github: {{repository: o/a}}}}\n"

    assert {"config-missing"} == {one.id for one in fleet(text).problems}


def test_all_problems_at_once() -> None:
    """Of the shape, of profiles and of configs, in the order of the file."""
    text = (
        "defaults: {github: {worklfow: release.yml}}\n"
        "profiles: {a: {extends: b}, b: {extends: a}}\n"
        "projects:\n"
        "  - {project: x, github: {repository: o/x}}\n"
        "  - {project: y, profile: a}\n"
        "  - 7\n"
        "other: 1\n"
    )

    assert [
        ("config-unknown", 1, "defaults.github.worklfow"),
        ("fleet-profile", 2, "profiles.a.extends"),
        ("fleet-profile", 2, "profiles.b.extends"),
        ("config-missing", 4, "projects[0].publishers"),
        ("fleet-shape", 6, "projects[2]"),
        ("fleet-shape", 7, "other"),
    ] == told(fleet(text))
