"""A state that others used before: lost journals, locks of machines that are gone, passwords."""

import json
import shutil
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from lab.postgres import Database

from .disturbing import FORGES
from .machines import Machines, ended, kill, machines
from .postgresql import finished, server, undisturbed
from .shapes import fleet

__all__ = ["server", "undisturbed"]
ONE = "github:octo-org/r001"
SECRET = "s3cret/w@rd"


@pytest.mark.parametrize("kept", [True, False], ids=["journal kept", "journal lost"])
def test_what_was_made_and_never_answered_is_not_made_again(
    tmp_path: Path, server: Database, undisturbed: dict[str, Any], kept: bool
) -> None:
    """Every answer to a POST is lost: the next run finds what is there, with a journal or none."""
    wanted = fleet(2)[:3]
    with machines(tmp_path, wanted, server.blank(f"lost{kept}")) as one:
        for forge in FORGES:
            lost = {"method": "POST", "path": ".", "status": 0, "when": "after", "times": None}
            one.world.faults(forge, {**lost, "name": "reset after the deed"})
        code, document, _ = ended(one.start(0, "apply"))
        assert (1, 3) == (code, document["counts"]["failed"])
        for forge in FORGES:
            one.world.faults(forge)
        if not kept:
            shutil.rmtree(one.place(0))

        code, document, err = ended(one.start(0, "resume" if kept else "apply"))

        assert 0 == code, (document, err)
        assert 0 == finished(one, wanted, undisturbed)


def test_what_was_made_by_half_is_read_before_it_is_believed(
    tmp_path: Path, server: Database, undisturbed: dict[str, Any]
) -> None:
    """A policy was made, and the read after that failed: its number is not in the state."""
    wanted = [config for config in fleet(2) if config["project"] == "r001"]
    with machines(tmp_path, wanted, server.blank("half")) as one:
        slow = {"path": "policies$", "method": "POST", "status": 0, "delay_ms": 3000}
        one.world.faults("github", slow)
        running = one.start(0, "apply")
        while not any(event["path"].endswith("policies") for event in one.world.writes()):
            assert running.poll() is None
        one.world.faults("github", {"path": "/repos/octo-org/r001$", "status": 500})
        assert 1 == ended(running)[0]

        code, document, err = ended(one.start(0, "resume"))

        assert 0 == code, (document, err)
        assert 0 == finished(one, wanted, undisturbed)


def test_a_dead_machine_is_told_of_and_a_person_takes_its_lock(
    tmp_path: Path, server: Database, undisturbed: dict[str, Any]
) -> None:
    """Killed with all it started, its folder gone: left alone until somebody says so."""
    wanted = [config for config in fleet(2) if config["project"] == "r001"]
    with machines(tmp_path, wanted, server.blank("dead")) as one:
        slow = {"method": "POST", "path": "rulesets$", "status": 0, "delay_ms": 3000, "times": None}
        one.world.faults("github", slow)
        dying = one.start(0, "apply")
        while not any(event["path"].endswith("rulesets") for event in one.world.writes()):
            assert dying.poll() is None
        kill(dying, everything=True)
        dying.communicate()
        one.world.faults("github")
        shutil.rmtree(one.place(0))

        code, document, _ = ended(one.start(0, "apply"))

        why = document["repositories"][0]["why"]
        assert (3, 1) == (code, document["counts"]["skipped"])
        assert "(pid " in why
        assert " since 20" in why
        assert f"trustpub rollout apply --only {ONE} --take-locks" in why
        code, document, err = ended(one.start(0, "apply", "--only", ONE, "--take-locks"))
        assert 0 == code, (document, err)
        assert 0 == finished(one, wanted, undisturbed)


def test_a_lock_from_before_there_was_a_stack_can_be_taken(
    tmp_path: Path, server: Database, undisturbed: dict[str, Any]
) -> None:
    """Whoever was killed while it made the stack left nothing but a lock; `resume` takes it too."""
    wanted = [config for config in fleet(2) if config["project"] == "r001"]
    database = server.blank("early")
    with machines(tmp_path, wanted, database) as one:
        made(one)
        holder = {"pid": 1, "username": "you", "hostname": "elsewhere"}
        lock = json.dumps({**holder, "timestamp": "2026-11-22T12:00:00Z"}).encode()
        data = json.dumps({"data": b64encode(lock).decode()})
        place = f"{database.name}/.pulumi/locks/organization/trustpub/github_-octo-org_.r001/x.json"
        database.query("DELETE FROM pulumi_state WHERE key LIKE '%octo-org%'")
        database.query(f"INSERT INTO pulumi_state (key, data) VALUES ('{place}', '{data}')")

        code, document, _ = ended(one.start(0, "apply"))

        assert 3 == code
        assert "you@elsewhere (pid 1) since 2026" in document["repositories"][0]["why"]
        code, document, err = ended(one.start(0, "resume", "--take-locks"))
        assert 0 == code, (document, err)
        finished(one, wanted, undisturbed)


def made(one: Machines) -> None:
    """Have the engine make its table; what it does else is forgotten."""
    code, _, err = ended(one.start(0, "apply"))
    assert 0 == code, err
    shutil.rmtree(one.place(0))
    one.world.reset()


def test_all_locks_at_once_are_not_taken(tmp_path: Path, server: Database) -> None:
    """It has to be said whose."""
    with machines(tmp_path, fleet(1), server) as one:
        code, document, err = ended(one.start(0, "apply", "--take-locks"))

        assert (2, {}) == (code, document)
        assert "--take-locks wants --only" in err


@pytest.mark.parametrize("place", ["user", "setting"])
def test_no_password_of_the_state_is_ever_shown(
    tmp_path: Path, server: Database, place: str
) -> None:
    """Refused by the server: not in the answer, the journal, the status."""
    address = f"127.0.0.1:{server.port}/postgres?sslmode=disable"
    url = f"postgres://trustpub:{quote(SECRET, '')}@{address}"
    if place == "setting":
        url = f"postgres://trustpub@{address}&password={quote(SECRET, '')}"
    with machines(tmp_path, fleet(1)[:1], server) as one:
        one.env["PULUMI_BACKEND_URL"] = url

        code, document, err = ended(one.start(0, "apply"))

        assert 1 == code
        assert "password authentication failed" in document["repositories"][0]["why"]
        shown = json.dumps([document, ended(one.start(0, "status"))[1:]]) + err
        journal = (one.place(0) / "trustpub-rollout.jsonl").read_text()
        for secret in (SECRET, quote(SECRET, ""), quote(SECRET), "w@rd"):
            assert secret not in shown + journal
