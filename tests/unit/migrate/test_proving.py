"""What the files of an index prove of a publisher."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from sandbox.world import make_world
from trustpub.indexes.pypi import http
from trustpub.indexes.pypi.sites import SITES, site
from trustpub.migrate.model import Proof, Publisher, Swap
from trustpub.migrate.proving.index import Looked, Shown, look, proof, proofs, release
from trustpub.model import Identity

from ..core.inprocess import URLS, InProcess

ENVIRON = {f"TRUSTPUB_{name.upper()}_URL": URLS[name] for name in ("pypi", "testpypi")}
PROJECT = "sampleproject"
BY = {
    "kind": "GitHub",
    "repository": f"octo-org/{PROJECT}",
    "workflow": "release.yml",
    "environment": "pypi",
}
SWAPPED = datetime(2026, 3, 1, 12, tzinfo=UTC)
BEFORE, AT, AFTER, LATER = (
    "2026-02-28T23:59:59Z",
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:00:01Z",
    "2026-03-02T12:00:00Z",
)
FILE = f"{PROJECT}-1.0.tar.gz"


def publisher(environment: str | None = "pypi", **other: Any) -> Publisher:
    """The declared publisher."""
    known = {
        "forge": "github",
        "issuer": "https://token.actions.githubusercontent.com",
        "namespace": "octo-org",
        "project": PROJECT,
        "workflow": "release.yml",
        "environment": environment,
    }
    return Publisher(project=PROJECT, index="pypi", identity=Identity(**{**known, **other}))


def swap(**other: Any) -> Swap:
    """No token is needed since then."""
    return Swap(**{"index": "pypi", "state": "swapped", "since": SWAPPED, **other})


def file(name: str = FILE, uploaded: str | None = AFTER, *by: Any) -> Shown:
    """A file; without publishers it has no provenance."""
    at = datetime.fromisoformat(uploaded) if uploaded else None
    return Shown(name, at, not by, by)


def judged(*files: Shown, to: Swap | None = None, by: Publisher | None = None) -> Proof:
    """The proof of files, the newest first."""
    return proof(SITES["pypi"], Looked(files), by or publisher(), to or swap())


def test_an_upload_by_exactly_the_publisher_after_the_swap_proves_it() -> None:
    """With the file, its time and the page to see it on."""
    got = judged(file(FILE, AFTER, BY))

    assert ("proved", FILE, "") == (got.state, got.file, got.why)
    assert datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC) == got.uploaded
    assert got.link.endswith("/project/sampleproject/#files")


@pytest.mark.parametrize("uploaded", [BEFORE, AT])
def test_an_upload_that_is_not_newer_than_the_swap_proves_nothing(uploaded: str) -> None:
    """One of the same second is not newer."""
    got = judged(file(FILE, uploaded, BY))

    assert ("older", FILE) == (got.state, got.file)
    assert "before the swap of 2026-03-01 12:00 UTC" in got.why


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (swap(since=None), "older"),
        (swap(since=None, at_latest=SWAPPED), "proved"),
        (swap(since=SWAPPED, at_latest=datetime(2027, 1, 1, tzinfo=UTC)), "proved"),
        (swap(state="token"), "older"),
        (swap(state="unknown"), "older"),
        (swap(state="none"), "older"),
    ],
)
def test_without_a_time_of_the_swap_nothing_is_newer(to: Swap, expected: str) -> None:
    """The safe side; that the publisher works is seen all the same."""
    got = judged(file(FILE, AFTER, BY), to=to)

    assert expected == got.state
    assert FILE == got.file
    assert bool(got.why) == (expected == "older")


def test_a_swap_of_another_index_is_none() -> None:
    """Nothing is taken over from one index to the other."""
    looked = Looked((file(FILE, AFTER, BY),))

    assert "older" == proof(SITES["pypi"], looked, publisher(), None).state


def test_a_file_without_a_time_is_not_newer() -> None:
    """Indexes that tell no times prove nothing."""
    assert "older" == judged(file(FILE, None, BY)).state


@pytest.mark.parametrize(
    ("by", "seen", "slot"),
    [
        (publisher("pypi"), {**BY, "environment": None}, "environment"),
        (publisher(None), BY, "environment"),
        (publisher("release"), BY, "environment"),
        (publisher(workflow="Release.yml"), BY, "workflow"),
        (publisher(namespace="octo"), BY, "namespace"),
        (publisher(project="sample-project"), BY, "project"),
    ],
)
def test_another_publisher_proves_nothing(by: Publisher, seen: Any, slot: str) -> None:
    """Which slot differs is told, with both values."""
    got = judged(file(FILE, AFTER, seen), by=by)

    assert ("other", FILE) == (got.state, got.file)
    assert f"names {slot} " in got.why


@pytest.mark.parametrize(
    ("by", "seen"),
    [
        (publisher("PyPI"), BY),
        (publisher(None), {**BY, "environment": None}),
        (publisher(namespace="Octo-Org"), BY),
    ],
)
def test_what_is_one_to_the_index_is_one(by: Publisher, seen: Any) -> None:
    """GitHub's environments and owners have no case; no environment is exactly none."""
    assert "proved" == judged(file(FILE, AFTER, seen), by=by).state


