"""Since when uploads need no token: read from the commits of both forges."""

from collections.abc import Mapping
from typing import Any

import pytest

from trustpub.migrate.model import Kept, Mention, Place, Publisher, Swap
from trustpub.migrate.proving.history import MOST
from trustpub.migrate.proving.swapping import swaps
from trustpub.model import Forge, Identity, Unknown
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

from .histories import PIPELINE, PROJECT, REPOSITORY, WORKFLOW, Made, Past, line, past

ACTION = """on: {{push: {{tags: ["v*"]}}}}
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: pypi
    permissions: {{id-token: write}}
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1{more}
"""
TOKEN = ACTION.format(more="\n        with: {password: '${{ secrets.OUR_TOKEN }}'}")
FREE = ACTION.format(more="")
BOTH = FREE + TOKEN.partition("jobs:\n")[2].replace("publish:", "again:", 1)
QUIET = "on: push\njobs: {test: {runs-on: ubuntu-latest, steps: [{run: pytest}]}}\n"
GITLAB = """publish:
  environment: pypi
  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}
  script: [COMMAND]
"""
TWINE = GITLAB.replace("COMMAND", "twine upload dist/*")
INLINE = GITLAB.replace("COMMAND", "TWINE_PASSWORD=$OUR_TOKEN twine upload dist/*")
UNSET = GITLAB.replace("COMMAND", "unset TWINE_PASSWORD, twine upload dist/*")
DAYS = [f"2026-0{n}-01T12:00:00Z" for n in range(1, 10)]


def publisher(forge: Forge, index: Any = "pypi") -> Publisher:
    """A declared publisher."""
    identity = Identity(
        forge=forge,
        issuer="https://gitlab.com",
        namespace="octo-org",
        project="sampleproject",
        workflow="release.yml",
        environment="pypi",
    )
    return Publisher(project="sampleproject", index=index, identity=identity)


def github(
    *commits: Mapping[str, str] | str, **more: Any
) -> tuple[Swap, tuple[Unknown, ...], Past]:
    """What is told of PyPI after some commits, the newest last; a text is the release workflow."""
    files = [{WORKFLOW: one} if isinstance(one, str) else one for one in commits]
    return told("github", line(*zip(DAYS, files, strict=False)), **more)


def gitlab(
    *commits: Mapping[str, str] | str, **more: Any
) -> tuple[Swap, tuple[Unknown, ...], Past]:
    """The same on GitLab; a text is the pipeline."""
    files = [{PIPELINE: one} if isinstance(one, str) else one for one in commits]
    return told("gitlab", line(*zip(DAYS, files, strict=False)), **more)


def told(
    forge: Forge, commits: list[Made], broken: dict[str, int] | None = None, **more: Any
) -> tuple[Swap, tuple[Unknown, ...], Past]:
    """The swap of PyPI, what is unknown, and who was asked."""
    client = past(commits, broken=broken or {})
    now = Memory({path: text.encode() for path, text in commits[0].files.items()})
    pipelines = (PIPELINE,) if forge == "gitlab" else ()
    name = REPOSITORY if forge == "github" else PROJECT
    reading = read_repository(now, pipelines)
    found, unknown = swaps(
        client, forge, name, [publisher(forge)], reading, pipelines, "main", **more
    )
    (one,) = [each for each in found if each.index == "pypi"]
    return one, unknown, client


def when(one: Swap) -> tuple[str, str, tuple[str, ...], str]:
    """State, day, names and commit."""
    return one.state, one.since.isoformat()[:10] if one.since else "", one.before, one.commit


