"""`trustpub rollout checklist`: exit codes, formats, whom it asks."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from trustpub.cli import main

from ..status.conftest import Net, net, published

__all__ = ["net"]

MakeNet = Callable[..., Net]
FORMATS = ["text", "markdown", "json", "html"]
FLEET = """defaults:
  publishers: [{index: pypi, environment: pypi}]
  tags: [{pattern: "v*", created_by: {roles: [admin]}}]
  github: {workflow: release.yml}
projects:
"""


@pytest.fixture
def fleet(tmp_path: Path) -> Callable[..., str]:
    """A fleet of these projects."""

    def make(*projects: str) -> str:
        each = "  - {{project: {0}, github: {{repository: octo-org/{0}}}}}\n"
        path = tmp_path / "fleet.yaml"
        path.write_text(FLEET + "".join(each.format(one) for one in projects))
        return str(path)

    return make


@pytest.mark.parametrize("form", FORMATS)
def test_exit_codes(
    net: MakeNet, fleet: Callable[..., str], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """0 all have published, 1 something is left, 3 nobody looked; offline the cache alone."""
    world = net(pypi=[published("a")])
    words = ["rollout", "checklist", fleet("a"), "--format", form]

    assert (3, []) == (main(words), world.asked())
    assert 0 == main([*words, "--online"])
    asked = world.asked()
    assert (0, asked) == (main(words), world.asked())
    fleet("a", "b")
    assert 3 == main(words)
    assert 1 == main([*words, "--online"])


def test_document_fits_its_schema(
    net: MakeNet, fleet: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """That of `trustpub checklist`, also where there is no fleet."""
    net(pypi=[])
    main(["schema", "checklist"])
    schema = json.loads(capsys.readouterr().out)

    for file, code in ((fleet("a", "b"), 3), ("none.yaml", 2)):
        assert code == main(["rollout", "checklist", file, "--format", "json"])
        document = json.loads(capsys.readouterr().out)
        jsonschema.validate(document, schema)
        assert (code == 2) == (document["checklist"] is None)


def test_people_share_the_waves(
    net: MakeNet, fleet: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Seven new projects: three waves for one, one for three."""
    net(pypi=[])
    file = fleet(*"abcdefg")

    for people, waves in ((1, "3 waves for 1 person"), (3, "1 wave for 3 people")):
        main(["rollout", "checklist", file, "--people", str(people)])
        assert waves in capsys.readouterr().err


def test_what_is_left_out_is_told(
    net: MakeNet, fleet: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A project with errors is named, and the answer is not whole."""
    net(pypi=[published("a")])
    file = fleet("a")
    assert 0 == main(["rollout", "checklist", file, "--online"])
    with Path(file).open("a") as more:
        more.write("  - {project: b, github: {repository: octo-org/b, workflow: no}}\n")

    assert 3 == main(["rollout", "checklist", file])
    assert "fleet.yaml:7" in capsys.readouterr().err
