"""`trustpub checklist`: exit codes, formats, whom it asks."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from sandbox.faults import Fault
from trustpub.cli import main

from ..status.conftest import Net, files, net, published

__all__ = ["files", "net"]

Files = Callable[..., list[str]]
MakeNet = Callable[..., Net]
FORMATS = ["text", "markdown", "json", "html"]


@pytest.mark.parametrize("form", FORMATS)
def test_exit_codes(
    net: MakeNet, files: Files, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """0 released everywhere, 1 something is left, 3 not everything was seen."""
    released, new = files("a", "b")
    world = net(pypi=[published("a")])
    words = ["--format", form]

    assert 0 == main(["checklist", released, *words])
    assert 1 == main(["checklist", new, *words])
    assert 3 == main(["checklist", released, "--offline", *words])
    world.world.apis["pypi"].faults = [Fault(times=None)]
    assert 3 == main(["checklist", released, *words])
    assert "" == capsys.readouterr().err


def test_offline_asks_nobody(net: MakeNet, files: Files) -> None:
    """--offline sends no request and leaves no cache."""
    world = net(pypi=[])
    main(["checklist", *files("a"), "--offline"])

    assert [] == world.asked()


def test_index_is_asked_anew(net: MakeNet, files: Files) -> None:
    """The checklist looks each time, and shares its answers with `trustpub status`."""
    world = net(pypi=[published("a")])
    for _ in range(2):
        main(["checklist", *files("a")])
    assert 3 == len(world.asked())

    main(["status", *files("a")])
    assert 3 == len(world.asked())


def test_document_fits_its_schema(
    net: MakeNet, files: Files, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """JSON is what `trustpub schema checklist` says, with a checklist and without."""
    net(pypi=[])
    main(["schema", "checklist"])
    schema = json.loads(capsys.readouterr().out)

    for words in (files("a"), [*files("a"), "--offline"], [str(tmp_path / "none.yaml")]):
        main(["checklist", *words, "--format", "json"])
        document = json.loads(capsys.readouterr().out)
        jsonschema.validate(document, schema)
        assert {"name": "trustpub.checklist", "version": 1} == document["schema"]
        assert bool(document["unknown"]) == ("--offline" in words)


@pytest.mark.parametrize("form", FORMATS)
def test_config_is_bad(capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str) -> None:
    """Without a config there is no checklist."""
    path = tmp_path / "release.yaml"
    path.write_text("project: x\n", "utf-8")

    assert 2 == main(["checklist", str(path), "--format", form])
    assert "publishers" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [["--registered-on", "soon"], ["--registered-on", "2999-01-01"], ["--people", "0"]],
)
def test_usage_is_bad(words: list[str]) -> None:
    """Bad usage is exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main(["checklist", *words])
    assert 2 == ended.value.code
