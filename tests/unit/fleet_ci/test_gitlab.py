"""The pipeline: its branch, its image, and the engine that a job without one takes."""

import hashlib
import re
import tarfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from trustpub.fleet_ci.branches import LEGAL, elsewhere
from trustpub.fleet_ci.engine import ARCHIVES, VERSION
from trustpub.writing.actions import ENGINE

from .made import text
from .shell import Shell

BRANCHES = ("main", "release/1.x+y", "it's", 'say-"x"', 'it\'s-"x"/(a|b).{2}', "a#b")
CURL = """#!/bin/sh
echo "$@" >> "$CALLS"
while [ "$1" != --output ]; do shift; done
cp "$ARCHIVE" "$2"
"""


def left_out(condition: str, branch: str) -> bool:
    """What GitLab makes of a condition: a text in quotes has no escapes, a pattern is RE2."""
    told = re.fullmatch(r"\$CI_COMMIT_BRANCH (!=|!~) (\"[^\"]*\"|'[^']*'|/.*/)", condition)
    assert told, condition
    if told[1] == "!=":
        return branch != told[2][1:-1]
    return not re.search(told[2][1:-1].replace("\\/", "/"), branch)


@pytest.mark.parametrize("branch", BRANCHES)
def test_rules_are_for_exactly_the_branch(branch: str) -> None:
    """As it was said, in every job, whatever signs it has."""
    document = yaml.safe_load(text("gitlab-ci", branch=branch))

    for name in (".release-fleet", "release-fleet-report"):
        first = document[name]["rules"][0]
        assert "never" == first["when"]
        assert not left_out(first["if"], branch)
        for other in (f"{branch}x", f"x{branch}", branch[:-1], branch.upper(), "trunk"):
            assert left_out(first["if"], other)
    assert "CI_DEFAULT_BRANCH" not in str(document)


def test_without_a_branch_it_is_the_default_one() -> None:
    """Which only GitLab knows."""
    document = yaml.safe_load(text("gitlab-ci", branch=""))

    assert "$CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH" == elsewhere("")
    assert elsewhere("") == document[".release-fleet"]["rules"][0]["if"]


@pytest.mark.parametrize(
    "name",
    [
        *("", "@", "-x", "/a", "a/", "a//b", "a..b", "a@{b", ".a", "a/.b", "a.lock", "a.lock/b"),
        *("a.", "a b", "a~b", "a^b", "a:b", "a?b", "a*b", "a[b", "a\\b", "a\nb", "a\x7f"),
    ],
)
def test_what_git_takes_for_no_branch_is_refused(name: str) -> None:
    """All that git's own check refuses."""
    assert not LEGAL.fullmatch(name)
    assert all(map(LEGAL.fullmatch, BRANCHES))


def test_the_image_is_that_which_was_said() -> None:
    """In every job, with a shell to begin with."""
    image = "registry.example.org:5000/a/b:1.2@sha256:" + "0" * 64

    document = yaml.safe_load(text("gitlab-ci", image=image))

    jobs = [document[name]["image"] for name in (".release-fleet", "release-fleet-report")]
    assert [{"name": image, "entrypoint": [""]}] * 2 == jobs


def test_the_operators_image_is_that_which_was_said() -> None:
    """With its digest; without one it is Pulumi's, by its tag."""
    image = "ghcr.io/a/b@sha256:" + "0" * 64
    specs = [list(yaml.safe_load_all(text("kubernetes-operator", image=i)))[2] for i in (image, "")]

    found = [one["spec"]["workspaceTemplate"]["spec"]["image"] for one in specs]

    assert [image, f"pulumi/pulumi:{ENGINE}-nonroot"] == found


def engine_lines(digest: str) -> str:
    """The lines that bring the engine, for an archive of our own."""
    script = yaml.safe_load(text("gitlab-ci"))[".release-fleet"]["script"]
    (lines,) = (one for one in script if "sha256sum" in one)
    for archive in ARCHIVES.values():
        lines = lines.replace(archive.sha256, digest)
    return f"{lines}\npulumi version > ran"


def archive(folder: Path, version: str) -> Path:
    """An archive as Pulumi's are, with an engine that says its version."""
    (folder / "pulumi").mkdir()
    program = folder / "pulumi/pulumi"
    program.write_text(f"#!/bin/sh\necho {version}\ntouch $HOME/begun\n")
    program.chmod(0o755)
    with tarfile.open(folder / "engine.tar.gz", "w:gz") as file:
        file.add(folder / "pulumi", "pulumi")
    return folder / "engine.tar.gz"


def brought(shell: Shell, version: str, digest: str = "") -> Any:
    """The lines, run where `curl` gives that archive, and an older engine is."""
    curl, other = shell.folder / "bin/curl", shell.folder / "bin/pulumi"
    for program, lines in ((curl, CURL), (other, "#!/bin/sh\necho v0.0.1\n")):
        program.write_text(lines)
        program.chmod(0o755)
    file = archive(shell.folder, version)
    right = hashlib.sha256(file.read_bytes()).hexdigest()
    home = shell.folder / "home"
    lines = engine_lines(digest or right)
    return shell.run(lines, ARCHIVE=str(file), HOME=str(home), PATH=f"{curl.parent}:/usr/bin:/bin")


def test_an_engine_is_brought_with_its_digest(shell: Shell) -> None:
    """From the release of the version that is pinned, and it is first in the PATH."""
    done = brought(shell, f"v{ENGINE}")

    assert 0 == done.returncode, done.stderr
    assert f"v{ENGINE}\n" == (shell.folder / "ran").read_text()
    assert f"/download/v{ENGINE}/pulumi-v{ENGINE}-linux-" in shell.calls.read_text()
    assert VERSION == ENGINE


def test_another_archive_is_not_unpacked(shell: Shell) -> None:
    """Nothing of it is run, and the job ends."""
    done = brought(shell, f"v{ENGINE}", digest="0" * 64)

    assert 2 == done.returncode
    assert "is not the one that was released" in done.stderr
    assert not (shell.folder / "home").exists()
    assert not (shell.folder / "ran").exists()


def test_no_installer_is_run() -> None:
    """Nothing that is fetched goes to a shell."""
    assert not re.search(r"\| *(ba)?sh\b", text("gitlab-ci"))
