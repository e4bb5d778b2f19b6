"""What the public linters say of files whose uploads were swapped: nothing."""

from pathlib import Path

import pytest

from tests.linters.build import actionlint

from ..writing.test_linters import BIN, said
from .repository import patched
from .swaps import HEAD, PASSWORDS, PIPELINE, fed, step
from .test_swap_github import LAYOUTS, steps
from .test_swap_gitlab import LAYOUTS as SCRIPTS


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Forge -> swapped files of every tool and layout."""
    workflows = [HEAD + step(one, *fed(name)) for one, name in PASSWORDS.items()]
    workflows += [HEAD + steps(before) for before, _ in LAYOUTS]
    pipelines = [f"{PIPELINE}  script:\n    - {one} -p $MINE\n" for one in PASSWORDS]
    pipelines += [PIPELINE + before for before, _ in SCRIPTS]
    found: dict[str, list[str]] = {}
    for forge, texts in (("github", workflows), ("gitlab", pipelines)):
        for number, text in enumerate(texts):
            folder = tmp_path_factory.getbasetemp() / f"{forge}-{number}" / ".github" / "workflows"
            folder.mkdir(parents=True)
            path = folder / "release.yml"
            path.write_text(patched(text, forge).text, "utf-8")
            found.setdefault(forge, []).append(str(path))
    return found


def test_there_are_enough(folders: dict[str, list[str]]) -> None:
    """Files of both forges, all of them swapped on GitHub."""
    texts = [Path(path).read_text("utf-8") for path in folders["github"]]

    assert all("gh-action-pypi-publish@" in text for text in texts)
    assert len(texts) >= 20
    assert len(folders["gitlab"]) >= 15


def test_zizmor_finds_nothing(folders: dict[str, list[str]]) -> None:
    """No config that could silence any finding, no file skipped."""
    options = ["--offline", "--no-config", "--strict-collection", "--quiet", "--color=never"]

    code, output = said(BIN / "zizmor", *options, *folders["github"])

    assert (0, True) == (code, output.startswith("No findings to report.")), output


def test_actionlint_finds_nothing(folders: dict[str, list[str]]) -> None:
    """Syntax, expressions, and inputs of the action."""
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
