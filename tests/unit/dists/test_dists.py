"""`trustpub check --dist`: every rule with what breaks it; good files have no problem."""

import gzip
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from trustpub.cli import main
from trustpub.dists import archive, dist_problems, sdist
from trustpub.dists.rules import DIST_RULES
from trustpub.forges.base import rule_id

from . import make

CLONE = Path(__file__).parents[3]
GOOD = str(CLONE / "tests" / "cases" / "example-github" / "release.yaml")
Break = Callable[[Path], object]


def changed(old: str, new: str) -> str:
    """The metadata with something else in it."""
    assert old in make.METADATA
    return make.METADATA.replace(old, new)


def bomb(folder: Path) -> None:
    """100 MiB of nothing in a small wheel."""
    make.wheel(folder, more={"zeros": "\0" * (100 * archive.MIB)})


def other_compression(folder: Path) -> None:
    """A wheel that PyPI cannot unpack."""
    make.wheel(folder)
    with zipfile.ZipFile(folder / make.WHEEL_NAME, "a", zipfile.ZIP_LZMA) as added:
        added.writestr("x", "x")


def twice(folder: Path) -> None:
    """Two METADATA."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        make.wheel(folder, more={"sampleproject-1.0.dist-info/METADATA": make.METADATA})


def garbled(folder: Path) -> None:
    """A wheel whose METADATA has a wrong checksum."""
    path = make.wheel(folder)
    data = bytearray(path.read_bytes())
    at = data.index(b"METADATA") + len("METADATA") + 10
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)


def two_tops(folder: Path) -> None:
    """An sdist of two folders."""
    make.sdist(folder, members=(tarfile.TarInfo("elsewhere/x"),))


BROKEN: list[tuple[Break, str, str]] = [
    (lambda d: d.rmdir(), "dist-folder", "No such file or directory"),
    (lambda d: None, "dist-folder", "holds neither a wheel nor an sdist"),
    (lambda d: (d / "a.txt").write_text(""), "dist-stray", "'a.txt'"),
    (lambda d: (d / "x.whl.asc").write_text(""), "dist-stray", "'x.whl.asc'"),
    (lambda d: (d / "a.whl").mkdir(), "dist-stray", "'a.whl'"),
    (lambda d: make.wheel(d, name="a-1.whl"), "dist-file-name", "does not parse"),
    (lambda d: make.wheel(d, name="a-x-py3-none-any.whl"), "dist-file-name", "does not parse"),
    (lambda d: make.sdist(d, name="a.tar.gz"), "dist-file-name", "does not parse"),
    (
        lambda d: make.sdist(d, name="Sampleproject-1.0.tar.gz"),
        "dist-file-name",
        "called sampleproject-1.0.tar.gz",
    ),
    (lambda d: (d / "p-1.0.zip").write_bytes(b""), "dist-file-name", "called p-1.0.tar.gz"),
    (lambda d: (d / "p-1.0.zip").write_bytes(b""), "dist-archive", "is no .tar.gz"),
    (lambda d: (d / make.WHEEL_NAME).write_bytes(b"x"), "dist-archive", "(BadZipFile)"),
    (lambda d: (d / make.SDIST_NAME).write_bytes(b"x"), "dist-archive", "is no readable gzipped"),
    (garbled, "dist-archive", "is no readable zip archive"),
    (lambda d: make.wheel(d, None), "dist-archive", "has no sampleproject-1.0.dist-info/METADATA"),
    (lambda d: make.wheel(d, stem="s-1"), "dist-archive", "has no sampleproject-1.0.dist-info/WH"),
    (
        lambda d: make.wheel(d, b"A" * (archive.LARGEST + 1)),
        "dist-archive",
        "of over 8388608 bytes",
    ),
    (twice, "dist-archive", "METADATA 2 times"),
    (bomb, "dist-archive", "over 50 times its size"),
    (other_compression, "dist-archive", "is not compressed by deflate"),
    (lambda d: make.wheel(d, more={"../x": ""}), "dist-archive", "'../x', which leads outside"),
    (lambda d: make.wheel(d, more={"/x": ""}), "dist-archive", "'/x', which leads outside"),
    (lambda d: make.wheel(d, more={"a\\..\\x": ""}), "dist-archive", "leads outside"),
    (lambda d: make.wheel(d, more={"c:/x": ""}), "dist-archive", "'c:/x'"),
    (lambda d: make.sdist(d, None), "dist-archive", "has 0 folders"),
    (two_tops, "dist-archive", "has 2 folders and files at the top"),
    (
        lambda d: make.sdist(d, members=(make.link("sampleproject-1.0/a", "../../x"),)),
        "dist-archive",
        "leads outside",
    ),
    (
        lambda d: make.sdist(d, members=(make.link("sampleproject-1.0/a", "/etc/passwd"),)),
        "dist-archive",
        "'/etc/passwd'",
    ),
    (
        lambda d: make.sdist(d, members=(make.link("sampleproject-1.0/a", "", tarfile.CHRTYPE),)),
        "dist-archive",
        "a device",
    ),
    (
        lambda d: make.sdist(d, members=(tarfile.TarInfo("sampleproject-1.0/../../x"),)),
        "dist-archive",
        "leads outside",
    ),
    (
        lambda d: make.sdist(d, members=(tarfile.TarInfo("sampleproject-1.0/PKG-INFO"),)),
        "dist-archive",
        "PKG-INFO 2 times",
    ),
    (lambda d: make.wheel(d, changed(": sample", ": simple")), "dist-project", "'simpleproject'"),
    (lambda d: make.sdist(d, name="other-1.0.tar.gz"), "dist-project", "is of project 'other'"),
    (lambda d: make.wheel(d, changed(": 1.0", ": 1.1")), "dist-version", "says 1.1, and the file"),
    (
        lambda d: (make.wheel(d), make.sdist(d, name="sampleproject-0.9.tar.gz")),
        "dist-version",
        "files of 2 versions: 0.9, 1.0",
    ),
    (
        lambda d: make.sdist(d, name="sampleproject-1.0+g1.tar.gz"),
        "dist-local-version",
        "1.0+g1 is a local version",
    ),
    (lambda d: make.wheel(d, changed("Version: 1.0", "Version: x")), "dist-metadata", "'x'"),
    (lambda d: make.wheel(d, ""), "dist-metadata", "required field"),
    (lambda d: make.wheel(d, "Requires-Python: what\n" + make.METADATA), "dist-metadata", "what"),
    (lambda d: make.wheel(d, changed("# Sample\n", "")), "dist-description", "no long"),
    (lambda d: make.wheel(d, changed("# Sample\n", "UNKNOWN\n")), "dist-description", "no long"),
    (
        lambda d: make.wheel(d, changed("Description-Content-Type: text/markdown\n", "")),
        "dist-description",
        "its type is not said",
    ),
]


@pytest.mark.parametrize(("spoil", "rule", "found"), BROKEN)
def test_rule_is_broken(tmp_path: Path, spoil: Break, rule: str, found: str) -> None:
    """The rule says so, in a sentence of where, found and fix."""
    folder = tmp_path / "dist"
    folder.mkdir()
    spoil(folder)

    problems = dist_problems(str(folder), "sampleproject")

    told = [problem for problem in problems if problem.id == rule and found in problem.found]
    assert told, problems
    assert all(p.fix and (p.file or "").startswith(str(folder)) for p in problems)
    assert all(problem.sentence().isascii() for problem in problems)


def test_every_rule_is_tried() -> None:
    """No rule is without a row above."""
    assert {rule_id(rule) for rule in DIST_RULES} == {rule for _, rule, _ in BROKEN}


def test_good_files_have_no_problem(tmp_path: Path) -> None:
    """A wheel, an sdist with a link inside itself, and what belongs to them."""
    make.wheel(tmp_path)
    inside = make.link("sampleproject-1.0/docs/readme", "../README")
    make.sdist(tmp_path, members=(tarfile.TarInfo("sampleproject-1.0/README"), inside))
    (tmp_path / f"{make.WHEEL_NAME}.publish.attestation").write_text("{}")
    (tmp_path / ".gitignore").write_text("*")

    assert () == dist_problems(str(tmp_path), "SampleProject")


def test_sdist_is_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not unpacked any further than the limit."""
    monkeypatch.setattr(sdist, "MOST", 4 * archive.MIB)
    path = make.sdist(tmp_path)
    large = tarfile.TarInfo("sampleproject-1.0/zeros")
    large.size = 16 * archive.MIB
    path.write_bytes(gzip.compress(large.tobuf() + b"\0" * large.size))

    (problem,) = dist_problems(str(tmp_path), "sampleproject")

    assert ("dist-archive", "unpacks to over 4194304 bytes") == (problem.id, problem.found)


