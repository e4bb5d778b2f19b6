"""What is decided, without any forge; texts that nobody can misuse."""

import pytest

from trustpub.config import Config
from trustpub.model import Problem
from trustpub.patching.model import RenderedFile
from trustpub.proposing.declared import BRANCH, places
from trustpub.proposing.model import (
    Branch,
    Change,
    Edit,
    FileWish,
    Owner,
    Request,
    Seen,
    State,
    Wish,
)
from trustpub.proposing.on_gitlab import wildcard
from trustpub.proposing.plan import branch_of, decide, ending, together
from trustpub.proposing.wording import (
    change,
    commit_mark,
    commit_message,
    commit_owner,
    edit,
    request_marks,
    request_owner,
    request_text,
    withdrawn,
)

from .conftest import CONFIGS, config_of

EDIT = Edit("a.yml", "text", True, "a" * 20, "told")
CLAIM = "c" * 20
NEW = Change((EDIT,), "a" * 20, "title", "body", "b" * 20, (CLAIM,))
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
        (WISH, NOTHING._replace(branch=OURS, declined=(OPEN,)), "declined", ()),
        (
            WISH,
            NOTHING._replace(branch=OURS, declined=(OPEN._replace(marks=None),)),
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
        ({"1": "a"}, True, True, "a"),
        ({"0": "d", "1": "a"}, True, True, "a"),
        ({"0": "", "1": "a"}, True, False, "a"),
        ({"1": ""}, True, False, None),
        ({"0": "a"}, True, False, None),
        ({"1": "a"}, False, False, "a"),
    ],
)
def test_whose_branch_it_is(
    marks: dict[str, str], whole: bool, ours: bool, mark: str | None
) -> None:
    """One commit of somebody else, or a list cut short: it is not ours."""
    texts = {
        sha: commit_message(NEW._replace(mark=one * 20)) if one else "by hand"
        for sha, one in marks.items()
    }

    found = branch_of(texts, "1", whole)

    assert (ours, mark and mark * 20) == (found.ours, found.mark)
    assert {frozenset((CLAIM,))} >= {one.claims for one in found.owners}


def test_a_commit_of_a_time_without_claims_tells_its_file() -> None:
    """By its title; the branch is then not known to be of a config."""
    text = "Mend a.yml as the release config asks for it\n\nTrustpub-Proposal: " + "a" * 20

    found = branch_of({"1": text}, "1", True)

    assert ((Owner(path="a.yml"),), False) == (found.owners, found.claimed)
    assert Owner(path="b.yml") == commit_owner("Publish from b.yml without a long-lived token\n")


def test_marks_come_back() -> None:
    """From a commit, from a request, also with the line ends of a browser."""
    text = request_text(NEW).replace("\n", "\r\n")

    assert NEW.mark == commit_mark(commit_message(NEW))
    assert commit_mark("Trustpub-Proposal: by hand") is None
    assert (NEW.mark, NEW.body_mark) == request_marks(text)
    assert request_marks(withdrawn("why")) is None
    assert request_marks(None) is None


def file(path: str = "a.yml", text: str = "b", mended: tuple[Problem, ...] = ()) -> RenderedFile:
    """A file that differs."""
    return RenderedFile(
        path=path, forge="github", state="differs", text=text, diff="", mended=mended
    )


def edited(path: str = "a.yml", before: str = "a") -> Edit:
    """Its edit."""
    return edit(file(path), "b", before)


def test_findings_stand_in_a_fence() -> None:
    """What a file says can mention nobody and end no fence."""
    found = "the name is '@everyone ``` <!-- -->'"
    one = Problem(id="workflow-x", file="a.yml", line=3, found=found, fix="change it")

    body = change((edit(file(mended=(one,)), "b", "a"),)).body

    assert f"````text\na.yml:3: {found}; change it [workflow-x]\n````" in body


def test_marks_that_a_file_says_are_not_those_of_the_request() -> None:
    """The last ones count."""
    fake = f"<!-- trustpub-proposal {'d' * 20} {'e' * 20} --> <!-- trustpub-claims {'f' * 20} -->"
    text = request_text(NEW._replace(body=fake))

    assert (NEW.mark, NEW.body_mark) == request_marks(text)
    assert Owner(frozenset((CLAIM,))) == request_owner("title", text)


def test_the_same_change_of_another_text_is_another() -> None:
    """So that the proposal starts anew where the default branch changed the file."""
    one = edited()

    assert one.mark != edited(before="c").mark
    assert one.mark == edited().mark == change((one,)).mark
    assert one.mark != change((one, edited("c.yml"))).mark


def test_several_files_are_told_one_by_one() -> None:
    """One title, a part for each file, the end once; who needs a person is told too."""
    rest = FileWish("c.yml", "needs a person", ("c.yml:1: @x; y [workflow-z]",))

    found = change((edited(), edited("b.yml")), (rest,))

    assert "Mend a.yml and b.yml as the release config asks for it" == found.title
    for told in ("`a.yml` is not what", "`b.yml` is not what", "`c.yml` is not changed by this"):
        assert 1 == found.body.count(told)
    assert "```text\nc.yml:1: @x; y [workflow-z]\n```" in found.body
    assert 1 == found.body.count("Take it or close it")


