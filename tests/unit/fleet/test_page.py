"""docs/fleet.md, followed by somebody who does nothing but what it says."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from trustpub.checking import check
from trustpub.cli import main

CLONE = Path(__file__).parents[3]
PAGE = (CLONE / "docs" / "fleet.md").read_text("utf-8")
RELEASE, FIRST, SECOND, THIRD = (
    dedent(block) for block in re.findall(r"^ *```yaml\n(.*?)^ *```", PAGE, re.M | re.S)
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the release config of the page."""
    monkeypatch.chdir(tmp_path)
    Path("release.yaml").write_text(RELEASE, "utf-8")
    return tmp_path


def test_start() -> None:
    """With this config `trustpub check` is content."""
    assert 0 == main(["check"])


def test_one_project(capsys: pytest.CaptureFixture[str]) -> None:
    """The first step says what the page says that it says."""
    Path("fleet.yaml").write_text(FIRST, "utf-8")

    assert 0 == main(["fleet", "check"])
    said = capsys.readouterr().out.strip()
    assert "fleet.yaml: no problems; 1 project" == said
    assert f"`{said}`" in PAGE


def test_two_projects(capsys: pytest.CaptureFixture[str]) -> None:
    """The second has all of the defaults."""
    Path("fleet.yaml").write_text(SECOND, "utf-8")

    assert 0 == main(["fleet", "check"])
    capsys.readouterr()
    main(["fleet", "show", "github:octo-org/http-tools"])
    shown = capsys.readouterr().out
    expected = RELEASE.replace("sampleproject", "http-tools")
    assert check(expected, "f").config == check(shown, "f").config


def test_three_projects(capsys: pytest.CaptureFixture[str]) -> None:
    """The third one has nothing of GitHub's, and is shown by the command of the page."""
    defaults = SECOND[: SECOND.index("projects:")]
    Path("fleet.yaml").write_text(defaults + THIRD, "utf-8")

    assert 0 == main(["fleet", "check"])
    assert 0 == main(["fleet", "list"])
    assert "3 projects" in capsys.readouterr().out
    name = "gitlab:group/sub/otherproject"
    assert f"trustpub fleet show {name}" in PAGE
    assert 0 == main(["fleet", "show", name, "--origin"])
    shown = capsys.readouterr().out
    assert "github" not in shown
    assert "# profile gitlab, fleet.yaml:" in shown


def test_merge_rule_fits_in_a_paragraph() -> None:
    """One paragraph, of which nothing is said elsewhere."""
    rule = PAGE.partition("## The merge rule\n\n")[2].partition("\n## ")[0].strip()

    assert "\n\n" not in rule
    assert len(rule.splitlines()) <= 7
