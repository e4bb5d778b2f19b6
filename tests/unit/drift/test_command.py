"""`trustpub drift` against both forges of the sandbox."""

from pathlib import Path

import pytest

from trustpub.cli import main

from .conftest import World
from .made import document, finding, section

LIB = section("octo-org/lib", finding())
TOOL = section("octo-org/tool", finding(severity="warning"))
ON_GITHUB = ("--repo", "octo-org/trust")
ON_GITLAB = ("--project", "group/sub/trust")


def test_dry_run_writes_nothing(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """It tells what it would do, and that there is something to do."""
    assert 1 == world.drift(*ON_GITHUB, sections=(LIB, section("octo-org/fine")))
    assert "would open github:octo-org/lib\n" == capsys.readouterr().out
    assert [] == world.sandbox.writes()


@pytest.mark.parametrize("where", [ON_GITHUB, ON_GITLAB])
def test_one_issue_for_each(world: World, where: tuple[str, str]) -> None:
    """Opened once; a second run sends nothing at all."""
    assert 0 == world.drift(*where, "--apply", sections=(LIB, TOOL))
    before = world.sandbox.mark()
    assert 0 == world.drift(*where, "--apply", sections=(LIB, TOOL))
    assert [] == world.sandbox.writes(before)
    issues = world.on_github() if where == ON_GITHUB else world.on_gitlab()
    assert ["octo-org/lib: 1 error", "octo-org/tool: 1 warning"] == [
        one.title.removeprefix("Release trust of ") for one in issues
    ]


def test_life_of_an_issue_on_github(world: World) -> None:
    """Opened, rewritten, closed, opened again: one issue, by another client's eyes."""
    steps = []
    worse = section("octo-org/lib", finding(), finding("audit-open-deployment"))
    for found in (LIB, worse, section("octo-org/lib"), section("octo-org/lib"), LIB):
        assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(found,))
        (issue,) = world.on_github()
        steps.append((issue.state, issue.state_reason, issue.title.rpartition(": ")[2]))
    assert [
        ("open", None, "1 error"),
        ("open", None, "2 errors"),
        ("closed", "completed", "nothing found"),
        ("closed", "completed", "nothing found"),
        ("open", "reopened", "1 error"),
    ] == steps


def test_life_of_an_issue_on_gitlab(world: World) -> None:
    """The same; it is confidential, and stays so."""
    lib = section("group/lib", finding(), forge="gitlab")
    worse = section("group/lib", finding(), finding("audit-open-deployment"), forge="gitlab")
    steps = []
    for found in (lib, worse, section("group/lib", forge="gitlab"), lib):
        assert 0 == world.drift(*ON_GITLAB, "--apply", sections=(found,))
        (issue,) = world.on_gitlab()
        steps.append((issue.state, issue.confidential, issue.title.rpartition(": ")[2]))
    assert [
        ("opened", True, "1 error"),
        ("opened", True, "2 errors"),
        ("closed", True, "nothing found"),
        ("opened", True, "1 error"),
    ] == steps


def test_unseen_and_unnamed_are_left_alone(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """An audit that saw too little closes nothing, and is no good news."""
    world.drift(*ON_GITHUB, "--apply", sections=(LIB, TOOL))
    before = world.sandbox.mark()
    capsys.readouterr()
    assert 3 == world.drift(*ON_GITHUB, "--apply", sections=(section("octo-org/lib", unseen=3),))
    assert [] == world.sandbox.writes(before)
    said = capsys.readouterr()
    assert "leave 1 github:octo-org/lib: 3 of it could not be seen\n" in said.out
    assert "leave 2 github:octo-org/tool: the report does not name it\n" in said.out
    assert "trustpub drift: not seen: octo-org/lib 0: 403, and 2 more\n" == said.err


def test_findings_do_not_hide_what_was_not_seen(world: World) -> None:
    """They are written, and the job is told that there may be more elsewhere."""
    seen = (LIB, section("octo-org/hidden", unseen=1))
    assert 1 == world.drift(*ON_GITHUB, sections=seen)
    assert 3 == world.drift(*ON_GITHUB, "--apply", sections=seen)
    assert 1 == len(world.on_github())


def test_issues_of_others_are_not_touched(world: World) -> None:
    """Neither a question that quotes the mark, nor one without a text."""
    for body in (None, "See\n<!-- trustpub-drift github:octo-org/lib -->"):
        post(world, {"title": "A question", "body": body})
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(LIB,))
    assert [1, 2, 3] == [one.number for one in world.on_github()]
    assert {"A question"} == {one.title for one in world.on_github()[:2]}