@pytest.mark.parametrize(
    ("commits", "expected"),
    [
        ((TOKEN, FREE), ("swapped", "2026-02-01", ("OUR_TOKEN",), "c1")),
        ((FREE, TOKEN, FREE, FREE + "# more\n"), ("swapped", "2026-03-01", ("OUR_TOKEN",), "c2")),
        ((TOKEN, QUIET, FREE), ("swapped", "2026-02-01", ("OUR_TOKEN",), "c1")),
        ((FREE, BOTH), ("token", "", ("OUR_TOKEN",), "")),
        ((TOKEN, QUIET), ("none", "", (), "")),
        (
            ({".github/workflows/old.yml": TOKEN}, {WORKFLOW: FREE}),
            ("swapped", "2026-02-01", ("OUR_TOKEN",), "c1"),
        ),
        (
            (
                {".github/workflows/old.yml": TOKEN},
                {".github/workflows/old.yml": TOKEN, WORKFLOW: FREE},
                {WORKFLOW: FREE},
            ),
            ("swapped", "2026-03-01", ("OUR_TOKEN",), "c2"),
        ),
    ],
)
def test_since_the_last_commit_with_a_token(commits: tuple[str, ...], expected: Any) -> None:
    """The commit after it counts, whichever workflow of the repository the token was in."""
    one, unknown, _ = github(*commits)

    assert expected == when(one)
    assert () == unknown


def test_a_token_of_an_action_beside_the_workflows_is_followed() -> None:
    """The commits of a file that only an older reading tells of are walked too."""
    action = """runs: {using: composite, steps: [{shell: bash, run: twine upload dist/*,
      env: {TWINE_PASSWORD: '${{ inputs.t }}'}}]}
inputs: {t: {default: pypi-abc}}
"""
    flow = FREE.replace("uses: pypa/gh-action-pypi-publish@release/v1", "uses: ./publish")
    free = action.replace("twine upload dist/*", "uv publish").replace("TWINE_PASSWORD", "OTHER")
    one, _, client = github(
        {WORKFLOW: flow, "publish/action.yml": action},
        {WORKFLOW: flow, "publish/action.yml": free},
    )

    assert ("swapped", "2026-02-01") == when(one)[:2]
    assert any("path=publish%2Faction.yml" in address for address in client.asked)


def test_a_project_that_never_had_a_token_is_dated_too() -> None:
    """Nothing before the oldest commit is needed: no file by the publisher is older."""
    one, unknown, _ = github(FREE, FREE + "# more\n")

    assert ("swapped", "", (), "c0") == when(one)
    assert one.at_latest
    assert one.at_latest.isoformat() == "2026-01-01T12:00:00+00:00"
    assert "no commit before it needed a token" == one.why
    assert () == unknown


@pytest.mark.parametrize("count", [MOST, MOST + 1, MOST + 5])
def test_the_walk_ends_somewhere(count: int) -> None:
    """Older commits than the newest so many are not looked at; the swap is older than these."""
    dates = [f"2026-01-{n // 24 + 1:02}T{n % 24:02}:00:00Z" for n in range(count + 1)]
    texts = [TOKEN, *(f"{FREE}# {n}\n" for n in range(count))]
    commits = line(*((day, {WORKFLOW: text}) for day, text in zip(dates, texts, strict=True)))

    one, _, client = told("github", commits)

    assert one.since is None
    assert one.at_latest is not None
    assert f"the newest {MOST} commits needed no token" == one.why
    assert 1 == sum("commits?" in address for address in client.asked)
    assert len(client.asked) <= 2 * MOST + 3


def test_only_files_that_changed_are_read_again() -> None:
    """A commit costs its list, and the files that are new to it."""
    others = {f".github/workflows/t{n}.yml": QUIET for n in range(5)}

    _, _, client = github(*({**others, WORKFLOW: text} for text in (TOKEN, FREE, FREE + "#\n")))

    reads = [address for address in client.asked if "/contents/.github/workflows/" in address]
    assert 5 + 3 == len(reads)


