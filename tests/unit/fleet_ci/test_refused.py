"""`trustpub fleet ci`: what is refused, with one sentence and nothing written."""

from pathlib import Path

import pytest

from trustpub import __version__

from .made import ci

WORKFLOW = ".github/workflows/trustpub-fleet.yml"
Captured = pytest.CaptureFixture[str]


pytestmark = pytest.mark.usefixtures("folder")


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "a folder as backend": (("--backend", "file:///x"), "a folder"),
    "a password": (("--backend", "postgres://u:pw@h/d"), "a password"),
    "too many shards": (("--shards", "257"), "at most 256"),
    "no time": (("--schedule", "every day"), "five fields"),
    "an odd branch": (("--branch", "a\nb"), "--branch"),
    "an odd owner": (("--github-app", "a/b"), "--github-app"),
    "another owner": (("--github-app", "other"), "is not of other"),
    "outside": (("--out", "../x.yml"), "no place in the repository"),
    "no workflow": (("--out", "x.yml"), "no place where GitHub looks"),
    "an expression": (("--requirements", "${{ x }}.txt"), "cannot be read"),
    "a variable": (("--backend", "s3://b/$HOME"), "a dollar sign"),
    "in git's folder": (("--out", ".git/x.yml"), "no place in the repository"),
    "for the operator": (("--every", "600"), "kubernetes-operator alone"),
    "private": (("--private",), "kubernetes-operator alone"),
    "many at once": (("--at-once", "31", "--shards", "99"), "30 or fewer"),
    "an image": (("--image", "x"), "is not for github-actions"),
    "no image": (("--image", "a b:$X"), "--image is no name"),
    "an image of a variable": (("--image", "$CI_REGISTRY_IMAGE/x"), "--image is no name"),
    "a digest cut off": (("--image", "x@sha256:00"), "--image is no name"),
    "no lock": (("--requirements", "no.txt"), "cannot be read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_one_sentence(folder: Path, capsys: Captured, name: str) -> None:
    """Exit code 2, what is wrong and a way out; nothing is written."""
    words, sentence = REFUSED[name]

    assert 2 == ci("--on", "github-actions", *words)

    told = capsys.readouterr()
    assert sentence in told.err
    assert ("", 1) == (told.out, len(told.err.splitlines()))
    assert "pw" not in told.err
    assert not (folder / WORKFLOW).exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--shards", "2"), "leave them out"),
        (("--requirements", "lock.txt"), "without hashes"),
        (("--every", "59"), "60 seconds"),
        (("--namespace", "A b"), "--namespace"),
        (("--repository", "https://t0ken@github.com/a/b"), "holds a token"),
        (("--repository", "git@github.com:a/b"), "no address"),
    ],
)
def test_bad_input_for_the_operator(
    folder: Path, capsys: Captured, words: tuple[str, ...], sentence: str
) -> None:
    """The same there."""
    (folder / "lock.txt").write_text(f"trustpub=={__version__} --hash=sha256:00\n")

    assert 2 == ci("--on", "kubernetes-operator", *words)

    told = capsys.readouterr().err
    assert sentence in told
    assert "t0ken" not in told
