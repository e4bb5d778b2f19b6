"""Rules across projects: the smallest fleet that breaks each, and the nearest that does not."""

from typing import NamedTuple

import pytest

from trustpub.fleet.rules import FLEET_RULES
from trustpub.forges.base import rule_id

from .made import DEFAULTS, fleet, names

HEAD = DEFAULTS + "projects:\n"
MONO = "  - {project: one, github: {repository: octo-org/mono}}\n"


class Row(NamedTuple):
    """Two projects after the first one."""

    bad: str
    line: int
    field: str
    found: str
    fix: str
    good: str
    first: str = MONO


def mono(
    project: str, environment: str, more: str = "", tags: str = "", index: str = "pypi"
) -> str:
    """A second project of the repository, which publishes from this environment."""
    item = f"  - project: {project}\n    github: {{repository: Octo-Org/mono}}\n"
    item += f"    publishers: [{{index: {index}, environment: {environment}{more}}}]\n"
    return item + (f"    tags: {tags}\n" if tags else "")


SET = "{name: pypi, reviewers: {teams: [core]}, admins_can_bypass: false}"
OWN = "{name: two, reviewers: {teams: [core]}, admins_can_bypass: false}"
OTHER = "{name: PyPI, reviewers: {teams: [boss]}, admins_can_bypass: false}"
WIDER = ", triggers: {tags: ['v*'], branches: [main]}"
TABLE = {
    "fleet-name-twice": Row(
        bad=mono("One", OWN, ", workflow: t.yml", index="testpypi"),
        line=11,
        field="projects[1].project",
        found="is called github:octo-org/mono#one like github:octo-org/mono#one (fleet.yaml:10)",
        fix="take one of them out",
        good=mono("two", OWN, ", workflow: t.yml", index="testpypi"),
    ),
    "fleet-project-twice": Row(
        bad="  - {project: One, github: {repository: octo-org/fork}}\n",
        line=11,
        field="projects[1].project",
        found="'One' is published from github:octo-org/mono#one (fleet.yaml:10), too",
        fix="keep the one from which it is released",
        good="  - {project: two, github: {repository: octo-org/fork}}\n",
    ),
    "fleet-identity-twice": Row(
        bad="  - {project: two, github: {repository: octo-org/mono}}\n",
        line=11,
        field="projects[1]",
        found="the same workflow and environment publish github:octo-org/mono#one",
        fix="give each project an environment of its own",
        good=mono("two", OWN),
    ),
    "fleet-environment-conflict": Row(
        bad=mono("two", OTHER, ", workflow: two.yml"),
        line=13,
        field="projects[1].publishers[0]",
        found="'pypi' of octo-org/mono is declared otherwise than by github:octo-org/mono#one",
        fix="declare it alike, or give each project environments of its own",
        good=mono("two", SET, ", workflow: two.yml"),
    ),
    "fleet-tag-conflict": Row(
        bad=mono("two", OWN, tags="[{pattern: v*, created_by: {teams: [boss]}}]"),
        line=14,
        field="projects[1].tags[0]",
        found="'v*' of octo-org/mono is declared otherwise than by github:octo-org/mono#one",
        fix="declare it alike, or give each project tags of its own",
        good=mono("two", OWN, tags="[{pattern: v*, created_by: {teams: [core]}}]"),
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_rule_is_broken(name: str) -> None:
    """The second project is told of the first one; after an error neither is gone on with."""
    row = TABLE[name]

    result = fleet(HEAD + row.first + row.bad)

    (problem,) = [one for one in result.problems if one.id == name]
    assert (row.line, row.field) == (problem.line, problem.field)
    assert row.found in problem.found
    assert row.fix == problem.fix
    left = 0 if problem.severity == "error" else 2
    assert (left, 2 - left) == (len(result.entries), len(result.refused))


@pytest.mark.parametrize("name", TABLE)
def test_rule_is_kept(name: str) -> None:
    """Of the nearest good fleet the rule says nothing."""
    row = TABLE[name]

    assert name not in [one.id for one in fleet(HEAD + row.first + row.good).problems]


def test_every_rule_is_in_the_table() -> None:
    """A new rule needs its row."""
    assert [rule_id(rule) for rule in FLEET_RULES] == list(TABLE)


def test_one_project_twice_is_told_once() -> None:
    """That two entries are one says it all, whatever else they do not agree in."""
    result = fleet(HEAD + MONO + mono("one", OTHER, ", workflow: t.yml"))

    assert ["fleet-name-twice"] == [one.id for one in result.problems]


def test_identity_twice_alone_is_a_warning() -> None:
    """An index allows it: one problem, and both projects stay."""
    result = fleet(HEAD + MONO + TABLE["fleet-identity-twice"].bad)

    assert [("fleet-identity-twice", "warning")] == [(p.id, p.severity) for p in result.problems]
    assert ["github:octo-org/mono#one", "github:octo-org/mono#two"] == names(result)


@pytest.mark.parametrize("more", ["", ", workflow: two.yml"])
def test_what_may_deploy_belongs_to_the_environment(more: str) -> None:
    """One environment with two lists of refs lets both publish."""
    result = fleet(HEAD + MONO + mono("two", SET, f"{more}{WIDER}"))

    assert "fleet-environment-conflict" in [one.id for one in result.problems]


def test_project_in_the_defaults_is_told_once() -> None:
    """Every project would have the same name on the index."""
    head = HEAD.replace("defaults:\n", "defaults:\n  project: all\n")
    items = "".join(f"  - github: {{repository: octo-org/r{n}}}\n" for n in range(5))

    (problem,) = fleet(head + items).problems

    assert ("fleet-project-twice", 2, "defaults.project") == (
        problem.id,
        problem.line,
        problem.field,
    )
    assert "in 4 projects" in problem.found


def test_same_project_on_gitlab() -> None:
    """Two configs for one project of GitLab, whose protection differs."""
    text = """projects:
  - &one
    project: alpha
    gitlab: {repository: group/mono}
    publishers: [{index: pypi, environment: {name: pypi, deployers: [{access: maintainer}]}}]
    tags: [{pattern: v*, created_by: {access: maintainer}}]
  - {<<: *one, project: beta, tags: [{pattern: v*, created_by: {access: developer}}]}
"""
    found = fleet(text)

    assert ["fleet-identity-twice", "fleet-tag-conflict"] == [one.id for one in found.problems]
    assert 7 == found.problems[1].line


def test_servers_are_told_apart() -> None:
    """Two servers of GitLab may have projects of one name."""
    text = """defaults:
  publishers: [{index: pypi, environment: {name: pypi, deployers: [{access: maintainer}]}}]
  tags: [{pattern: v*, created_by: {access: maintainer}}]
projects:
  - {project: alpha, gitlab: {repository: group/mono, issuer: "https://git.example.org"}}
  - {project: beta, gitlab: {repository: group/mono}}
"""
    clashes = [one.id for one in fleet(text).problems if one.id.startswith("fleet")]

    assert [] == clashes
