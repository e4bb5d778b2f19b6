"""`trustpub init` in repositories of every kind: guesses, keeps, tells what is lacking."""

import subprocess
from pathlib import Path

import pytest

from trustpub.checking import check
from trustpub.cli import main
from trustpub.start_files import quoted

FILES = {"release.yaml", "Pulumi.yaml", "__main__.py", "requirements.txt"}


def git(folder: Path, *words: str) -> None:
    """Run git, without the settings of this machine."""
    env = {"HOME": str(folder), "PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_CONFIG_NOSYSTEM": "1"}
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *name, *words], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """An empty git repository called sample."""
    folder = tmp_path / "sample"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


def config_of(folder: Path) -> str:
    """The release config that was written, which `check` has no error for."""
    text = (folder / "release.yaml").read_text("utf-8")
    assert () == check(text, "release.yaml").errors
    return text


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/octo-org/sample.git",
        "https://github.com/octo-org/sample",
        "https://user:secret@github.com/octo-org/sample.git",
        "git@github.com:octo-org/sample.git",
        "ssh://git@github.com/octo-org/sample.git",
        "ssh://git@github.com:22/octo-org/sample/",
    ],
)
def test_remote_is_on_github(repo: Path, capsys: pytest.CaptureFixture[str], url: str) -> None:
    """Owner and name come from the remote, whatever its form; a password is shown nowhere."""
    git(repo, "remote", "add", "origin", url)

    assert 0 == main(["init", str(repo)])
    assert "github:\n  repository: octo-org/sample\n" in config_of(repo)
    printed = capsys.readouterr().out
    written = "".join((repo / name).read_text("utf-8") for name in FILES)
    assert "secret" not in printed + written
    assert FILES == {path.name for path in repo.iterdir()} - {".git"}
    assert 'github:maxRetries:\n    value: "0"\n' in (repo / "Pulumi.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("url", "repository", "issuer"),
    [
        ("https://gitlab.com/group/sub/sample.git", "group/sub/sample", None),
        ("git@gitlab.com:group/sample.git", "group/sample", None),
        ("git@gitlab.example.org:group/a/b/sample.git", "group/a/b/sample", "gitlab.example.org"),
        ("ssh://git@git.example.org:2222/group/sample.git", "group/sample", "git.example.org"),
    ],
)
def test_remote_is_on_gitlab(repo: Path, url: str, repository: str, issuer: str | None) -> None:
    """The path keeps its groups, and an instance of one's own is named as the issuer."""
    git(repo, "remote", "add", "origin", url)

    assert 0 == main(["init", str(repo)])
    text = config_of(repo)
    assert f"  repository: {repository}\n" in text
    assert (issuer is not None) == ("issuer:" in text)
    assert issuer is None or f"  issuer: https://{issuer}\n" in text


def test_worktree(repo: Path, tmp_path: Path) -> None:
    """In a worktree, whose .git is a file, the remote is found, too."""
    git(repo, "remote", "add", "origin", "https://github.com/octo-org/sample.git")
    git(repo, "commit", "-q", "--allow-empty", "-m", "first")
    git(repo, "worktree", "add", "-q", str(tmp_path / "tree"))

    assert 0 == main(["init", str(tmp_path / "tree")])
    assert "octo-org/sample" in config_of(tmp_path / "tree")


def test_several_remotes(repo: Path) -> None:
    """`origin` counts, wherever it stands."""
    git(repo, "remote", "add", "fork", "https://github.com/somebody/sample.git")
    git(repo, "remote", "add", "origin", "https://github.com/octo-org/sample.git")

    main(["init", str(repo)])

    assert "octo-org/sample" in config_of(repo)


@pytest.mark.parametrize("url", [None, "/srv/git/sample.git", "../sample"])
def test_no_remote(repo: Path, capsys: pytest.CaptureFixture[str], url: str | None) -> None:
    """Without a remote on a forge nothing is written, and the way out is told."""
    if url:
        git(repo, "remote", "add", "origin", url)

    assert 2 == main(["init", str(repo)])
    printed = capsys.readouterr()
    assert "has no git remote; add one" in printed.err
    assert "" == printed.out
    assert {".git"} == {path.name for path in repo.iterdir()}


def test_folder_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that does not exist is told, not made."""
    assert 2 == main(["init", str(tmp_path / "nothing")])
    assert not (tmp_path / "nothing").exists()


def test_files_are_there_already(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there is kept, byte for byte, and the lines to add are shown exactly."""
    git(repo, "remote", "add", "origin", "https://github.com/octo-org/sample.git")
    kept = {
        "requirements.txt": "requests\n",
        "__main__.py": "print(1)\n",
        "Pulumi.yaml": "name: pypi\n",
    }
    for name, text in kept.items():
        (repo / name).write_text(text)

    assert 0 == main(["init", str(repo)])
    assert kept == {name: (repo / name).read_text() for name in kept}
    lines = capsys.readouterr().out.splitlines()
    shown = [line.strip() for line in lines if line.startswith(" ")]
    assert [
        "plugins:",
        "providers:",
        "- name: pypi",
        "path: .venv/bin",
        "from trustpub.components import deploy",
        "deploy()",
    ] == shown[:6]
    assert shown[6].startswith("trustpub==")


