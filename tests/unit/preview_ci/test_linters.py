"""What the public linters and schemas say of the files: nothing that is not answered in them."""

import re
import sys
from pathlib import Path

import pytest

from tests.linters.build import actionlint
from trustpub.model import Forge
from trustpub.preview_ci.model import Asked

from ..writing.test_linters import said
from .made import PLAIN, ROWS, files

BIN = Path(sys.executable).parent
ODD = PLAIN._replace(file="a b/it's: #1, [x].yaml", requirements="on")
ALL: list[tuple[Forge, Asked]] = [
    *ROWS.values(),
    *((forge, ODD) for forge in ("github", "gitlab")),
    *(("gitlab", PLAIN._replace(branch=name)) for name in ("it's", 'it\'s-"x"', "a#b")),
]


def put(folder: Path, forge: Forge) -> list[str]:
    """The files of each row for a forge on disk, each row a repository of its own."""
    found = []
    for number, (one, asked) in enumerate(ALL):
        for file in files(one, asked) if one == forge else ():
            path = folder / f"{number}" / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text)
            found.append(str(path))
    return found


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every workflow."""
    return put(tmp_path_factory.mktemp("github"), "github")


def zizmor(*paths: str) -> str:
    """The persona with the most findings, no config that could silence any, no file skipped."""
    strictest = ["--persona", "auditor", "--offline", "--no-config", "--strict-collection"]
    return said(BIN / "zizmor", "--quiet", "--color=never", *strictest, *paths)[1].strip()


def test_zizmor_finds_one_thing_that_is_answered(workflows: list[str]) -> None:
    """That `pull_request_target` is seldom used well: the file says beside it why it is here."""
    half = len(workflows) // 2

    assert f"No findings to report. Good job! ({half} ignored)" == zizmor(*workflows)
    ignored = [re.findall(r"zizmor: (.*)", Path(path).read_text()) for path in workflows]
    assert [[], ["ignore[dangerous-triggers] "]] == [
        [line[:27] for line in lines] for lines in ignored[:2]
    ]


def test_zizmor_finds_nothing_else_unanswered(workflows: list[str], tmp_path: Path) -> None:
    """Without the remark it is that one finding, and no other."""
    path = tmp_path / ".github/workflows/comment.yml"
    path.parent.mkdir(parents=True)
    path.write_text(re.sub(" # zizmor.*", "", Path(workflows[1]).read_text()))

    found = zizmor(str(path))

    assert ["dangerous-triggers"] == re.findall(r"^\w+\[([a-z-]+)\]", found, re.M)
    assert "1 finding" in found


def test_actionlint_finds_nothing(workflows: list[str]) -> None:
    """Syntax, expressions, globs, and ids; shell lines are run elsewhere."""
    program = actionlint(lambda _: None)

    assert (0, "") == said(program, "-shellcheck=", "-pyflakes=", *workflows)


@pytest.mark.parametrize(
    ("forge", "schema"), [("github", "github-workflows"), ("gitlab", "gitlab-ci")]
)
def test_file_is_as_the_schema_says(tmp_path: Path, forge: Forge, schema: str) -> None:
    """The published schemas, as check-jsonschema ships them."""
    program = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}"]

    code, output = said(*program, *put(tmp_path, forge))

    assert (0, "ok -- validation done") == (code, output.strip())
