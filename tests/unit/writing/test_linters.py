"""What the public linters say of rendered files: nothing, at their strictest."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.linters.build import actionlint
from trustpub.writing import files

from .samples import representative

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Forge -> the files of every representative config, each config a repository of its own."""
    found: dict[str, list[str]] = {"github": [], "gitlab": []}
    for number, config in enumerate(representative()):
        for file in files(config):
            path = tmp_path_factory.getbasetemp() / f"{number}" / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, "utf-8")
            found[file.forge].append(str(path))
    return found


def said(*command: object) -> tuple[int, str]:
    """A linter's exit code, and what it complains of."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_there_are_enough(folders: dict[str, list[str]]) -> None:
    """Both forges, shared files and separate ones."""
    assert 48 <= len(folders["github"]) == len(folders["gitlab"])


def test_zizmor_finds_nothing(folders: dict[str, list[str]]) -> None:
    """The persona with the most findings, no config that could silence any, no file skipped."""
    strictest = ["--persona", "auditor", "--offline", "--no-config", "--strict-collection"]

    code, output = said(BIN / "zizmor", "--quiet", "--color=never", *strictest, *folders["github"])

    assert (0, "No findings to report. Good job!") == (code, output.strip())
    assert not any("zizmor" in Path(path).read_text("utf-8") for path in folders["github"])


def test_actionlint_finds_nothing(folders: dict[str, list[str]]) -> None:
    """Syntax, expressions, globs, and ids; shell lines are run elsewhere."""
    program = actionlint(lambda _: None)

    assert (0, "") == said(program, "-shellcheck=", "-pyflakes=", *folders["github"])


@pytest.mark.parametrize(
    ("forge", "schema"), [("github", "github-workflows"), ("gitlab", "gitlab-ci")]
)
def test_file_is_as_the_schema_says(folders: dict[str, list[str]], forge: str, schema: str) -> None:
    """The published schemas, as check-jsonschema ships them."""
    program = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}"]

    code, output = said(*program, *folders[forge])

    assert (0, "ok -- validation done") == (code, output.strip())


def test_linters_do_look(tmp_path: Path) -> None:
    """A file with a fault of each kind is found faulty by each of them."""
    text = files(representative()[0])[0].text
    path = tmp_path / ".github" / "workflows" / "release.yml"
    path.parent.mkdir(parents=True)
    broken = text.replace("persist-credentials: false", "").replace("needs: [build]", "needs: [b]")
    path.write_text(broken.replace("cancel-in-progress", "cancel"), "utf-8")
    schema = ["--builtin-schema", "vendor.github-workflows"]

    assert "artipacked" in said(BIN / "zizmor", "--offline", "--no-config", path)[1]
    assert "needs job" in said(actionlint(lambda _: None), "-shellcheck=", "-pyflakes=", path)[1]
    assert "cancel" in said(BIN / "check-jsonschema", *schema, path)[1]
