"""Which files are read for credentials of an index, and what could not be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.errors import WorldError
from trustpub.migrate.finding.loose import candidates, loose
from trustpub.migrate.finding.loose_formats import pypirc
from trustpub.migrate.finding.loose_lines import in_lines
from trustpub.migrate.finding.loose_python import in_python
from trustpub.migrate.finding.mentions import mentions
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

VALUE = "c0rrect-horse-Battery"
READ = (
    *(".pypirc", "a/b/c/d/e/f/g/h/.pypirc", "ci/.pypirc.template", "pip.conf", "tox.ini"),
    *("packages/a/tox.ini", "noxfile.py", "Makefile", "GNUmakefile", "release.mk", "justfile"),
    *("Taskfile.yml", "tasks.py", "poetry.toml", "pyproject.toml", "hatch.toml", "uv.toml"),
    *("setup.cfg", ".env", ".env.local", "prod.env", ".envrc", "docker-compose.yml"),
    *("compose.prod.yaml", "Dockerfile", ".travis.yml", ".circleci/config.yml", "Jenkinsfile"),
    *("azure-pipelines.yml", "appveyor.yml", "bitbucket-pipelines.yml", ".drone.yml"),
    *("scripts/publish.sh", "release.py", "tools/upload_to_pypi.py", "bin/publish", "build.sh"),
    *("ci/deploy.ps1", ".github/workflows/x.yml", ".gitlab-ci.yml", "ci/setup.sh", "make.bat"),
)
LEFT = (
    *("README.md", "src/main.py", "docs/publish.md", "package/module.py", "data.json", "x.png"),
    *("node_modules/x/.env", ".venv/lib/x/pyproject.toml", "vendor/x/Makefile", "a.txt"),
    *("src/deep/down/here/helper.sh", "a/b/c/d/e/f/g/h/tox.ini", "CHANGELOG", "LICENSE"),
    "/".join(["a"] * 300),
)


@pytest.mark.parametrize("path", READ)
def test_a_file_that_is_read(path):
    """Its path alone tells."""
    assert (path,) == candidates([path])


@pytest.mark.parametrize("path", LEFT)
def test_a_file_that_is_not_read(path):
    """Neither does its path alone."""
    assert () == candidates([path])


def test_programs_that_are_no_scripts():
    """Tests, and what is a part of a package, are left out; a script beside them is not."""
    paths = ["tests/test_publish.py", "test/upload.sh", "a/__init__.py", "a/upload.py"]

    assert ("b/upload.py",) == candidates([*paths, "b/upload.py"])


def test_scripts_that_others_name():
    """A script of any name is read where a workflow, a Makefile or a setting names it."""
    files = {
        ".github/workflows/x.yml": b"run: python src/deep/down/ship_it.py",
        "Makefile": b"x:\n\tcd src/lib && ./go.sh\n",
        "src/deep/down/ship_it.py": b'import os\nos.environ["PYPI_TOKEN"]\n',
        "src/lib/go.sh": b"twine upload -p $PYPI_TOKEN x\n",
        "src/lib/other.sh": b"twine upload -p $PYPI_TOKEN x\n",
    }
    found, _ = loose(Memory(files))

    assert {"src/deep/down/ship_it.py", "src/lib/go.sh"} == {one.file for one in found}


class Counting(Memory):
    """Files that count how often they are read, and fail where they should."""

    def read(self, path):
        """A file's content."""
        COUNT.append(path)
        if path.startswith("broken"):
            raise OSError(5, "input error", path)
        if path.startswith("far"):
            raise WorldError("no answer")
        return super().read(path)


COUNT: list[str] = []


def test_a_large_repository():
    """Of 50,000 files few are read, each once, and that is soon done."""
    files = {f"src/p{n % 500}/m{n}.py": b"x" for n in range(50_000)}
    files |= {f"packages/p{n}/pyproject.toml": b"[project]" for n in range(1000)}
    files |= {f"scripts/s{n}.sh": b"echo" for n in range(1000)}
    COUNT.clear()
    started = time.monotonic()
    found, unknown = loose(Counting(files))

    assert () == found
    assert len(COUNT) == len(set(COUNT)) <= 400
    assert time.monotonic() - started < 10
    assert [one.why for one in unknown] == ["there are too many of a kind"]


