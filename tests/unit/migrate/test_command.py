"""`trustpub migrate` from tokens to done, against sandboxes of both forges and indexes."""

import json
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trustpub.cli.migrating import FORMATS, JOURNAL
from trustpub.documents import MigrateDocument
from trustpub.migrate.acting.journal import journal

from .command_steps import FLEET, VALUE, Migration, proved, swapped
from .command_world import HUB_CONFIG


def test_the_whole_way(migration: Migration) -> None:
    """Tokens in use, registered, swapped, proved on both indexes, removed, revoked, done."""
    m = migration
    assert {"app": "publisher-declared", "lib": "publisher-declared"} == m.stages(*FLEET)
    assert (1, []) == (m.run("apply", *FLEET, "--yes")[0], m.writes())

    for project, index in (("app", "testpypi"), ("app", "pypi"), ("lib", "pypi")):
        m.register(project, index)
        assert 0 == m.run("confirm", "registered", project, "--index", index, *FLEET)[0]
    assert {"app": "publisher-registered", "lib": "publisher-registered"} == m.stages(*FLEET)
    code, out, _ = m.run("apply", *FLEET, "--yes")
    assert (1, []) == (code, m.deleted())
    assert "/pull/1" in out
    assert "/merge_requests/1" in out

    m.merge("app")
    m.merge("lib")
    assert {"app": "ci-swapped", "lib": "ci-swapped"} == m.stages(*FLEET)
    assert 0 == m.release("app", "testpypi", "1.0")
    assert {"app": "proved-testpypi", "lib": "ci-swapped"} == m.stages(*FLEET)
    assert 0 == m.release("app", "pypi", "1.0")
    assert 0 == m.release("lib", "pypi", "1.0")
    assert {"app": "proved-pypi", "lib": "proved-pypi"} == m.stages(*FLEET)

    shown = m.run("apply", *FLEET, "--dry-run")[1]
    assert [] == m.deleted()
    code, out, _ = m.run("apply", *FLEET, "--yes")
    assert 1 == code
    assert 4 == len(m.deleted()), out
    assert all(f"remove {name} (" in shown and f"removed {name} (" in out for name in GONE)
    assert {"app": "secrets-removed", "lib": "secrets-removed"} == m.stages(*FLEET)

    assert 0 == m.run("confirm", "revoked", "app", *FLEET)[0]
    assert 0 == m.run("confirm", "revoked", "lib", *FLEET)[0]
    assert {"app": "tokens-revoked", "lib": "done"} == m.stages(*FLEET)
    assert 0 == m.run("status", "--project", "lib.yaml")[0]
    shared(m)
    assert VALUE not in m.written()


GONE = ("TEST_PYPI_API_TOKEN", "PYPI_API_TOKEN", "TWINE_USERNAME", "PYPI_TOKEN")


def shared(m: Migration) -> None:
    """The token of the organisation goes when the last repository is through."""
    out = m.run("next", *FLEET)[1]
    assert "octo-org/other .github/workflows/ci.yml:7" in out
    m.edit("octo-org/other", ".github/workflows/ci.yml", "on: push\njobs: {}\n")
    assert 1 == m.run("apply", *FLEET, "--yes")[0]
    assert m.deleted()[-1].endswith("/orgs/octo-org/actions/secrets/TWINE_PASSWORD")
    assert 0 == m.run("confirm", "revoked", "app", *FLEET)[0]
    assert (0, []) == (m.run("apply", *FLEET, "--yes")[0], m.deleted()[5:])
    assert {"app": "done", "lib": "done"} == m.stages(*FLEET)


def test_what_a_token_may_not_see_is_never_done(migration: Migration) -> None:
    """Read-only or partly permitted: exit 3 where nothing else is left, and what was not seen."""
    m = migration
    proved(m)
    m.edit("octo-org/other", ".github/workflows/ci.yml", "on: push\njobs: {}\n")
    m.run("apply", *FLEET, "--yes")
    for name in ("app", "lib"):
        m.run("confirm", "revoked", name, *FLEET)
    assert 0 == m.run("status", *FLEET)[0]

    for github, gitlab, done in (
        ("audit-token", "boss-token", {"lib"}),
        ("reader-token", "bob-token", set()),
        ("wrong-token", "wrong-token", set()),
        ("", "", set()),
    ):
        m.tokens(github, gitlab)
        code, out, _ = m.run("status", *FLEET)
        assert (3, True) == (code, "not seen: " in out), out
        assert done == {name for name, stage in m.stages(*FLEET).items() if stage == "done"}
        before = m.world.mark()
        assert 3 == m.run("apply", *FLEET, "--yes")[0]
        assert not [e for e in m.world.writes(before) if e["path"] != "/api/graphql"]


