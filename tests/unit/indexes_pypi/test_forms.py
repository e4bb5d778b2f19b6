"""PyPI's form rules, value by value.

How the cases were made: from the source of the forms (warehouse 6b62157, oidc/forms/) and from
runs of those very classes. In a scratch directory, not kept here, warehouse's four form classes
ran on wtforms 3.2.2 with GitHub's answer stubbed, and form_problems ran beside them: 602,275
forms (60,000 by hypothesis; every string of up to three of 13 characters and every code point
below U+3000 in every field; every standard library module in six spellings), no disagreement.
"""

import re

import pytest

from trustpub.indexes.pypi import form_problems
from trustpub.indexes.pypi.forms import rules
from trustpub.indexes.pypi.stdlib_names import names

GITHUB = {
    "owner": "octo-org",
    "repository": "sampleproject",
    "workflow_filename": "release.yml",
    "environment": "pypi",
}
GITLAB = {
    "namespace": "group/sub",
    "project": "otherproject",
    "workflow_filepath": ".gitlab-ci.yml",
    "environment": "pypi",
    "issuer_url": "https://gitlab.com",
}
BASE = {"github": GITHUB, "gitlab": GITLAB}

TAKEN = [
    ("github", "owner", "A"),
    ("github", "owner", "0--"),
    ("github", "owner", "octo\n"),
    ("github", "repository", "."),
    ("github", "repository", "..-__"),
    ("github", "repository", "a.git"),
    ("github", "repository", "r" * 300),
    ("github", "workflow_filename", " \t release.yml\n"),
    ("github", "workflow_filename", ".yml"),
    ("github", "workflow_filename", "a b'\"`;\\.yaml"),
    ("github", "workflow_filename", "..\\release.yml"),
    ("github", "workflow_filename", "\u2003release.yml\x85"),
    ("github", "environment", ""),
    ("github", "environment", "   "),
    ("github", "environment", "\t\n"),
    ("github", "environment", "PyPI"),
    ("github", "environment", "é中😀/:*"),
    ("github", "environment", "\x80\u200b"),
    ("github", "environment", "\u2003pypi\u2003"),
    ("github", "environment", "e" * 255),
    ("gitlab", "namespace", "ab"),
    ("gitlab", "namespace", "a/./b"),
    ("gitlab", "namespace", "a//b"),
    ("gitlab", "namespace", "a++b"),
    ("gitlab", "namespace", "a-/-b"),
    ("gitlab", "namespace", "group\n"),
    ("gitlab", "project", "a-b.c_d"),
    ("gitlab", "project", "git"),
    ("gitlab", "project", "a.gitt"),
    ("gitlab", "workflow_filepath", " ci/release.yaml "),
    ("gitlab", "workflow_filepath", "../ci.yml"),
    ("gitlab", "workflow_filepath", "ci//x.yml"),
    ("gitlab", "workflow_filepath", "ci@group/other.yml"),
    ("gitlab", "environment", " "),
    ("gitlab", "environment", "  review/${CI}  "),
    ("gitlab", "environment", "e" * 300),
    ("gitlab", "project_name", "a"),
    ("github", "project_name", "A.-_b"),
    ("github", "project_name", "ospath"),
]


@pytest.mark.parametrize(("kind", "field", "value"), TAKEN)
def test_value_that_pypi_takes(kind, field, value):
    """A value that PyPI's form takes has no problem, however odd it is."""
    assert form_problems(kind, {**BASE[kind], field: value}) == []