@pytest.mark.parametrize(
    ("path", "content", "why"),
    [
        ("broken/.pypirc", b"", "it cannot be read: input error"),
        ("far/.pypirc", b"", "it cannot be read: WorldError"),
        (".pypirc", b"\0GITCRYPT\0\1\2", "it is no text"),
        (".env", b"x" * (1024 * 1024 + 1), "it has over 1048576 bytes"),
        (".pypirc", None, "it is listed and cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read(path, content, why):
    """It could hold a credential: that is said."""
    found, unknown = loose(Counting({path: content}))

    assert ((), [(path, why)]) == (found, [(one.what, one.why) for one in unknown])


def test_other_encodings():
    """UTF-16 with its mark and Latin-1 are read."""
    text = f"[pypi]\npassword = {VALUE}\n# ä"
    for content in (text.encode("utf-16"), text.encode("latin-1"), b"\xef\xbb\xbf" + text.encode()):
        found, unknown = loose(Memory({".pypirc": content}))
        assert ([(2, True)], ()) == ([(one.line, one.literal) for one in found], unknown)


def test_a_repository_that_cannot_be_listed():
    """Nothing is found, and that is said."""

    class Unlisted(Memory):
        def walk(self):
            raise OSError(13, "permission denied")

    assert ("the files of the repository",) == tuple(one.what for one in loose(Unlisted({}))[1])


NAMES = ("TWINE_PASSWORD", "PYPI_TOKEN", "UV_PUBLISH_TOKEN", "HATCH_INDEX_AUTH", "password")
PIECES = st.sampled_from(
    [
        *NAMES,
        *("$", "${", "}", "=", ": ", "\n", "\n  ", "  ", '"', "'", "[pypi]", "[publish.index]"),
        *("twine upload -p ", "uv publish --token ", "https://me:", "@i.example/simple", "auth"),
        *("index-url = ", "env", "(", ")", "#", "\\", "{{ ", "%(", "- run: ", "secrets.", VALUE),
        *("${{ ", " }}", "script:", "steps:", "jobs:", "on: push", ", ", "|\n", "\t", "\0"),
    ]
)
PATHS = st.sampled_from(
    [
        *(".pypirc", "pip.conf", "tox.ini", "noxfile.py", "Makefile", "publish.sh", "poetry.toml"),
        *("pyproject.toml", ".env", ".travis.yml", ".github/workflows/x.yml", ".gitlab-ci.yml"),
    ]
)


@given(PATHS, st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_any_text(path, text):
    """Nothing breaks, and no value comes out."""
    snapshot = Memory({path: text.encode("utf-8", "replace")})
    found, unknown = loose(snapshot)
    told = mentions(read_repository(snapshot), snapshot)

    assert VALUE not in repr((found, unknown))
    assert VALUE not in repr(told)
    assert list(found) == sorted(
        set(found), key=lambda one: (one.file, one.line, one.what, one.name)
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("(" * 5000, "twine upload -p " * 5000, "twine upload " * 300 + "\n", "$" * 50_000),
        *("a=" * 50_000, "_" * 4000, "PYPI" + "1" * 200 + "X ", "'" * 4000, "https://a:" * 400),
    ],
)
def test_texts_made_to_take_long(piece):
    """They are done soon, as text and as Python."""
    started = time.monotonic()
    rows = [*in_lines("x.sh", piece, "script"), *in_python("x.py", piece, "nox")]
    long = "PYPI_TOKEN=" + piece[:5000] + "\n" + (piece[:3000] + "\n") * 50
    rows += [*in_lines("x.sh", long, "script"), *pypirc(".pypirc", long)]

    assert time.monotonic() - started < 5
    assert all(len(one.what) < 200 for one in rows)