def test_a_file_by_two_publishers_is_not_exactly_by_one() -> None:
    """Every bundle of the provenance has to name it."""
    assert "other" == judged(file(FILE, AFTER, BY, {**BY, "workflow": "x.yml"})).state


@pytest.mark.parametrize(
    ("files", "expected", "name"),
    [
        ([file("sampleproject-1.1.tar.gz", LATER), file(FILE, AFTER, BY)], "older", "1.1.tar.gz"),
        (
            [file("sampleproject-1.0-py3-none-any.whl", AFTER), file(FILE, AFTER, BY)],
            "older",
            "whl",
        ),
        (
            [file(FILE, AFTER, BY), file("sampleproject-1.0-py3-none-any.whl", AFTER)],
            "older",
            "whl",
        ),
        (
            [file(FILE, LATER, BY), file("sampleproject-1.0-py3-none-any.whl", AFTER)],
            "older",
            "whl",
        ),
        ([file(FILE, AFTER, BY), file("sampleproject-1.0-py3-none-any.whl", BEFORE)], "proved", ""),
        ([file(FILE, LATER, BY), file("sampleproject-0.9.tar.gz", AFTER)], "proved", ""),
        (
            [
                file("sampleproject-1.1.tar.gz", LATER, {**BY, "workflow": "x"}),
                file(FILE, AFTER, BY),
            ],
            "proved",
            "",
        ),
        ([file(FILE, AFTER)], "absent", "1.0.tar.gz"),
        (
            [file("sampleproject-1.1.tar.gz", LATER), file(FILE, AFTER, {**BY, "workflow": "x"})],
            "absent",
            "1.1",
        ),
    ],
)
def test_who_still_uploads_by_a_token_is_told(files: list[Shown], expected: str, name: str) -> None:
    """A file without a provenance that is newer, or of the same release, proves the contrary."""
    got = judged(*files)

    assert expected == got.state
    assert name in got.why
    assert bool(name) == bool(got.why)


def test_a_gitlab_of_ones_own_has_no_provenance() -> None:
    """Nothing can be proved there, and nothing is called absent."""
    got = judged(file(FILE, AFTER, BY), by=publisher(forge="gitlab", issuer="https://gl.example"))

    assert "unknown" == got.state
    assert "https://gl.example" in got.why


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sample_project-1.0.post1-py3-none-any.whl", "1.0.post1"),
        ("sample-project-1.0.tar.gz", "1.0"),
        ("sample-project-1.0.zip", "1.0"),
        ("odd.whl", "odd"),
        ("odd", "odd"),
    ],
)
def test_a_release_by_the_names_of_its_files(name: str, expected: str) -> None:
    """The version as it is written there."""
    assert expected == release(name)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Callable[..., InProcess]:
    """`index(file, ...)` makes a PyPI with one project of these files."""

    def make(*files: dict[str, Any]) -> InProcess:
        releases = [{"version": "1.0", "files": list(files)}]
        projects = [{"name": PROJECT, "releases": releases}]
        adapter = InProcess(make_world({"pypi": {"users": [{"name": "o"}], "projects": projects}}))
        monkeypatch.setattr(requests.Session, "get_adapter", lambda *_, **__: adapter)
        return adapter

    monkeypatch.setattr(http, "PAUSE", 0)
    return make


def test_a_real_upload_is_seen(index: Callable[..., InProcess]) -> None:
    """One request for the list, one for each of the newest files with a provenance."""
    names = [f"{PROJECT}-1.{n}.tar.gz" for n in range(5)]
    files = [
        {"filename": name, "uploaded": f"2026-03-0{n + 2}T00:00:00Z", "publisher": BY}
        for n, name in enumerate(names)
    ]
    served = index(*files)

    (got,) = proofs([publisher()], [swap()], ENVIRON)

    assert ("proved", names[-1]) == (got.state, got.file)
    assert 1 + 3 == len(served.sent)


def test_two_publishers_of_one_project_are_one_look(index: Callable[..., InProcess]) -> None:
    """Each with a proof of its own."""
    served = index({"filename": FILE, "uploaded": LATER, "publisher": BY})

    got = proofs([publisher(), publisher("other")], [swap()], ENVIRON)

    assert ["proved", "other"] == [one.state for one in got]
    assert 2 == len(served.sent)


def test_a_project_that_is_not_there_is_absent(index: Callable[..., InProcess]) -> None:
    """A name that is free, and a project without files."""
    index()
    missing = look(site("pypi", ENVIRON), "nobody")

    assert "no project nobody yet" in missing.absent
    assert "the project has no files" == look(site("pypi", ENVIRON), PROJECT).absent


@pytest.mark.parametrize("path", ["/simple/", "/integrity/"])
def test_an_index_that_fails_is_unknown(index: Callable[..., InProcess], path: str) -> None:
    """A look that failed is no proof, and no absence."""
    served = index({"filename": FILE, "uploaded": LATER, "publisher": BY})
    api = served.world.apis["pypi"]
    served.world.apis["pypi"] = failing(api, path)

    (got,) = proofs([publisher()], [swap()], ENVIRON)

    assert "unknown" == got.state
    assert "503" in got.why


def failing(api: Any, path: str) -> Any:
    """An API that refuses some addresses."""
    from sandbox.http import Response

    return lambda request: Response.of(503, {}) if path in request.path else api(request)
