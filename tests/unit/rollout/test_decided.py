"""Waves and fingerprints: what they are exactly, value by value."""

import json
from hashlib import sha256

import pytest

from trustpub.rollout.fingerprint import bare, fingerprint, made_by
from trustpub.rollout.waves import too_many, waves

from .made import config


@pytest.mark.parametrize(
    ("count", "canary", "sizes"),
    [
        (0, 0, []),
        (1, 0, [1]),
        (10, 0, [10]),
        (11, 0, [10, 1]),
        (1200, 0, [10, 100, 1000, 90]),
        (60, 5, [5, 50, 5]),
        (3, 1, [1, 2]),
    ],
)
def test_waves_grow(count: int, canary: int, sizes: list[int]) -> None:
    """Everybody is in one, in the order of the fleet."""
    found = waves(range(count), canary)

    assert sizes == [len(wave) for wave in found]
    assert list(range(count)) == [one for wave in found for one in wave]


@pytest.mark.parametrize(
    ("failed", "size", "share", "stop"),
    [(5, 10, 0.5, False), (6, 10, 0.5, True), (0, 10, 0.0, False), (1, 10, 0.0, True)],
)
def test_more_than_the_share(failed: int, size: int, share: float, stop: bool) -> None:
    """Just the share is not too many."""
    assert stop == too_many(failed, size, share)


def test_a_fingerprint_stays_what_it_is() -> None:
    """A later version that makes another one runs every repository again."""
    declared = config()
    expected = sha256(f"me\n{declared.model_dump_json()}".encode()).hexdigest()[:32]

    assert expected == fingerprint(declared, "me")


def test_what_a_fingerprint_is_made_by() -> None:
    """The version, the sources and every address, in one order."""
    environ = {"GITLAB_BASE_URL": "https://gitlab.example", "HOME": "/srv/me"}
    empty = dict.fromkeys(
        ("GITHUB_BASE_URL", "PULUMI_BACKEND_URL", "TRUSTPUB_PYPI_URL", "TRUSTPUB_TESTPYPI_URL"), ""
    )
    places = dict(sorted({**empty, "GITLAB_BASE_URL": "https://gitlab.example"}.items()))

    assert json.dumps(["1", "a", places]) == made_by("1", "a", environ)


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        ("", ""),
        ("https://host/state", "https://host/state"),
        ("postgres://me:secret@host/state", "postgres://host/state"),
        ("postgres://me:s@cret@host/state", "postgres://host/state"),
        ("postgres://me:s://cret@host/state", "postgres://host/state"),
        ("postgres://host/state?password=secret&a=b", "postgres://host/state?&a=b"),
        ("postgres://host/state?a=b&sslpassword=s&c=d", "postgres://host/state?a=b&&c=d"),
        ("s3://me@bucket?a=x@y", "s3://bucket?a=x@y"),
        ("file:///srv/me@home?password=x", "file:///srv/me@home?password=x"),
    ],
)
def test_addresses_without_secrets(address: str, rest: str) -> None:
    """A user and a password are not part of where something is; a folder has neither."""
    assert rest == bare(address)