def test_place_that_was_renamed(world: World) -> None:
    """Reads are redirected and writes are not: it is asked for by the name that it has now."""
    path, new = "/repos/octo-org/trust", {"name": "confidence"}
    world.sandbox.patch("github", path, "boss-token", new)
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(LIB,))
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(section("octo-org/lib"),))
    assert 0 == world.drift("--repo", "octo-org/confidence", sections=(section("octo-org/lib"),))


def test_address_with_a_password(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """It is neither used nor shown."""
    url = world.sandbox.urls["github"].replace("//", "//me:secret-word@")
    world.monkeypatch.setenv("GITHUB_BASE_URL", url)
    assert 2 == world.drift(*ON_GITHUB, "--apply", sections=(LIB,))
    assert "secret-word" not in "".join(capsys.readouterr())


def test_pull_request_with_a_mark_is_no_issue(world: World) -> None:
    """GitHub lists pull requests among the issues; one that quotes our text is not rewritten."""
    world.drift(*ON_GITHUB, "--apply", sections=(LIB,))
    body = world.on_github()[0].body
    row = {"number": 9, "title": "Quotes", "state": "open", "body": body, "pull_request": {}}
    world.sandbox.faults(
        "github", {"method": "GET", "path": "/issues", "status": 200, "body": [row]}
    )
    before = world.sandbox.mark()
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(section("octo-org/lib"),))
    world.sandbox.faults("github")
    assert [] == world.sandbox.writes(before)


def post(world: World, body: dict[str, str | None]) -> None:
    """An issue of somebody else."""
    import requests

    url = f"{world.sandbox.urls['github']}/repos/octo-org/trust/issues"
    headers = {"Authorization": "Bearer boss-token"}
    assert 201 == requests.post(url, json=body, headers=headers, timeout=10).status_code


def test_ours_is_found_behind_many_others(world: World) -> None:
    """On the second page."""
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(LIB,))
    for number in range(120):
        post(world, {"title": f"Question {number}"})
    before = world.sandbox.mark()
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(LIB,))
    assert [] == world.sandbox.writes(before)


@pytest.mark.parametrize(
    ("words", "token", "said"),
    [
        (("--repo", "octo-org/open"), "boss-token", "octo-org/open is public: an issue tells who"),
        (("--project", "group/open"), "boss-token", "group/open is public"),
        (("--repo", "octo-org/old"), "boss-token", "is archived"),
        (("--repo", "octo-org/none"), "boss-token", "is not shown to the token in GITHUB_TOKEN"),
        (ON_GITHUB, "stranger-token", "is not shown to the token"),
        (ON_GITHUB, "", "GITHUB_TOKEN is not set"),
        (ON_GITLAB, "", "GITLAB_TOKEN is not set"),
        ((), "boss-token", "no place for issues is named"),
    ],
)
def test_places_that_will_not_do(
    world: World,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    token: str,
    said: str,
) -> None:
    """A sentence, exit code 2, and nothing written."""
    assert 2 == world.drift(*words, "--apply", sections=(LIB,), token=token)
    assert said in capsys.readouterr().err
    assert [] == world.sandbox.writes()