OWNER = "Invalid GitHub user or organization name."
NAMESPACE = "Invalid GitLab username or group/subgroup name."
SUFFIX = "Name ends with .git or .atom"
LONG = "Environment name is too long (maximum is 255 characters)"
CHARACTERS = (
    "Environment name must not contain non-printable characters "
    'or the characters "\'", """, "`", ",", ";", "\\"'
)
STDLIB = "This project name isn't allowed (conflict with the Python standard library module name)"
REFUSED = [
    ("github", "owner", "", "Specify GitHub repository owner (username or organization)"),
    ("github", "owner", " ", OWNER),
    ("github", "owner", "-a", OWNER),
    ("github", "owner", "octo_org", OWNER),
    ("github", "owner", "octo-org/x", OWNER),
    ("github", "owner", "octo\n\n", OWNER),
    ("github", "owner", "\nocto", OWNER),
    ("github", "owner", "\uff4fcto", OWNER),
    ("github", "owner", "o\u0660", OWNER),
    ("github", "repository", "", "Specify repository name"),
    ("github", "repository", "\n", "Invalid repository name"),
    ("github", "repository", "octo-org/sampleproject", "Invalid repository name"),
    ("github", "repository", "sample project", "Invalid repository name"),
    ("github", "workflow_filename", "", "Specify workflow filename"),
    ("github", "workflow_filename", "  ", "Workflow name must end with .yml or .yaml"),
    ("github", "workflow_filename", "release.YML", "Workflow name must end with .yml or .yaml"),
    ("github", "workflow_filename", "release.yml\x00", "Workflow name must end with .yml or .yaml"),
    (
        "github",
        "workflow_filename",
        ".github/workflows/release.yml",
        "Workflow filename must be a filename only, without directories",
    ),
    ("github", "environment", "e" * 256, LONG),
    ("github", "environment", " pypi", "Environment name may not start with whitespace"),
    ("github", "environment", "pypi ", "Environment name may not end with whitespace"),
    *[("github", "environment", f"a{c}b", CHARACTERS) for c in "'\"`,;\\\t\n\x00\x1f\x7f"],
    ("gitlab", "namespace", "", "Specify GitLab namespace (username or group/subgroup)"),
    ("gitlab", "namespace", "a", NAMESPACE),
    ("gitlab", "namespace", "group/", NAMESPACE),
    ("gitlab", "namespace", "/group", NAMESPACE),
    ("gitlab", "namespace", "a.-b", NAMESPACE),
    ("gitlab", "namespace", "a b", NAMESPACE),
    ("gitlab", "namespace", "group.GIT", SUFFIX),
    ("gitlab", "project", "x.atom", SUFFIX),
    ("gitlab", "project", "x", "Invalid project name"),
    ("gitlab", "project", "a__b", "Invalid project name"),
    ("gitlab", "project", "a/b", "Invalid project name"),
    (
        "gitlab",
        "workflow_filepath",
        "ci.json",
        "Top-level pipeline file path must end with .yml or .yaml",
    ),
    (
        "gitlab",
        "workflow_filepath",
        "/ci.yml",
        "Top-level pipeline file path cannot start or end with /",
    ),
    ("gitlab", "environment", "pypi:prod", "Invalid environment name"),
    ("gitlab", "environment", "é", "Invalid environment name"),
    ("gitlab", "issuer_url", "", "Choose GitLab issuer URL"),
    ("gitlab", "issuer_url", "https://gitlab.com/", "Not a valid choice."),
    ("github", "project_name", "", "Specify project name"),
    ("github", "project_name", "-a", "Invalid project name"),
    ("github", "project_name", "a\n", "Invalid project name"),
    ("github", "project_name", "\u017fetup", "Invalid project name"),
    ("github", "project_name", "os", STDLIB),
    ("github", "project_name", "OS.Path", STDLIB),
    ("github", "project_name", "importlib-metadata", STDLIB),
    ("gitlab", "project_name", "UserDict", STDLIB),
]


@pytest.mark.parametrize(("kind", "field", "value", "reason"), REFUSED)
def test_value_that_pypi_refuses(kind, field, value, reason):
    """A value that PyPI's form refuses is one problem, with PyPI's reason at PyPI's field."""
    [problem] = form_problems(kind, {**BASE[kind], field: value})
    assert problem.field == field
    assert problem.found.endswith(f'is refused by PyPI: "{reason}"')


def test_value_breaks_several_rules():
    """All the rules that a value breaks are told at once."""
    found = form_problems("gitlab", {**GITLAB, "namespace": "a..git"})
    assert [p.id for p in found] == ["pypi-gitlab-namespace-suffix", "pypi-gitlab-namespace-marks"]


def test_field_is_missing():
    """A missing field is an empty one, but a missing issuer is gitlab.com as on the page."""
    assert [p.id for p in form_problems("gitlab", {})] == [
        "pypi-gitlab-namespace-required",
        "pypi-gitlab-project-required",
        "pypi-gitlab-workflow-required",
    ]


def test_project_exists_already():
    """Without project_name its rules are not asked: old projects have names that are now barred."""
    assert form_problems("github", GITHUB) == []


def test_organization_has_its_own_gitlab():
    """An instance that the page offers can be chosen."""
    own = "https://gitlab.example.com"
    fields = {**GITLAB, "issuer_url": own}
    assert form_problems("gitlab", fields, issuers=("https://gitlab.com", own)) == []


def test_field_that_the_form_does_not_have():
    """A misspelt field is a mistake of the caller, never silently unchecked."""
    with pytest.raises(ValueError, match="has no field 'workflow'"):
        form_problems("github", {"workflow": "release.yml"})


def test_value_is_shown():
    """Control characters are shown escaped, and long values cut."""
    [odd] = form_problems("github", {**GITHUB, "environment": "a\x00b"})
    [long] = form_problems("github", {**GITHUB, "environment": "e" * 256})
    assert odd.found.startswith(r"'a\x00b' is refused")
    assert long.found.startswith("'" + "e" * 60 + "'... (256 characters) is refused")


def test_rules_have_ids_of_their_own():
    """Every rule has its own kebab-case id, a reason and a fix."""
    ids = [r.id for r in rules()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"pypi(-[a-z]+)+", id) for id in ids)
    assert all(r.reason and r.fix for r in rules())


def test_standard_library_names():
    """The table holds modules and parents of every Python, in canonical form."""
    assert len(names()) == 2363
    assert {"os-path", "userdict", "main", "xml-dom-minidom", "dataclasses"} <= names()