@pytest.mark.parametrize(
    ("dates", "merged", "expected"),
    [
        (("2026-01-01T12:00:00Z", "2026-02-01T12:00:00Z"), "2026-02-03T12:00:00Z", "2026-02-03"),
        (("2026-01-01T12:00:00Z", "2026-02-01T12:00:00Z"), "2026-01-15T12:00:00Z", "2026-02-01"),
        (("2026-03-01T12:00:00Z", "1999-01-01T12:00:00Z"), None, "2026-03-01"),
        (("2026-01-01T12:00:00+09:00", "2026-02-01T03:00:00+09:00"), None, "2026-01-31"),
    ],
)
def test_of_several_dates_the_latest_counts(
    dates: tuple[str, str], merged: str | None, expected: str
) -> None:
    """A committer's date can be set by anyone: that of the merge and of the commit before count."""
    for forge, path, texts in (
        ("github", WORKFLOW, (TOKEN, FREE)),
        ("gitlab", PIPELINE, (INLINE, TWINE)),
    ):
        old, new = (Made(f"c{n}", dates[n], {path: texts[n]}) for n in (0, 1))
        one, _, _ = told(forge, [Made(new.sha, new.date, new.files, merged), old])  # type: ignore[arg-type]

        assert expected == when(one)[1]


def test_a_merge_that_cannot_be_seen_is_told() -> None:
    """The committer's date is left, and the sentence."""
    one, unknown, _ = github(TOKEN, FREE, broken={"/pulls": 403})

    assert "2026-02-01" == when(one)[1]
    assert "when it was merged could not be seen" in one.why
    assert () == unknown


@pytest.mark.parametrize("status", [403, 409, 500])
def test_commits_that_cannot_be_listed_leave_the_time_unknown(status: int) -> None:
    """The state is that of the files, since when is not known."""
    one, (unknown,), _ = github(TOKEN, FREE, broken={"/commits?": status})

    assert ("swapped", "", (), "") == when(one)
    assert one.at_latest is None
    assert str(status) in unknown.why


def test_an_old_commit_that_cannot_be_read_may_have_had_a_token() -> None:
    """Then since is after it at the latest, and nobody says that a token fed it."""
    one, unknown, _ = github(TOKEN, FREE, FREE + "#\n", broken={"ref=c1": 500})

    assert ("swapped", "2026-03-01", (), "c2") == when(one)
    assert "what came before could not be read" in one.why
    assert () == unknown


def test_an_old_file_that_is_no_yaml_may_have_had_a_token() -> None:
    """What nobody can read hides anything."""
    one, _, _ = github("a: [\n", FREE)

    assert "2026-02-01" == when(one)[1]
    assert "what came before could not be read" in one.why


def test_files_that_changed_while_they_were_read_are_unknown() -> None:
    """The newest commit still has the token that the reading does not show."""
    client = past(line((DAYS[0], {WORKFLOW: TOKEN})))
    reading = read_repository(Memory({WORKFLOW: FREE.encode()}), ())

    (one,), (unknown,) = swaps(client, "github", REPOSITORY, [publisher("github")], reading)

    assert "unknown" == one.state
    assert "changed while they were read" in unknown.why


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            FREE + "  odd: {uses: other/repo/.github/workflows/x.yml@v1, secrets: inherit}\n",
            "unknown",
        ),
        (
            FREE.replace(
                "release/v1", "release/v1\n        with: {repository-url: '${{ vars.U }}'}"
            ),
            "none",
        ),
        (TOKEN.replace("with: {", "with: {repository-url: '${{ vars.U }}', "), "unknown"),
        ("a: [\n", "unknown"),
    ],
)
def test_what_could_hide_a_token_is_unknown(text: str, state: str) -> None:
    """An address that is not in the files matters only where a token goes to it."""
    one, unknown, _ = github(text)

    assert state == one.state
    assert bool(unknown) == (state == "unknown")