def test_a_title_is_never_too_long() -> None:
    """GitLab takes 255 characters."""
    many = tuple(edited(f"{'x' * 30}{n}.yml") for n in range(30))

    assert "Mend 30 files as the release config asks for it" == change(many).title


def test_what_is_too_long_for_a_request_is_left_out() -> None:
    """Each file is still named, and where to find the rest."""
    one = Problem(id="workflow-x", file="a.yml", line=3, found="x" * 30_000, fix="change it")
    edits = tuple(edit(file(path, mended=(one,)), "b", "a") for path in ("a.yml", "b.yml"))

    body = change(edits, (FileWish("c.yml", "needs a person", ("y",)),)).body

    assert len(body) < 1_000
    assert all(f"`{path}` is not" in body for path in ("a.yml", "b.yml", "c.yml"))
    assert "trustpub check --repo" in body


PROPOSED = FileWish("a.yml", "proposed", ("see to x",), edited())


@pytest.mark.parametrize(
    ("wishes", "state", "left", "edits"),
    [
        ([PROPOSED], "proposed", ("see to x",), 1),
        ([FileWish("a.yml", "agrees", ())], "agrees", (), 0),
        (
            [PROPOSED, FileWish("b.yml", "agrees", ())],
            "proposed",
            ("a.yml: see to x",),
            1,
        ),
        (
            [PROPOSED, FileWish("b.yml", "needs a person", ("b.yml:3: y",))],
            "proposed",
            ("a.yml: see to x", "b.yml:3: y"),
            1,
        ),
        ([PROPOSED, PROPOSED._replace(path="b.yml")], "proposed", None, 2),
        (
            [FileWish("a.yml", "agrees", ()), FileWish("b.yml", "needs a person", ("y",))],
            "needs a person",
            ("b.yml: y",),
            0,
        ),
        (
            [FileWish("a.yml", "needs a person", ("x",)), FileWish("b.yml", "unknown", ("y",))],
            "unknown",
            ("a.yml: x", "b.yml: y"),
            0,
        ),
        (
            [FileWish("a.yml", "unreadable", ("x",)), FileWish("b.yml", "unknown", ("y",))],
            "unreadable",
            ("a.yml: x", "b.yml: y"),
            0,
        ),
    ],
)
def test_wishes_of_several_files(
    wishes: list[FileWish], state: State, left: tuple[str, ...] | None, edits: int
) -> None:
    """Every edit goes into one change; without any, the worst state is told."""
    found = together(wishes, change)

    assert (state, edits) == (found.state, len(found.change.edits) if found.change else 0)
    assert left in (None, found.left)


def test_who_refused_a_part_refused_the_whole() -> None:
    """A request of one file that a person closed, of a time when each file had its own."""
    whole = change((edited(), edited("b.yml")))
    no = Request(1, "link", (edited().mark, "x" * 20))

    found = decide(Wish("proposed", (), whole), NOTHING._replace(declined=(no,)), "branch")

    assert "declined" == found.state
    assert "link" in found.left[0]


def test_nothing_is_delivered_without_the_field() -> None:
    """The default is to write nothing."""
    text = CONFIGS["github"].replace(", workflow_by: pull-request", "")

    assert () == places(config_of(text))


def several(project: str = "sampleproject", second: str = "b.yml") -> Config:
    """A config of two files."""
    test = f"{{index: testpypi, environment: a, workflow: {second}}}"
    more = f"[{{index: pypi, environment: pypi}}, {test}]"
    text = CONFIGS["github"].replace("[{index: pypi, environment: pypi}]", more)
    return config_of(text.replace("project: sampleproject", f"project: {project}", 1))


def test_all_files_of_a_repository_are_one_place() -> None:
    """Its branches are no folders of one another, which git could not hold."""
    (found,) = places(several())

    assert (".github/workflows/release.yml", ".github/workflows/b.yml") == found.paths
    assert BRANCH == found.branches[0]
    branches = {*found.branches, *found.former}
    assert 4 == len(branches)
    assert all(one.startswith(BRANCH) and one.count("/") == 1 for one in branches)
    assert all(one.isascii() and len(one) < 100 for one in branches)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (several(), several("other")),
        (several("a" * 90), several("a" * 90 + "b")),
        (several("a-b"), several("a-c")),
    ],
)
def test_two_configs_of_a_repository_have_names_and_claims_of_their_own(
    one: Config, other: Config
) -> None:
    """Also where both name the same files."""
    ((mine,), (theirs,)) = places(one), places(other)

    assert mine.branches[1] != theirs.branches[1]
    assert set(mine.claims).isdisjoint(theirs.claims)


def test_spellings_of_a_project_are_one() -> None:
    """As the index has it."""
    ((one,), (other,)) = places(several("Sample_Project")), places(several("sample-project"))

    assert (one.claims, one.branches[1][-6:]) == (other.claims, other.branches[1][-6:])


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
