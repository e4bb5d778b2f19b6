"""The small decisions: shards, rows, backends, watched files, names, pins."""

import re
from typing import Any

import pytest

from engine.pins import load_pins
from trustpub.fleet.model import Item
from trustpub.fleet_ci.backends import URL, backend
from trustpub.fleet_ci.github import matrix
from trustpub.fleet_ci.model import JOURNAL, FleetCiError, System
from trustpub.fleet_ci.names import LONGEST, label, resource_name, resource_names
from trustpub.fleet_ci.operator import DELAY
from trustpub.fleet_ci.sharding import MOST, lanes, points, shards
from trustpub.fleet_ci.watching import watched
from trustpub.rollout import journal, setting
from trustpub.rollout.naming import shard_of
from trustpub.writing.actions import ENGINE

from .made import KNOWN, project, text, wanted


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, 1), (50, 1), (51, 2), (101, 4), (1000, 32), (12_800, 256), (100_000, 256)],
)
def test_a_shard_has_26_to_50(count: int, expected: int) -> None:
    """Powers of two, so that a fleet that grows seldom gets another number."""
    known = KNOWN._replace(projects=tuple(project("github", f"o/{n}") for n in range(count)))

    assert expected == shards(known, wanted("github-actions"))


@pytest.mark.parametrize("on", MOST)
def test_more_than_a_system_runs_is_refused(on: System) -> None:
    """256 jobs of a matrix, 200 of `parallel:`; as many are taken."""
    assert MOST[on] == shards(KNOWN, wanted(on, shards=MOST[on]))
    with pytest.raises(FleetCiError, match=f"at most {MOST[on]} jobs"):
        shards(KNOWN, wanted(on, shards=MOST[on] + 1))


def test_rows_are_of_one_length() -> None:
    """No more rows than asked, and no job left over."""
    for count in range(1, 201):
        for at_once in range(1, 12):
            found = lanes(count, at_once)
            assert found <= at_once
            assert 0 == count % found


def test_points_are_shared() -> None:
    """Shards that run together stay below the limit of their one token."""
    assert [900, 450, 225, 30] == [points(at_once) for at_once in (1, 2, 4, 30)]
    with pytest.raises(FleetCiError, match="say 30 or fewer"):
        points(31)


REFUSED = {
    "file:///state": "a folder",
    "file://~": "a folder",
    "s3:bucket": "no URL",
    "bucket": "no URL",
    "http://x.example": "no URL",
    "mysql://h/db": "no URL",
    "postgres://u:pw@h/db": "a password",
    "postgres://u:@h/db": "a password",
    "postgres://h/db?user=u&password=pw": "a password",
    "https://[": "no URL",
}


@pytest.mark.parametrize("url", REFUSED)
def test_a_backend_that_cannot_be_shared_is_refused(url: str) -> None:
    """One sentence with what is wrong, and never the password."""
    with pytest.raises(FleetCiError, match=REFUSED[url]) as caught:
        backend(url)
    assert "pw" not in str(caught.value)


def test_a_backend_brings_its_secrets() -> None:
    """By its kind; without a URL it is a secret itself."""
    assert (URL, "PULUMI_CONFIG_PASSPHRASE") == backend("").secrets
    assert ("PULUMI_ACCESS_TOKEN",) == backend("https://api.pulumi.com").secrets
    assert ("AWS_REGION",) == backend("s3://bucket/folder").variables
    assert "PGPASSWORD" in backend("postgres://u@h:5432/db?sslmode=require").secrets


def test_watched_files_are_counted_from_the_repository() -> None:
    """The fleet file, and what it names; one character that may be several is any text."""
    items = [
        Item(0, "files", "libs/*/release.yaml"),
        Item(1, "files", "../app/./release[12]?.yaml"),
        Item(2, "inline", {}),
        Item(3, "files", "libs/*/release.yaml"),
    ]

    found = watched("a/fleet.yaml", items)

    assert ("a/fleet.yaml", "a/libs/*/release.yaml", "app/release**.yaml") == found


@pytest.mark.parametrize("path", ["../x/release.yaml", "/etc/x.yaml", "..", "$X.yaml"])
def test_a_file_outside_of_the_repository_is_refused(path: str) -> None:
    """A checkout would not have it; and one that a CI would read otherwise is, too."""
    words = "something else" if "$" in path else "outside of the repository"
    with pytest.raises(FleetCiError, match=words):
        watched("fleet.yaml", [Item(0, "files", path)])


def test_too_many_files_are_not_listed_for_gitlab() -> None:
    """It takes 50 patterns; with more, every push is looked at, which costs nothing."""
    many = KNOWN._replace(watched=tuple(f"{n}.yaml" for n in range(50)))

    assert "changes:" in text("gitlab-ci")
    assert "changes:" not in text("gitlab-ci", many)


@pytest.mark.parametrize(
    ("fleet", "expected"),
    [("fleet.yaml", "fleet"), ("Teams/A b/x.y.yml", "teams-a-b-x-y"), ("fleet", "fleet")],
)
def test_jobs_are_called_after_the_fleet(fleet: str, expected: str) -> None:
    """In letters that both CIs take for a job."""
    assert expected == label(fleet)


def test_names_of_resources_are_short_and_their_own() -> None:
    """DNS labels of at most 42 characters; what differs only in the middle or in signs does."""
    stacks = ["github_-a_.b-c", "github_-a-b_.c", "github_-a_.b__c", "x" * 99 + "y", "x" * 100]

    found = resource_names(stacks)

    assert len(stacks) == len(set(found.values()))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*[a-z0-9]", name) for name in found.values())
    assert LONGEST >= max(map(len, found.values()))


def test_two_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """However unlikely: a Stack would silently be another's."""
    monkeypatch.setattr("trustpub.fleet_ci.names.resource_name", lambda stack: "same")

    with pytest.raises(FleetCiError, match="a and b would have"):
        resource_names(["a", "b"])
    assert resource_name("a") != resource_name("b")


def test_an_app_lends_tokens_for_its_shard_alone() -> None:
    """Every repository is in the token of its own shard; other owners and queries are refused."""
    names = [f"octo-org/p{n}" for n in range(20)]
    known = KNOWN._replace(projects=tuple(project("github", name) for name in names))
    asked = wanted("github-actions", app="Octo-Org")

    found = matrix(known, asked, 4)

    for name in names:
        shard = shard_of(f"github:{name}", 4)
        holders = [n for n, listed in found.items() if name.split("/")[1] in listed.split(",")]
        assert [shard] == holders
    for other, words in ((KNOWN._replace(unasked=True), "queries"), (known, "not of other")):
        app = asked if words == "queries" else asked._replace(app="other")
        with pytest.raises(FleetCiError, match=words):
            matrix(other, app, 2)
    lots = tuple(project("github", f"octo-org/p{n}") for n in range(501))
    with pytest.raises(FleetCiError, match="larger number"):
        matrix(KNOWN._replace(projects=lots), asked, 1)


def test_what_is_said_twice_is_the_same() -> None:
    """The engine's version, the journal's name and the pause between writes have one home each."""
    said: list[tuple[Any, Any]] = [
        (load_pins().version, ENGINE),
        (journal.FILE, JOURNAL),
        (setting.DELAY, DELAY),
    ]

    assert [] == [pair for pair in said if pair[0] != pair[1]]
