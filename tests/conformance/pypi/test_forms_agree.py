"""The product's form rules and the sandbox's own validation judge alike.

How the values are made: hypothesis joins up to six pieces out of marks, letters, suffixes, module
names, control characters and look-alikes, or takes any text, or pieces of paths; one to all
fields of a form that is fine get such a value. Both sides were also run beside warehouse's own
classes (see tests/unit/indexes_pypi/test_forms.py).
"""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.events import EventLog
from sandbox.pypi.state import build
from sandbox.pypi.validation import errors
from trustpub.indexes.pypi import form_problems

FINE = {
    "github": {
        "owner": "octo-org",
        "repository": "sampleproject",
        "workflow_filename": "release.yml",
        "environment": "pypi",
        "project_name": "sampleproject",
    },
    "gitlab": {
        "namespace": "group/sub",
        "project": "otherproject",
        "workflow_filepath": ".gitlab-ci.yml",
        "environment": "pypi",
        "issuer_url": "https://gitlab.com",
        "project_name": "otherproject",
    },
}
PIECES = [
    *"aZ09-_./+ ${}'\"`,;\\@:~!#%&*()[]<>|?=^\n\r\t\x00\x1f\x7f\x85\xa0",
    *["é", "ß", "İ", "\u017f", "\u212a", "中", "😀", "\u2003", "\u200b", "\u2028", "\u0660"],
    *[".git", ".GIT", ".atom", ".yml", ".yaml", ".YML", ".github/workflows/"],
    *["os", "path", "test", "xml", "UserDict", "e" * 255, "e" * 256],
]
WORDS = ["octo-org", "release.yml", ".gitlab-ci.yml", "group/sub", "pypi", "https://gitlab.com"]
VALUES = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.lists(st.sampled_from(["group", "a", "-", "_", ".", "/"]), max_size=6).map("".join),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)


@st.composite
def forms(draw):
    """A form that is fine but for some fields, for a new project or an old one."""
    kind = draw(st.sampled_from(sorted(FINE)))
    form = dict(FINE[kind])
    for name in draw(st.lists(st.sampled_from(sorted(form)), min_size=1, unique=True)):
        form[name] = draw(VALUES)
    if draw(st.booleans()):
        del form["project_name"]
    return kind, form


def theirs(kind, form):
    """The sandbox's messages by field."""
    state = build("pypi", {}, EventLog())
    pending_for = "maintainer" if "project_name" in form else None
    return errors(state, kind, form, issuers=state.issuers(None), pending_for=pending_for)


def ours(kind, form):
    """The reasons of form_problems by field."""
    found: dict[str, list[str]] = {}
    for problem in form_problems(kind, form):
        reason = re.search(r'refused by PyPI: "(.*)"$', problem.found, re.S)
        found.setdefault(problem.field, []).append(reason[1])
    return found


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_form_is_judged_twice(drawn):
    """Both refuse the same fields with the same first reason; the product may add further ones."""
    kind, form = drawn
    expected, found = theirs(kind, form), ours(kind, form)
    assert set(found) == set(expected)
    for name, messages in expected.items():
        assert found[name][0] == messages[0]
        assert set(messages) <= set(found[name])