@pytest.mark.parametrize("text", ["", "{}", "no JSON", '{"schema": {"name": "trustpub.check"}}'])
def test_reports_that_are_none(
    world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    """An audit that crashed leaves an empty file: nothing is closed for that."""
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")
    assert 2 == main(["drift", str(path), *ON_GITHUB, "--apply"])
    assert "is no report" in capsys.readouterr().err
    assert 2 == main(["drift", str(tmp_path / "none.json"), *ON_GITHUB, "--apply"])
    path.write_text(document(looked=False), "utf-8")
    assert 2 == main(["drift", str(path), *ON_GITHUB, "--apply"])
    assert "the audit did not begin" in capsys.readouterr().err
    assert [] == world.sandbox.events("github")


def test_the_place_is_that_of_the_job(world: World) -> None:
    """In CI nothing has to be named."""
    world.monkeypatch.setenv("CI_PROJECT_PATH", "group/sub/trust")
    assert 0 == world.drift("--apply", sections=(LIB,))
    world.monkeypatch.setenv("GITHUB_REPOSITORY", "octo-org/trust")
    assert 0 == world.drift("--apply", sections=(LIB, TOOL))
    assert (1, 2) == (len(world.on_gitlab()), len(world.on_github()))


@pytest.mark.parametrize("where", [ON_GITHUB, ON_GITLAB])
def test_token_that_may_not_write(
    world: World, capsys: pytest.CaptureFixture[str], where: tuple[str, str]
) -> None:
    """Told once, with what to do; nothing more is sent; no token in any text."""
    assert 3 == world.drift(*where, "--apply", sections=(LIB, TOOL), token="read-token")
    said = capsys.readouterr().err
    assert "give it the right to write issues" in said
    assert "open github:octo-org/tool: not sent" in said
    assert "read-token" not in said
    assert 1 == len(world.sandbox.writes())


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "GET", "path": "/issues", "status": 500, "times": None},
        {"method": "GET", "path": "/issues", "status": 200, "body": [{"number": 1}]},
        {"method": "GET", "path": "/issues", "status": 200, "body": {"no": "list"}},
        {"method": "GET", "path": "/issues", "status": 403, "body": {}},
        {"method": "GET", "path": "/issues", "status": 0, "times": None},
        {"method": "GET", "path": "/repos/octo-org/trust$", "status": 401},
    ],
)
def test_nothing_is_written_unless_all_issues_were_seen(
    world: World, capsys: pytest.CaptureFixture[str], fault: dict[str, object]
) -> None:
    """One that was not seen would be opened a second time."""
    world.sandbox.faults("github", fault)
    assert 3 == world.drift(*ON_GITHUB, "--apply", sections=(LIB,))
    world.sandbox.faults("github")
    assert capsys.readouterr().err.startswith("trustpub drift: http")
    assert [] == world.sandbox.writes()


@pytest.mark.parametrize("status", [0, 429, 500, 422, 302])
def test_write_that_fails_is_told_and_not_repeated(world: World, status: int) -> None:
    """The answer may be lost after the deed: the next run finds the issue, and opens no other."""
    lost = {"method": "POST", "path": "/issues", "status": status, "when": "after"}
    world.sandbox.faults("github", lost)
    assert 3 == world.drift(*ON_GITHUB, "--apply", sections=(LIB, TOOL))
    world.sandbox.faults("github")
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=(LIB, TOOL))
    assert 2 == len(world.on_github())


def test_one_run_writes_so_many_at_most(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub's limit of an hour; the next run goes on where this one ended."""
    world.monkeypatch.setattr("trustpub.drift.writing.MOST", 2)
    many = tuple(section(f"octo-org/lib{n}", finding()) for n in range(3))
    assert 3 == world.drift(*ON_GITHUB, "--apply", sections=many)
    assert "2 are enough for one run" in capsys.readouterr().err
    assert 0 == world.drift(*ON_GITHUB, "--apply", sections=many)
    assert 3 == len(world.on_github())


def test_nothing_but_issues_is_written(world: World) -> None:
    """By the event log of both forges."""
    for where in (ON_GITHUB, ON_GITLAB):
        for found in (LIB, section("octo-org/lib")):
            world.drift(*where, "--apply", sections=(found,))
    paths = {str(event["path"]).split("/issues")[1][:2] for event in world.sandbox.writes()}
    assert {"", "/1"} == paths
    changed = {e["what"] for e in world.sandbox.events("all") if e["kind"] == "change"}
    assert {"issue"} == changed
