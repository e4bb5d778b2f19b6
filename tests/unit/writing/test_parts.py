"""The parts of a file: quoting, the look at a ref, the order of jobs, the pins."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from trustpub.writing import files
from trustpub.writing.actions import ACTIONS, IMAGES, TOOLS
from trustpub.writing.scalars import literal, regex, scalar

from .runs import Run, github_condition, in_bash
from .samples import BOTH, config, publisher

REQUIREMENTS = Path(__file__).parents[2] / "requirements.txt"
# YAML 1.2 knows no half of a surrogate pair.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def on_github(*publishers: dict[str, Any]) -> Any:
    """The one workflow file of some publishers, as YAML."""
    (file,) = files(config(list(publishers), github=BOTH["github"]))
    return YAML(typ="safe", pure=True).load(file.text)


@given(
    TEXT | st.sampled_from(["on", "No", "1.0", "0x1", "~", "", " a", "- a", "a: b", "a #b", "'\""])
)
def test_scalar_is_read_as_the_text(text: str) -> None:
    """YAML 1.1 and YAML 1.2 both read a scalar back as the text it is for."""
    assert {"a": text} == YAML(typ="safe", pure=True).load(f"a: {scalar(text)}\n")
    assert {"a": text} == yaml.safe_load(f"a: {scalar(text)}\n")


def test_expression_in_a_name_is_none() -> None:
    """A name with an expression in it stays the text it is."""
    assert "a ${{ '$' }}{{ secrets.X }}" == literal("a ${{ secrets.X }}")


def test_characters_of_a_pattern_stand_for_themselves() -> None:
    """Only `*` means more than itself."""
    assert r"(v1\.0\+[^/]*|a/b)" == regex(("v1.0+*", "a/b"), "[^/]*")


REFS = [
    ("refs/tags/v1-rc1", True),
    ("refs/tags/V1-rc1", False),
    ("refs/tags/v1-RC1", False),
    ("refs/tags/v1/-rc1", False),
    ("refs/heads/v1-rc1", False),
    ("refs/tags/xv1-rc1", False),
    ("refs/tags/w1.0+x/a", True),
    ("refs/tags/w1.00x/a", False),
]


@pytest.mark.parametrize(("ref", "expected"), REFS)
def test_step_tells_refs_apart(ref: str, expected: bool, tmp_path: Path) -> None:
    """The build job's step, run by bash, knows the refs of a publisher by case and `/`."""
    triggers = {"tags": ["v*-rc*", "w1.0+x/*"], "manual": True}
    step = on_github(publisher("testpypi", triggers=triggers))["jobs"]["build"]["steps"][0]

    assert ("publish-testpypi=true\n" if expected else "") == in_bash(step, ref, tmp_path)


@pytest.mark.parametrize(
    ("result", "expected"),
    [("success", True), ("skipped", True), ("failure", False), ("cancelled", False)],
)
def test_testpypi_comes_first(result: str, expected: bool) -> None:
    """PyPI goes on where TestPyPI was not asked for, and not where it failed."""
    first = publisher("testpypi", triggers={"tags": ["v*-rc*"]})
    file = on_github(publisher("pypi", triggers={"tags": ["v*"]}), first)
    results = {"build": "success", "publish-testpypi": result}
    job = file["jobs"]["publish-pypi"]

    assert ["build", "publish-testpypi"] == job["needs"]
    assert expected == github_condition(job, file, Run("tag", "v1", "push"), results)


def test_same_refs_need_no_condition() -> None:
    """Where all run for the same pushes, the events say it all."""
    jobs = on_github(publisher("pypi"), publisher("testpypi"))["jobs"]

    assert [] == [name for name, job in jobs.items() if "if" in job or "outputs" in job]
    assert ["build", "publish-testpypi"] == jobs["publish-pypi"]["needs"]


def test_refs_apart_do_not_wait() -> None:
    """A job waits for none that never runs with it."""
    one = publisher("testpypi", triggers={"branches": ["main"]})
    jobs = on_github(one, publisher("pypi", triggers={"tags": ["v*"]}))["jobs"]

    assert ["build"] == jobs["publish-pypi"]["needs"]
    assert "github.ref_type == 'tag'" == jobs["publish-pypi"]["if"]


def test_everything_from_elsewhere_is_pinned() -> None:
    """Actions by commit, images by digest, tools at the versions that the tests use."""
    assert all(re.fullmatch("[0-9a-f]{40}", action.commit) for action in ACTIONS.values())
    assert all(re.fullmatch(r"v\d+\.\d+\.\d+", action.version) for action in ACTIONS.values())
    assert all(re.search("@sha256:[0-9a-f]{64}$", image) for image in IMAGES.values())
    pins = dict(re.findall(r"^([\w-]+)==([\w.]+)", REQUIREMENTS.read_text("utf-8"), re.MULTILINE))
    assert {name: pins[name] for name in TOOLS} == TOOLS
