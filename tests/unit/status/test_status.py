"""`trustpub status`: few requests, nothing invented."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sandbox.faults import Fault
from trustpub.cli import main

from .conftest import Net, published

Files = Callable[..., list[str]]
MakeNet = Callable[..., Net]
Status = Callable[..., tuple[int, Any]]


def states(document: Any) -> list[str]:
    """The state of each publisher."""
    return [one["state"] for one in document["publishers"]]


def test_everything_is_published(net: MakeNet, files: Files, status: Status) -> None:
    """Exit code 0 only when every publisher is named by a provenance."""
    net(pypi=[published("a"), published("b")])

    code, document = status(*files("a", "b"))

    assert (0, ["published", "published"]) == (code, states(document))
    assert {"name": "trustpub.status", "version": 1} == document["schema"]


def test_document_fits_its_schema(
    net: MakeNet, files: Files, status: Status, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is what `trustpub schema status` says, with and without answers."""
    net(pypi=[published("a")]).world.apis["testpypi"].faults = [Fault(times=None)]
    main(["schema", "status"])
    schema = json.loads(capsys.readouterr().out)

    for words in (files("a", indexes=("pypi", "testpypi")), ["nothing.yaml"]):
        jsonschema.validate(status(*words)[1], schema)


def test_some_are_not_published(net: MakeNet, files: Files, status: Status) -> None:
    """Exit code 1: a project that is not there, and one that somebody else published."""
    net(pypi=[published("b", workflow="other.yml")])

    code, document = status(*files("a", "b"))

    assert (1, ["awaiting-registration", "mismatched"]) == (code, states(document))
    assert "other.yml" in document["publishers"][1]["evidence"]


@pytest.mark.parametrize("fault", [0, 429, 500, 403])
def test_index_fails(net: MakeNet, files: Files, status: Status, fault: int) -> None:
    """A failure to look is unknown, with exit code 3, whatever else was seen."""
    world = net(pypi=[published("a")])
    world.world.apis["testpypi"].faults = [Fault(status=fault, times=None)]

    code, document = status(*files("a", indexes=("pypi", "testpypi")))

    assert (3, ["published", "unknown"]) == (code, states(document))
    assert ["a on testpypi"] == [one["what"] for one in document["unknown"]]


def test_failure_is_not_hidden_by_the_cache(net: MakeNet, files: Files, status: Status) -> None:
    """What was published an hour ago is unknown when it cannot be looked at; both are said."""
    world = net(pypi=[published("a")])
    status(*files("a"))
    world.world.apis["pypi"].faults = [Fault(times=None)]

    code, document = status(*files("a"), "--max-age", "0")

    assert (3, ["unknown"]) == (code, states(document))
    assert "it was published when seen just now" in document["publishers"][0]["evidence"]
    assert 0 == status(*files("a"))[0]


def test_provenance_fails(net: MakeNet, files: Files, status: Status) -> None:
    """A project seen without its provenance is unknown, and not kept."""
    world = net(pypi=[published("a")])
    world.world.apis["pypi"].faults = [Fault(path="/integrity/", times=None)]
    assert 3 == status(*files("a"))[0]
    world.world.apis["pypi"].faults = []

    assert 0 == status(*files("a"))[0]


def test_dead_index_is_left_alone(net: MakeNet, files: Files, status: Status) -> None:
    """After five failures in a row an index is not asked any more in this run."""
    world = net(pypi=[])
    world.world.apis["pypi"].faults = [Fault(status=0, times=None)]

    code, document = status(*files(*(f"p{n}" for n in range(40))), "--jobs", "1")

    assert (3, {"unknown"}) == (code, set(states(document)))
    assert 10 == len(world.asked())  # each tried twice
    assert "not asked: " in document["publishers"][39]["evidence"]


@pytest.mark.slow
def test_thousand_publishers(net: MakeNet, files: Files, status: Status) -> None:
    """Two requests for each project at first, one when nothing changed, none while it is young."""
    names = [f"p{n:04}" for n in range(1000)]
    world = net(pypi=[published(name) for name in names])
    paths = files(*names)

    assert 0 == status(*paths)[0]
    assert 2000 == len(world.asked())
    world.forget()
    code, document = status(*paths, "--max-age", "0")
    assert (0, 1000) == (code, document["asked"])
    assert sorted(f"/simple/{name}/" for name in names) == sorted(world.asked())
    world.forget()
    code, document = status(*paths)
    assert (0, 0, []) == (code, document["asked"], world.asked())