def test_second_time(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run keeps everything and asks for nothing."""
    git(repo, "remote", "add", "origin", "https://github.com/octo-org/sample.git")
    main(["init", str(repo)])
    before = {name: (repo / name).read_text() for name in FILES}
    capsys.readouterr()

    assert 0 == main(["init", str(repo)])
    assert before == {name: (repo / name).read_text() for name in FILES}
    assert "are to be added" not in capsys.readouterr().out


def test_folder_takes_no_files(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be written is told with its name."""
    git(repo, "remote", "add", "origin", "https://github.com/octo-org/sample.git")
    (repo / "__main__.py").symlink_to(repo / "no" / "such" / "folder")

    assert 2 == main(["init", str(repo)])
    assert "__main__.py: No such file or directory" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "text", "project"),
    [
        ("pyproject.toml", '[project]\nname = "other"\n', "other"),
        ("pyproject.toml", '[tool.poetry]\nname = "other"\n', "other"),
        ("pyproject.toml", 'project = "odd"\n', "sample"),
        ("pyproject.toml", "not toml [", "sample"),
        ("pyproject.toml", '[project]\nname = "2048"\n', '"2048"'),
        ("setup.cfg", "[metadata]\nname = other\n", "other"),
        ("setup.cfg", "no section\n", "sample"),
    ],
)
def test_package_has_a_name(repo: Path, file: str, text: str, project: str) -> None:
    """The project's name is the package's, else the repository's; odd files are passed over."""
    git(repo, "remote", "add", "origin", "https://github.com/octo-org/sample.git")
    (repo / file).write_text(text)

    main(["init", str(repo)])

    assert config_of(repo).startswith(f"project: {project}\n")


def workflow(*jobs: str, tags: str = "v*", more: str = "") -> str:
    """A workflow with these jobs."""
    return f"on:\n  push:\n    tags: ['{tags}']\n{more}jobs:\n" + "".join(jobs)


def job(name: str, run: str, environment: str = "") -> str:
    """A job that runs one command."""
    where = f"    environment: {environment}\n" if environment else ""
    return f"  {name}:\n    runs-on: ubuntu-24.04\n{where}    steps:\n      - run: {run}\n"


TO_TEST = "twine upload -r testpypi dist/*"
PUBLISHING = {
    "one": (
        {"ship.yaml": workflow(job("ship", "uv publish", "prod"))},
        ["  workflow: ship.yaml", "  - index: pypi", "    environment: prod"],
        [],
    ),
    "none": (
        {"ci.yml": workflow(job("test", "pytest"))},
        ["  workflow: release.yml", "  - index: testpypi", "  - index: pypi"],
        ["nothing here publishes yet: trustpub render writes the file that does"],
    ),
    "a file for each index": (
        {
            "a.yml": workflow(job("t", TO_TEST, "test"), more="  workflow_dispatch:\n"),
            "release.yml": workflow(job("p", "uv publish", "pypi"), tags="release-*"),
        },
        [
            "  workflow: release.yml",
            "    environment: test",
            "    workflow: a.yml",
            '    triggers: {tags: ["v*", "release-*"], manual: true}',
            '  - pattern: "release-*"',
        ],
        [],
    ),
    "two for one index": (
        {
            "a.yml": workflow(job("x", "uv publish")),
            "release.yml": workflow(job("y", "uv publish", "pypi")),
        },
        ["  workflow: release.yml", "    environment: pypi"],
        ["x in .github/workflows/a.yml uploads to pypi too"],
    ),
    "nothing guards it": (
        {"release.yml": workflow(job("y", "uv publish"), tags="[0-9]+.*")},
        ["    environment: pypi", '  - pattern: "v*"'],
        ["the job y names no environment: write `environment: pypi`", "filter [0-9]+.* was left"],
    ),
}


@pytest.mark.parametrize(("files", "lines", "guesses"), PUBLISHING.values(), ids=PUBLISHING)
def test_publishers_are_found(
    repo: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    lines: list[str],
    guesses: list[str],
) -> None:
    """What the workflows publish becomes the publishers; what is not certain is said."""
    git(repo, "remote", "add", "origin", "https://github.com/octo-org/sample.git")
    (repo / ".github" / "workflows").mkdir(parents=True)
    for name, text in files.items():
        (repo / ".github" / "workflows" / name).write_text(text)

    main(["init", str(repo), "--project", "sample"])

    assert [] == [line for line in lines if line not in config_of(repo).splitlines()]
    printed = capsys.readouterr().out
    assert [] == [text for text in guesses if text not in printed]
    assert bool(guesses) == ("guessed" in printed)


def test_pipeline_is_read(repo: Path) -> None:
    """On GitLab the pipeline's jobs become the publishers."""
    git(repo, "remote", "add", "origin", "https://gitlab.com/group/sample.git")
    text = "ship:\n  environment: prod\n  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n"
    (repo / ".gitlab-ci.yml").write_text(text + "  script: [twine upload dist/*]\n")

    main(["init", str(repo), "--project", "sample"])

    assert "  - index: pypi\n    environment: prod\n" in config_of(repo)
    assert "testpypi" not in config_of(repo)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("sample", "sample"), ("o/n", "o/n"), ("on", '"on"'), ("1.0", '"1.0"'), ("a: b", '"a: b"')],
)
def test_text_is_quoted(text: str, expected: str) -> None:
    """What YAML would read as something else is put in quotes."""
    assert expected == quoted(text)
