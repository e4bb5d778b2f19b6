"""An engine that was killed in the middle of a file: its state and its lock, half written."""

from pathlib import Path
from typing import Any

from .test_rollout import (
    SLOW,
    MakePlace,
    Place,
    counts,
    github,
    killed,
    make_place,
    many,
    plain,
    undisturbed,
)
from .worlds import held

__all__ = ["make_place", "many", "undisturbed"]


def state(place: Place) -> Path:
    """The state of the repository on GitHub."""
    (found,) = (place.folder / "work/state").rglob("stacks/trustpub/github*.json")
    return found


def cut(place: Place) -> None:
    """What an engine leaves that is killed as it writes a state: gocloud.dev, fileblob/attrs.go."""
    Path(f"{state(place)}.attrs").write_bytes(b"")


def test_a_state_that_was_being_written_is_read_all_the_same(make_place: MakePlace) -> None:
    """By a plan and by runs, with a journal and without; nothing is made a second time."""
    place = make_place()
    place.fleet(github(0))
    assert 0 == place.run("apply", "--yes")[0]
    wrote = place.wrote()

    for *words, kept in (
        ("plan", False),
        ("apply", "--yes", False),
        ("plan", "--full", True),
        ("apply", "--yes", "--full", True),
    ):
        if not kept:
            (place.folder / "trustpub-rollout.jsonl").unlink(missing_ok=True)
        cut(place)
        code, document, err = place.run(*map(str, words))
        assert 0 == code, (words, document, err)
        assert counts(document, unchanged=1), (words, document)
        assert wrote == place.wrote()


def test_killed_as_it_wrote_its_state_it_goes_on(
    make_place: MakePlace, undisturbed: tuple[Any, Any]
) -> None:
    """A resume does the rest of what was reviewed, as after any other kill."""
    place = make_place()
    place.fleet(github(0))
    digest = place.run("plan")[1]["digest"]
    slow = [{**SLOW, "method": method, "path": "."} for method in ("PUT", "POST")]
    place.world.faults("github", *slow)
    killed(place, 3, "everything", "--reviewed", digest)
    place.world.faults("github")
    cut(place)

    code, document, err = place.run("resume", "--yes")

    assert 0 == code, (document, err)
    ours = {key: count for key, count in undisturbed[0].items() if "/octo-org/p0/" in key[1]}
    assert ours == dict(place.wrote())
    there = plain(held(place.world.events("all")))
    assert 5 == len(there)
    assert there == {key: undisturbed[1][key] for key in there}


def test_a_lock_that_was_being_written_is_a_lock(make_place: MakePlace) -> None:
    """Nobody can tell whose it is: it is left until a person says that its engine is gone."""
    place = make_place()
    place.fleet(github(0))
    assert 0 == place.run("apply", "--yes")[0]
    locks = place.folder / "work/state/.pulumi/locks/organization/trustpub"
    lock = locks / state(place).stem / "x.json.1.tmp"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_bytes(b"")

    code, document, _ = place.run("apply", "--yes", "--full")
    assert 3 == code
    assert counts(document, skipped=1)
    assert "--take-locks" in document["repositories"][0]["why"]
    assert lock.exists()
    words = ("--only", "github:octo-org/p0", "--take-locks")
    code, document, err = place.run("apply", "--yes", "--full", *words)

    assert 0 == code, (document, err)
    assert not lock.exists()