def test_publishers_share_a_look(net: MakeNet, files: Files, tmp_path: Path) -> None:
    """Two publishers of one project on one index, in two spellings and files, are one request."""
    world = net(pypi=[])
    [one] = files("Some.Project")
    other = tmp_path / "other.yaml"
    text = Path(one).read_text("utf-8").replace("project: Some.Project", "project: some-project")
    other.write_text(text, "utf-8")

    assert 1 == main(["status", one, str(other)])
    assert ["/simple/some-project/"] == world.asked()


def test_new_file_is_looked_into(net: MakeNet, files: Files, status: Status) -> None:
    """A new file costs one request more; the files that were known cost none."""
    world = net(pypi=[published("a")])
    status(*files("a"))
    newer = published("a")["releases"][0]["files"][0]
    newer |= {"filename": "a-1.1.tar.gz", "uploaded": "2026-02-02T00:00:00Z"}
    again = published("a")
    again["releases"].append({"version": "1.1", "files": [newer]})
    world = net(pypi=[again])

    assert 0 == status(*files("a"), "--max-age", "0")[0]
    assert ["/simple/a/", "/integrity/a/1.1/a-1.1.tar.gz/provenance"] == world.asked()


def test_index_knows_etags(net: MakeNet, files: Files, status: Status) -> None:
    """An ETag is sent back, and 304 is an answer as good and as young as any."""
    world = net(pypi=[published("a")])
    api = world.world.apis["pypi"]
    plain, asked = api.respond, []

    def respond(state: Any, request: Any) -> Any:
        asked.append(request.headers.get("if-none-match"))
        answer = plain(state, request).with_headers(ETag='"7"')
        same = asked[-1] == '"7"'
        return type(answer)(304, b"", {"ETag": '"7"'}) if same else answer

    api.respond = respond
    first = status(*files("a"))[1]
    code, second = status(*files("a"), "--max-age", "0")

    assert (0, [None, None, '"7"']) == (code, asked)
    assert first["publishers"][0]["looked"] < second["publishers"][0]["looked"]


@pytest.mark.parametrize("words", [["--max-age", "soon"], ["--jobs", "0"], ["--jobs", "²"]])
def test_usage_is_bad(words: list[str]) -> None:
    """Bad usage is exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main(["status", *words])
    assert 2 == ended.value.code


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_config_is_bad(
    net: MakeNet, files: Files, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """While one file cannot be gone on with nobody is asked."""
    world = net(pypi=[published("a")])

    assert 2 == main(["status", *files("a"), "nothing.yaml", "--format", form])
    assert "there is no such file" in capsys.readouterr().out
    assert [] == world.asked()


def test_text_says_state_evidence_and_age(
    net: MakeNet, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line for each publisher, and one with the limit."""
    net(pypi=[published("a")])
    main(["status", *files("a"), "--jobs", "3"])

    printed = capsys.readouterr()
    assert [
        "published              a on pypi by github octo-org/a release.yml (pypi): the provenance "
        "of a-1.0.tar.gz names this identity; looked just now",
        "1 publisher: 1 published; asked about 1 project, at most 3 at a time",
    ] == printed.out.splitlines()
    assert "" == printed.err


def test_progress_is_shown_on_a_terminal(
    net: MakeNet,
    files: Files,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a terminal standard error counts up."""
    net(pypi=[])
    monkeypatch.setattr("trustpub.cli.status.sys.stderr.isatty", lambda: True)
    main(["status", *files("a", "b")])

    assert "\rlooked at 1 of 2 projects\rlooked at 2 of 2 projects\n" == capsys.readouterr().err


def test_refusal_steers_no_terminal(net: MakeNet, files: Files, status: Status) -> None:
    """What an index says of a refusal arrives on one line, without control characters."""
    body = {"message": "no\x1b[2J\nway" + "x" * 999}
    net(pypi=[]).world.apis["pypi"].faults = [Fault(status=403, body=body, times=None)]

    evidence = status(*files("a"))[1]["publishers"][0]["evidence"]
    assert "no [2J way" in evidence
    assert len(evidence) <= 300
