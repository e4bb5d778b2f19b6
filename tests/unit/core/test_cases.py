"""Case folders: a config in, its problems and its plan out, as `--bless` accepted them."""

import json
from pathlib import Path

import pytest

from trustpub.checking import Checked, check
from trustpub.plan import make_plan
from trustpub.render import text

CLONE = Path(__file__).parents[3]
CASES = CLONE / "tests" / "cases"
ENVIRON = {
    "TRUSTPUB_PYPI_URL": "https://pypi.example",
    "TRUSTPUB_TESTPYPI_URL": "https://testpypi.example",
}
EXAMPLES = {
    "example-github": "examples/github/release.yaml",
    "example-gitlab": "examples/gitlab/release.yaml",
    "example-both-forges": "release.example.yaml",
}
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def checked(name: str) -> Checked:
    """The config of a case, read as the file `release.yaml`."""
    return check((CASES / name / "release.yaml").read_bytes(), "release.yaml")


def problems_text(found: Checked) -> str:
    """What `trustpub check` prints."""
    return "\n".join(text.problems(found.problems, "release.yaml")) + "\n"


def plan_text(found: Checked) -> str | None:
    """The plan as JSON; None where errors forbid one."""
    if found.config is None or found.errors:
        return None
    plan = make_plan(found.config, ENVIRON)
    return json.dumps(plan.model_dump(mode="json"), indent=2) + "\n"


def golden(path: Path, actual: str | None, bless: bool) -> str | None:
    """The accepted text of a file; None where there is no such file."""
    if bless and actual is None:
        path.unlink(missing_ok=True)
    elif bless and actual is not None:
        path.write_text(actual, "utf-8")
    return path.read_text("utf-8") if path.exists() else None


@pytest.mark.parametrize("name", NAMES)
def test_config_is_checked(name: str, bless: bool) -> None:
    """A config's problems are those of its golden file."""
    actual = problems_text(checked(name))

    assert golden(CASES / name / "problems.txt", actual, bless) == actual


@pytest.mark.parametrize("name", NAMES)
def test_config_is_planned(name: str, bless: bool) -> None:
    """A config without errors has the plan of its golden file, one with errors has none."""
    actual = plan_text(checked(name))

    assert golden(CASES / name / "plan.json", actual, bless) == actual


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("bad-")])
def test_bad_config_is_explained(name: str) -> None:
    """Every problem names the file, the line, the field, what was found and the fix."""
    found = checked(name)

    assert found.errors
    for problem in found.problems:
        whole_file = problem.id == "config-syntax"
        assert problem.file == "release.yaml"
        assert whole_file or problem.line
        assert whole_file or problem.field is not None
        assert problem.found
        assert problem.fix
        assert f"docs/rules.md#{problem.id}" == problem.docs


@pytest.mark.parametrize("name", NAMES)
def test_problems_come_in_the_order_of_the_file(name: str) -> None:
    """Problems are sorted by line and column, each one once."""
    found = checked(name).problems

    assert sorted(found, key=lambda p: (p.line or 0, p.column or 0)) == list(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith("bad-")])
def test_good_config_has_no_errors(name: str) -> None:
    """The folders whose name does not begin with `bad-` hold configs that can be planned."""
    assert () == checked(name).errors


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_a_case(name: str) -> None:
    """The examples are cases themselves, byte for byte."""
    assert (CLONE / EXAMPLES[name]).read_bytes() == (CASES / name / "release.yaml").read_bytes()


def test_case_covers_every_severity() -> None:
    """Among the cases are errors, warnings and notes."""
    seen = {problem.severity for name in NAMES for problem in checked(name).problems}

    assert {"error", "warning", "note"} == seen