def test_one_bad_project_never_stops_the_rest(migration: Migration) -> None:
    """A config with errors, one of a repository that is not there, and a good one."""
    m = migration
    Path("bad.yaml").write_text("project: 1\n", "utf-8")
    text = Path("app.yaml").read_text("utf-8").replace("octo-org/app", "octo-org/gone")
    Path("gone.yaml").write_text(text.replace("project: app", "project: gone"), "utf-8")
    words = [w for name in ("bad", "gone", "lib") for w in ("--project", f"{name}.yaml")]

    code, out, err = m.run("status", *words)

    assert (2, True) == (code, "error bad.yaml" in err)
    assert "publisher-declared (1 of 8) group/sub/lib: lib" in out
    assert "not seen: files of octo-org/gone" in out
    assert "gone" not in {n for n, s in m.stages(*words).items() if s not in EARLY}


EARLY = ("tokens-in-use", "publisher-declared")


def test_confirm_knows_whom_it_is_about(migration: Migration) -> None:
    """Projects of the run alone, on indexes that they declare; who said so."""
    m = migration
    code, _, err = m.run("confirm", "registered", "nope", *FLEET)
    assert (2, True) == (code, "known are: app, lib" in err)
    code, _, err = m.run("confirm", "registered", "lib", "--index", "testpypi", *FLEET)
    assert (2, True) == (code, "with a publisher on testpypi" in err)
    code, out, _ = m.run("confirm", "registered", "lib", "--by", "alice", *FLEET)
    assert (0, True) == (code, "alice says that the publishers of lib are registered" in out)
    code, out, _ = m.run("confirm", "revoked", "lib", *FLEET)
    assert (0, True) == (code, "octocat says that the old tokens of lib" in out)
    assert "publisher-registered" == m.stages(*FLEET)["lib"]


def test_word_about_a_project_on_both_forges(migration: Migration) -> None:
    """It is said of which forge's publisher; tokens are the index's, whatever the forge."""
    both = HUB_CONFIG.replace("publishers:", "gitlab: {repository: group/sub/lib}\npublishers:", 1)
    text = both.replace("{teams: [release-managers]}", "{access: maintainer, roles: [admin]}")
    Path("app.yaml").write_text(text, "utf-8")
    alone = ("--project", "app.yaml")
    code, _, err = migration.run("confirm", "registered", "app", *alone)
    assert (2, True) == (code, "say which by --forge" in err), err
    assert 0 == migration.run("confirm", "registered", "app", "--forge", "gitlab", *alone)[0]
    assert 0 == migration.run("confirm", "revoked", "app", *alone)[0]
    listed = [json.loads(line) for line in Path(JOURNAL).read_text("utf-8").splitlines()]
    assert [("registered", "gitlab")] * 2 + [("revoked", None)] * 2 == [
        (one["said"], one.get("forge")) for one in listed
    ]


def test_commands_that_are_told_do_as_they_stand(migration: Migration) -> None:
    """They name the same projects."""
    _, out, _ = migration.run("next", *FLEET, "--format", "json")

    told = [step["done_when"] for one in json.loads(out)["projects"] for step in one["next"]]
    commands = [one.partition("trustpub migrate ")[2] for one in told if " confirm " in one]
    assert commands
    for one in commands:
        assert 0 == migration.run(*shlex.split(one))[0], one


def test_journal_that_is_held_or_odd(migration: Migration) -> None:
    """Exit 2: another run writes to it, or a line of it cannot be read."""
    m = migration
    with journal(Path(JOURNAL), lambda: datetime.now(UTC)):
        for words in (("apply", *FLEET, "--yes"), ("confirm", "revoked", "lib", *FLEET)):
            code, _, err = m.run(*words)
            assert (2, True) == (code, "is in use: another run writes to it" in err)
    Path(JOURNAL).write_text("{}\n", "utf-8")
    for step in ("status", "next"):
        code, _, err = m.run(step, *FLEET)
        assert (2, True) == (code, f"{JOURNAL}:1: is no entry" in err)
    assert 2 == m.run("apply", *FLEET, "--yes")[0]
    assert [] == m.writes()


def test_every_format(migration: Migration) -> None:
    """Four of them; the document is as its schema says; a value is in none."""
    m = migration
    swapped(m)
    texts = [m.run(s, *FLEET, "--format", f)[1] for s in ("status", "next") for f in FORMATS]

    assert all("app" in text for text in texts)
    MigrateDocument.model_validate_json(texts[1])
    assert texts[3].startswith("<!DOCTYPE html>")
    assert VALUE not in m.written()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "fleet.yaml: is empty"),
        ("[a]", "is no mapping; write `projects:`"),
        ("projects: []", "projects: there is no list of projects"),
        ("projects: [app.yaml]\nmore: 1", "there is no field 'more'"),
        ("projects: [7, ' ']", "projects[1]: is the text ' '"),
        ("projects: [no.yaml, x/*.yaml]", "'x/*.yaml' names no file"),
        ("projects: [app.yaml, ./app.yaml]", "'./app.yaml' is named twice"),
        ("projects: [", "fleet.yaml:2:1: is not YAML"),
    ],
)
def test_fleet_file_that_is_wrong(migration: Migration, text: str, found: str) -> None:
    """Every problem at once, with its place; exit 2."""
    Path("fleet.yaml").write_text(text, "utf-8")

    code, _, err = migration.run("next", *FLEET)

    assert (2, True) == (code, found in err), err
