"""A token that stands in a file gets into no answer that is kept for the next time."""

import base64
from pathlib import Path

import pytest

from trustpub.adopting.remote import Remote
from trustpub.migrate.looking.files import Tree
from trustpub.observing.client import Client
from trustpub.proposing.files import Files

from .kept_world import VALUE, World, clean, github

REPO = "octo-org/sampleproject"
TEXT = f"password = {VALUE}\n"
PATHS = (".pypirc", ".github/workflows/release.yml", "ci/upload.sh")
QUERY = """query($expression: String!) {
  repository(owner: "octo-org", name: "sampleproject") {
    object(expression: $expression) { ... on Tree { entries {
      name object { ... on Blob { text byteSize } }
    } } }
  }
}"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A repository with a value planted in its files."""
    return github(
        tmp_path,
        users=["boss"],
        tokens=[{"token": "boss-token", "user": "boss"}],
        organizations=[{"login": "octo-org", "members": ["boss"], "admins": ["boss"]}],
        repositories=[{"name": REPO, "files": dict.fromkeys(PATHS, TEXT)}],
    )


def read_all(client: Client) -> list[bytes | None]:
    """Every file, in each way in which files are read."""
    ways = (
        Files(client, f"/repos/{REPO}", "main", True),
        Tree(client, f"/repos/{REPO}", "main", True),
        Remote(client, f"/repos/{REPO}", "github"),
    )
    for way in ways:
        assert (PATHS[1],) == way.files(".github/workflows")
    return [way.read(path) for way in ways for path in PATHS]


def test_text_of_files_is_not_kept(world: World) -> None:
    """Neither as it is nor as GitHub encodes it; what only names files is kept."""
    client = world.client()
    assert {TEXT.encode()} == set(read_all(client))

    assert client.store is not None
    urls = [url for (url,) in client.store.connection.execute("SELECT url FROM answers")]
    client.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert clean(client, world.cache)
    held = b"".join(path.read_bytes() for path in world.cache.rglob("*") if path.is_file())
    assert base64.b64encode(TEXT.encode())[:40] not in held
    assert [url for url in urls if "/git/trees/" in url] == urls


def test_graphql_is_not_kept(world: World) -> None:
    """The texts of workflows come so, by a POST: there is no ETag to ask with."""
    client = world.client()
    data, errors = client.graphql(QUERY, {"expression": "HEAD:.github/workflows"})

    assert VALUE in str(data)
    assert [] == errors
    assert client.store is not None
    assert [] == client.store.connection.execute("SELECT url FROM answers").fetchall()
    client.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert clean(client, world.cache)


def test_second_look_reads_files_in_full(world: World) -> None:
    """That is its price: each file once more, and nothing for their names."""
    read_all(world.client())
    second = world.client()
    read_all(second)

    names = [url for url in world.asked if "/git/trees/" in url]
    assert len(names) == 2 * second.budget().unchanged
