"""What the command tells beside the files: what is to be made, and what to beware of."""

import re
from pathlib import Path

import pytest
import yaml

from trustpub import __version__
from trustpub.cli import main
from trustpub.fleet_ci.model import System
from trustpub.fleet_ci.needing import to_make, warnings

from .made import KNOWN, repository, text, wanted

Captured = pytest.CaptureFixture[str]
DIGEST = "@sha256:" + "0" * 64


@pytest.mark.parametrize("backend", ["", "s3://b/x", "azblob://b", "https://x.example"])
@pytest.mark.parametrize("app", ["", "octo-org"])
def test_everything_a_workflow_asks_for_is_told(backend: str, app: str) -> None:
    """Each secret and variable, no more and no less, and the environment."""
    known = KNOWN._replace(projects=KNOWN.projects[:1])
    written = text("github-actions", known, backend=backend, app=app)

    told = to_make(known, wanted("github-actions", backend=backend, app=app))

    asked = {*re.findall(r"\b(?:secrets|vars)\.(\w+)", written)}
    assert asked == {*re.findall(r"^(?:secret|variable) (\w+),", "\n".join(told), re.M)}
    assert told[0].startswith("environment trustpub-fleet, to which only the branch main")


@pytest.mark.parametrize("on", ["gitlab-ci", "kubernetes-operator"])
def test_everything_other_systems_need_is_told(on: System) -> None:
    """What a job does not begin without, or a Stack refers to."""
    asked = {"backend": "s3://b/x", "private": on != "gitlab-ci"}
    written = text(on, **asked)
    lines = to_make(KNOWN, wanted(on, **asked))

    told = {*re.findall(r"^(?:variable|key) (\w+),", "\n".join(lines), re.M)}

    if on == "gitlab-ci":
        (names,) = set(re.findall(r"for name in (.*); do", written))
        assert told == {*names.split()} - {"PULUMI_BACKEND_URL"}
        assert any("protected" in line for line in lines)
    else:
        stacks = list(yaml.safe_load_all(written))[2:]
        keys = {k for one in stacks for k, v in one["spec"]["envRefs"].items() if "secret" in v}
        assert told == keys | {"GIT_TOKEN"}


@pytest.mark.parametrize("branch", ["", "production"])
def test_a_pipelines_branch_is_protected(branch: str) -> None:
    """Protected variables are for no other."""
    lines = to_make(KNOWN, wanted("gitlab-ci", branch=branch))

    expected = "branch production, protected" if branch else "default branch, protected"
    assert expected in lines


@pytest.mark.parametrize("on", ["github-actions", "gitlab-ci", "kubernetes-operator"])
def test_names_that_anybody_may_own_are_warned_of(on: System) -> None:
    """The tool's own on an index, and an image by its tag."""
    assert "owns the name trustpub" in "".join(warnings(wanted(on)))
    assert "no digest" in "".join(warnings(wanted(on, requirements="l", image="a/b:1")))
    assert [] == list(warnings(wanted(on, requirements="l", image=f"a/b:1{DIGEST}")))


def test_the_command_tells_it(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind what was written; a warning goes elsewhere; --check tells nothing to make."""
    monkeypatch.chdir(repository(tmp_path))
    (tmp_path / "lock.txt").write_text(f"trustpub=={__version__} --hash=sha256:00\n")
    words = ["fleet", "ci", "--on", "gitlab-ci", "--branch", "production"]

    codes = [main(words), main([*words, "--check"])]

    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [0, 0] == codes
    assert "written  .gitlab-ci.yml" == lines[0]
    assert "to make  variable GITHUB_TOKEN, protected and masked, for the environment" in lines
    assert "docs/fleet-ci.md" in lines[-2]
    assert lines[-1].endswith("is as the fleet asks for")
    assert 2 == told.err.count("warning: whoever owns the name trustpub")
    assert 0 == main([*words, "--requirements", "lock.txt", "--image", f"a/b{DIGEST}"])
    assert "" == capsys.readouterr().err
    assert f"name: 'a/b{DIGEST}'" in (tmp_path / ".gitlab-ci.yml").read_text()
    assert '!= "production"' in (tmp_path / ".gitlab-ci.yml").read_text()