@pytest.mark.parametrize(
    ("commits", "expected"),
    [
        ((INLINE, TWINE), ("swapped", "2026-02-01", ("OUR_TOKEN",), "c1")),
        (
            (
                {PIPELINE: "include: [{local: /ci/up.yml}]\n", "ci/up.yml": INLINE},
                {PIPELINE: "include: [{local: /ci/up.yml}]\n", "ci/up.yml": TWINE},
            ),
            ("swapped", "2026-02-01", ("OUR_TOKEN",), "c1"),
        ),
        ((TWINE, INLINE), ("token", "", ("OUR_TOKEN",), "")),
    ],
)
def test_pipelines_and_what_they_include(commits: Any, expected: Any) -> None:
    """GitLab's commits are walked by the files that a pipeline is made of."""
    one, _, _ = gitlab(*commits)

    assert expected == when(one)


def test_commits_of_one_second_keep_their_order() -> None:
    """The list of one file knows what dates do not tell."""
    include = "include: [{local: /ci/up.yml}]\n"
    texts = [INLINE, TWINE, TWINE + "# more\n"]
    commits = line(*((DAYS[0], {PIPELINE: include, "ci/up.yml": text}) for text in texts))

    assert ("swapped", DAYS[0][:10], ("OUR_TOKEN",), "c1") == when(told("gitlab", commits)[0])


def test_includes_of_gitlabs_own_templates_hide_nothing() -> None:
    """Those of others may."""
    templates = "include: [{template: Jobs/SAST.gitlab-ci.yml}]\n"
    remote = "include: [{remote: 'https://example.org/x.yml'}]\n"

    assert "swapped" == gitlab(templates + TWINE)[0].state
    assert "unknown" == gitlab(remote + TWINE)[0].state


def kept(name: str) -> Kept:
    """A variable of the project."""
    place = Place(forge="gitlab", level="repository", holder=PROJECT, store="ci", kind="variable")
    return Kept(place=place, name=name)


def mention(name: str) -> Mention:
    """What the upload would take from its environment."""
    return Mention(file=PIPELINE, line=4, name=name, use="upload", indexes=("pypi",))


def test_a_variable_that_nobody_names_feeds_the_upload() -> None:
    """GitLab gives it to every job, and twine prefers it to the job's identity."""
    more = {"mentions": [mention("TWINE_PASSWORD")], "kept": [kept("TWINE_PASSWORD")]}

    one, unknown, _ = gitlab(TWINE, **more)

    assert ("token", "", ("TWINE_PASSWORD",), "") == when(one)
    assert () == unknown
    assert "swapped" == gitlab(TWINE, **{**more, "kept": [kept("twine_password")]})[0].state


def test_variables_that_cannot_be_listed_leave_it_unknown() -> None:
    """One that an upload would take might be there."""
    one, (unknown,), _ = gitlab(TWINE, mentions=[mention("TWINE_PASSWORD")], unseen="no right")

    assert "unknown" == one.state
    assert "no right" in unknown.why
    assert "swapped" == gitlab(TWINE, unseen="no right")[0].state


def test_since_the_commit_that_unsets_a_variable() -> None:
    """Before it, the variable that is still there fed the upload."""
    one, _, _ = gitlab(TWINE, UNSET, kept=[kept("TWINE_PASSWORD")])

    assert ("swapped", "2026-02-01", ("TWINE_PASSWORD",), "c1") == when(one)


def test_each_index_has_its_own_time() -> None:
    """TestPyPI comes first, declared or not."""
    test = FREE.replace(
        "release/v1", "release/v1\n        with: {repository-url: 'https://test.pypi.org/legacy/'}"
    )
    both = test.replace("publish:", "test:", 1) + FREE.partition("jobs:\n")[2]
    reading = read_repository(Memory({WORKFLOW: both.encode()}), ())
    client = past(line((DAYS[0], {WORKFLOW: TOKEN}), (DAYS[1], {WORKFLOW: both})))

    found, unknown = swaps(client, "github", REPOSITORY, [publisher("github")], reading)

    assert ["testpypi", "pypi"] == [one.index for one in found]
    assert [None, "2026-02-01"] == [one.since and one.since.isoformat()[:10] for one in found]
    assert () == unknown
