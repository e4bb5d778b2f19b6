"""`trustpub migrate apply`: whom it asks, what it writes down, what stops it and what does not."""

import json
from pathlib import Path
from typing import Any

import pytest

from trustpub.cli import migrate_apply
from trustpub.cli.migrating import JOURNAL
from trustpub.migrate.acting import remove as acting

from .command_steps import FLEET, Migration, proved, swapped


def test_without_proof_is_said_and_written_down(migration: Migration) -> None:
    """A name that no project has is refused; the other project keeps its tokens."""
    m = migration
    swapped(m)
    code, _, err = m.run("apply", *FLEET, "--yes", "--without-proof", "other")
    assert (2, True) == (code, "no project here is called 'other'" in err)

    code, out, _ = m.run("apply", *FLEET, "--yes", "--without-proof", "App")

    assert (1, 3) == (code, len(m.deleted())), out
    assert "removed without proof, as a person asked for" in out
    listed = [json.loads(line) for line in Path(JOURNAL).read_text("utf-8").splitlines()]
    (entry,) = (one for one in listed if one["what"] == "without-proof")
    assert ("app", "octocat") == (entry["project"], entry["by"])
    assert {"app": "ci-swapped", "lib": "ci-swapped"} == m.stages(*FLEET)


@pytest.mark.parametrize(("typed", "writes"), [(["n"], 0), ([""], 0), (["y"], 3), (["yes"], 3)])
def test_a_person_is_asked(migration: Migration, typed: list[str], writes: int) -> None:
    """Once, with `no` as the answer of who says nothing."""
    m = migration
    m.run("confirm", "registered", "lib", *FLEET)
    m.types(*typed)

    code, out, err = m.run("apply", *FLEET)

    assert (1, True) == (code, "This will be done:" in out)
    assert bool(writes) == bool(m.writes())
    assert writes or "nothing was changed" in err


def test_answer_that_comes_too_late(migration: Migration, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was seen may be otherwise by then."""
    m = migration
    m.run("confirm", "registered", "lib", *FLEET)
    m.types("y")
    monkeypatch.setattr(migrate_apply, "PATIENCE", -1.0)

    code, _, err = m.run("apply", *FLEET)

    assert (1, []) == (code, m.writes())
    assert "the look is too old by now" in err


def test_name_is_typed_again(migration: Migration) -> None:
    """What is not proved needs the project's name once more."""
    m = migration
    swapped(m)
    for typed, gone in ((["lib", "y"], 0), (["app", "n"], 0), (["app", "y"], 3)):
        m.types(*typed)
        assert 1 == m.run("apply", *FLEET, "--without-proof", "app")[0]
        assert gone == len(m.deleted())


def test_no_terminal_no_change(migration: Migration) -> None:
    """Without `--yes` and without a terminal nothing begins."""
    code, out, err = migration.run("apply", *FLEET)

    assert (2, "", []) == (code, out, migration.writes())
    assert "there is no terminal" in err


def test_stopped_in_the_middle(migration: Migration, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun is ended by looking; nothing is removed twice."""
    m = migration
    swapped(m)
    m.register("lib", "pypi")
    assert 0 == m.release("lib", "pypi", "1.0")
    real = acting.sent

    def stop(*given: Any) -> Any:
        real(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(acting, "sent", stop)
    code, _, err = m.run("apply", *FLEET, "--yes")
    assert (3, 1) == (code, len(m.deleted()))
    assert "what was begun is in the journal" in err
    monkeypatch.setattr(acting, "sent", real)

    code, out, _ = m.run("apply", *FLEET, "--yes")

    assert (1, 1) == (code, len(m.deleted()))
    assert "look whether PYPI_TOKEN (variable of group/sub/lib, scope pypi) is gone" in out
    assert "removed PYPI_TOKEN (variable of group/sub/lib, scope pypi)" in out
    assert "secrets-removed" == m.stages(*FLEET)["lib"]
    m.run("confirm", "revoked", "lib", *FLEET)
    assert 0 == m.run("status", "--project", "lib.yaml")[0]


def test_removal_that_fails_stops_no_other(migration: Migration) -> None:
    """Each by itself; what stays is told with the reason, and goes the next time."""
    m = migration
    proved(m)
    fault = {"method": "DELETE", "path": "environments/testpypi", "status": 403, "times": None}
    m.world.faults("github", fault)

    code, out, _ = m.run("apply", *FLEET, "--yes")

    assert (1, True) == (code, "TEST_PYPI_API_TOKEN (secret of environment testpypi" in out)
    assert 3 == out.count("\nremoved "), out
    assert {"app": "proved-pypi", "lib": "secrets-removed"} == m.stages(*FLEET)
    m.world.faults("github")
    assert "\nremoved TEST_PYPI_API_TOKEN" in m.run("apply", *FLEET, "--yes")[1]
    assert "secrets-removed" == m.stages(*FLEET)["app"]


def test_request_that_fails_stops_no_other(migration: Migration) -> None:
    """It is told, and made the next time."""
    m = migration
    for name in ("app", "lib"):
        m.run("confirm", "registered", name, *FLEET)
    m.world.faults("github", {"method": "POST", "path": "/pulls", "status": 422, "times": None})

    code, out, _ = m.run("apply", *FLEET, "--yes")

    assert (1, True) == (code, "octo-org/app: no pull request (unknown): " in out), out
    assert "group/sub/lib: merge request http" in out
    m.world.faults("github")
    assert "octo-org/app: pull request http" in m.run("apply", *FLEET, "--yes")[1]
    before = m.world.mark()
    m.run("apply", *FLEET, "--yes")
    assert not [e for e in m.world.writes(before) if e["path"] != "/api/graphql"]