def test_header_is_a_bomb(tmp_path: Path) -> None:
    """A header that says it has 4 GiB is not read."""
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 4 << 30
    (tmp_path / make.SDIST_NAME).write_bytes(gzip.compress(header.tobuf() + b"\0" * 10240))

    (problem,) = dist_problems(str(tmp_path), "sampleproject")

    assert "holds a header or a PKG-INFO of over 8388608 bytes" == problem.found


@pytest.mark.parametrize("form", ["text", "json"])
def test_problems_stand_beside_those_of_the_config(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Exit code 1, and `file` is the built file; without problems it is 0."""
    make.wheel(tmp_path)
    assert 0 == main(["check", GOOD, "--dist", str(tmp_path), "--format", form])
    capsys.readouterr()
    make.wheel(tmp_path, changed(": sample", ": simple"))

    assert 1 == main(["check", GOOD, "--dist", str(tmp_path), "--format", form])

    out = capsys.readouterr().out
    file = str(tmp_path / make.WHEEL_NAME)
    assert f"error {file} Name: is of" in out if form == "text" else "dist-project" in out
    assert form == "text" or file == json.loads(out)["problems"][0]["file"]


def test_config_is_broken_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a config the files are judged all the same, but for the project's name."""
    assert 2 == main(["check", str(tmp_path / "none.yaml"), "--dist", str(tmp_path)])

    out = capsys.readouterr().out
    assert "[config-syntax]" in out
    assert "[dist-folder]" in out


def test_nothing_is_imported_without_dist() -> None:
    """`trustpub check` alone keeps its start-up."""
    program = (
        "import sys; from trustpub.cli import main; main(sys.argv[1:]);"
        "sys.exit(any(m.startswith('trustpub.dists') or m in ('tarfile', 'packaging.metadata')"
        " for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, "check", GOOD], cwd=CLONE, check=False)

    assert 0 == done.returncode


def test_real_build_is_good(tmp_path: Path) -> None:
    """What `python -m build` makes of a small project."""
    (tmp_path / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        '[project]\nname = "Sample.Project"\nversion = "1.0rc1"\nreadme = "README.md"\n'
        "[tool.setuptools]\npackages = []\n"
    )
    (tmp_path / "README.md").write_text("# Sample ☃\n", "utf-8")
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", "."]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)

    assert 2 == len(list((tmp_path / "dist").iterdir()))
    assert () == dist_problems(str(tmp_path / "dist"), "sample-project")
