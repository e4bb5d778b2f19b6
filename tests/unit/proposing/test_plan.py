"""What is decided, without any forge; texts that nobody can misuse."""

import pytest

from trustpub.model import Problem
from trustpub.patching.model import RenderedFile
from trustpub.proposing.declared import BRANCH, places
from trustpub.proposing.model import Branch, Change, Request, Seen, Wish
from trustpub.proposing.on_gitlab import wildcard
from trustpub.proposing.plan import branch_of, decide, ending
from trustpub.proposing.wording import (
    change,
    commit_mark,
    commit_message,
    request_marks,
    request_text,
    withdrawn,
)

from .conftest import CONFIGS, config_of

NEW = Change("text", True, "a" * 20, "title", "body", "b" * 20)
WISH = Wish("proposed", (), NEW)
AGREES = Wish("agrees", ())
OURS = Branch("1", True, NEW.mark)
THEIRS = Branch("1", False, None)
OPEN = Request(1, "link", (NEW.mark, NEW.body_mark))
NOTHING = Seen("main", "0", None, None, None)


@pytest.mark.parametrize(
    ("wish", "seen", "state", "steps"),
    [
        (WISH, NOTHING, "proposed", ("commit", "open")),
        (WISH, NOTHING._replace(branch=OURS), "proposed", ("open",)),
        (WISH, NOTHING._replace(branch=OURS, request=OPEN), "proposed", ()),
        (
            WISH,
            NOTHING._replace(branch=OURS._replace(mark="c" * 20), request=OPEN),
            "proposed",
            ("commit",),
        ),
        (
            WISH,
            NOTHING._replace(branch=OURS, request=OPEN._replace(marks=None)),
            "proposed",
            ("describe",),
        ),
        (WISH, NOTHING._replace(branch=THEIRS, request=OPEN), "conflict", ()),
        (WISH, NOTHING._replace(barred="is protected"), "conflict", ()),
        (WISH, NOTHING._replace(branch=OURS, declined=OPEN), "declined", ()),
        (
            WISH,
            NOTHING._replace(branch=OURS, declined=OPEN._replace(marks=None)),
            "proposed",
            ("open",),
        ),
        (AGREES, NOTHING, "agrees", ()),
        (AGREES, NOTHING._replace(branch=OURS, request=OPEN), "agrees", ("close",)),
        (AGREES, NOTHING._replace(branch=THEIRS, request=OPEN), "agrees", ()),
        (AGREES, NOTHING._replace(branch=OURS, request=OPEN, barred="x"), "agrees", ()),
        (Wish("unknown", ()), NOTHING._replace(branch=OURS, request=OPEN), "unknown", ()),
        (Wish("unreadable", ()), NOTHING._replace(branch=OURS, request=OPEN), "unreadable", ()),
        (
            Wish("needs a person", ("x",)),
            NOTHING._replace(request=OPEN),
            "needs a person",
            ("close",),
        ),
    ],
)
def test_decisions(wish: Wish, seen: Seen, state: str, steps: tuple[str, ...]) -> None:
    """Only what is missing, and nothing against a person."""
    found = decide(wish, seen, "branch")

    assert (state, steps) == (found.state, found.steps)


@pytest.mark.parametrize(
    ("seen", "steps"),
    [
        (NOTHING, ()),
        (NOTHING._replace(branch=OURS, request=OPEN), ("close", "delete")),
        (NOTHING._replace(branch=OURS), ("delete",)),
        (NOTHING._replace(branch=THEIRS, request=OPEN), ()),
        (NOTHING._replace(branch=OURS, request=OPEN, barred="is protected"), ()),
    ],
)
def test_the_end(seen: Seen, steps: tuple[str, ...]) -> None:
    """Ours is taken back, nothing else."""
    assert steps == ending(seen)


@pytest.mark.parametrize(
    ("marks", "whole", "ours", "mark"),
    [
        ({}, True, True, None),
        ({"1": "m"}, True, True, "m"),
        ({"0": "old", "1": "m"}, True, True, "m"),
        ({"0": None, "1": "m"}, True, False, "m"),
        ({"1": None}, True, False, None),
        ({"0": "m"}, True, False, None),
        ({"1": "m"}, False, False, "m"),
    ],
)
def test_whose_branch_it_is(
    marks: dict[str, str | None], whole: bool, ours: bool, mark: str | None
) -> None:
    """One commit of somebody else, or a list cut short: it is not ours."""
    assert Branch("1", ours, mark) == branch_of(marks, "1", whole)


def test_marks_come_back() -> None:
    """From a commit, from a request, also with the line ends of a browser."""
    text = request_text(NEW).replace("\n", "\r\n")

    assert NEW.mark == commit_mark(commit_message(NEW))
    assert commit_mark("Trustpub-Proposal: by hand") is None
    assert (NEW.mark, NEW.body_mark) == request_marks(text)
    assert request_marks(withdrawn("why")) is None
    assert request_marks(None) is None


def test_findings_stand_in_a_fence() -> None:
    """What a file says can mention nobody and end no fence."""
    found = "the name is '@everyone ``` <!-- -->'"
    one = Problem(id="workflow-x", file="a.yml", line=3, found=found, fix="change it")
    file = RenderedFile(
        path="a.yml", forge="github", state="differs", text="b", diff="", mended=(one,)
    )

    body = change(file, "a").body

    assert f"````text\na.yml:3: {found}; change it [workflow-x]\n````" in body


def test_the_same_change_of_another_text_is_another() -> None:
    """So that the proposal starts anew where the default branch changed the file."""
    file = RenderedFile(path="a.yml", forge="github", state="differs", text="b", diff="")

    assert change(file, "a").mark != change(file, "c").mark
    assert change(file, "a").mark == change(file, "a").mark


def test_nothing_is_delivered_without_the_field() -> None:
    """The default is to write nothing."""
    text = CONFIGS["github"].replace(", workflow_by: pull-request", "")

    assert () == places(config_of(text))


def test_several_files_have_branches_of_their_own() -> None:
    """None of them is a folder of another one, which git could not hold."""
    more = "[{index: pypi, environment: pypi}, {index: testpypi, environment: a, workflow: b.yml}]"
    text = CONFIGS["github"].replace("[{index: pypi, environment: pypi}]", more)

    branches = [one.branch for one in places(config_of(text))]

    assert 2 == len(set(branches))
    assert all(one.startswith(f"{BRANCH}-") and one.count("/") == 1 for one in branches)


@pytest.mark.parametrize(
    ("pattern", "name", "covered"),
    [
        ("trustpub/*", "trustpub/release-workflow", True),
        ("*", "trustpub/release-workflow", True),
        ("*-workflow", "trustpub/release-workflow", True),
        ("trustpub/release-workflow", "trustpub/release-workflow", True),
        ("trustpub", "trustpub/release-workflow", False),
        ("trustpub.release-workflow", "trustpub/release-workflow", False),
    ],
)
def test_wildcards_of_protected_branches(pattern: str, name: str, covered: bool) -> None:
    """A star is any text."""
    assert covered == wildcard(pattern, name)
