"""Uploads by a command that are left to a person, each with its reason."""

from typing import Any

import pytest

from .repository import patched
from .swaps import HEAD, SECRET, fed, step

TOKEN = f"-p {SECRET}"
BESIDE = {
    "Makefile": "publish:\n\ttwine upload dist/*\n",
    "publish.sh": "twine upload dist/*\n",
    "tox.ini": "[testenv:publish]\npass_env = TWINE_*\ncommands = twine upload dist/*\n",
}
SCRIPTS = [
    (f"twine upload --sign {TOKEN} dist/*", "its options or its pattern"),
    (f"twine upload --config-file x {TOKEN} dist/*", "its options or its pattern"),
    (f"twine upload --cert x {TOKEN} dist/*", "its options or its pattern"),
    (f"twine upload --attestations {TOKEN} dist/*", "its options or its pattern"),
    (f"twine upload {TOKEN} dist/*.whl", "its options or its pattern"),
    (f"twine upload {TOKEN} dist/*.whl dist/*.tar.gz", "its options or its pattern"),
    (f"twine upload {TOKEN} ../dist/*", "its options or its pattern"),
    (f"twine upload {TOKEN} $DIST/*", "its options or its pattern"),
    (f"twine upload {TOKEN} /srv/dist/*", "its options or its pattern"),
    (f"twine upload {TOKEN} *", "its options or its pattern"),
    (f"PIP_NO_INDEX=1 twine upload {TOKEN} dist/*", "its options or its pattern"),
    (f"poetry publish --build --dist-dir out {TOKEN}", "its options or its pattern"),
    (f"if true; then\n  twine upload {TOKEN} dist/*\nfi", "in a condition"),
    (f"for x in a b; do\n  twine upload {TOKEN} dist/*\ndone", "in a condition"),
    (f"up() {{\n  twine upload {TOKEN} dist/*\n}}\nup", "in a condition"),
    (f"twine upload {TOKEN} dist/* || true", "in a condition"),
    (f"test -n x || exit 0\ntwine upload {TOKEN} dist/*", "in a condition"),
    (f"set +e\ntwine upload {TOKEN} dist/*", "in a condition"),
    (f"cd sub\ntwine upload {TOKEN} dist/*", "in a condition"),
    (f"echo y | twine upload {TOKEN} dist/*", "shares its line"),
    (f"python -m build; twine upload {TOKEN} dist/*", "shares its line"),
    (f"twine upload {TOKEN} dist/* > log", "shares its line"),
    (f"twine upload {TOKEN} dist/*\ngit push", "more commands follow"),
    (f"pypi-attestations sign dist/*\ntwine upload {TOKEN} dist/*", "makes attestations"),
    (f"twine upload {TOKEN} -r testpypi dist/*\ntwine upload {TOKEN} dist/*", "more than once"),
]


def left(text: str) -> str:
    """What is told of a file whose upload stays as it was."""
    found = patched(text, "github", beside=BESIDE)
    told = [one.fix for one in found.left if one.id in ("workflow-token", "workflow-tool")]

    assert "gh-action-pypi-publish" not in found.text
    return " ".join(told)


@pytest.mark.parametrize(("script", "reason"), SCRIPTS)
def test_script_that_is_left(script: str, reason: str) -> None:
    """What the action would do in another way, or at another time."""
    if "testpypi" in script:
        test: Any = {"index": "testpypi", "environment": {"name": "pypi"}}
        pypi: Any = {"index": "pypi", "environment": {"name": "pypi"}}
        found = patched(HEAD + step(script), "github", test, pypi)
        assert "gh-action" not in found.text
        assert any(reason in one.fix for one in found.left)
    else:
        assert reason in left(HEAD + step(script))


@pytest.mark.parametrize("command", ["make publish", "tox -e publish", "./publish.sh"])
def test_upload_that_stands_elsewhere_is_left(command: str) -> None:
    """The reason says what runs it."""
    told = left(HEAD + step(command, *fed("TWINE_PASSWORD")))

    assert f"`{command}` runs the upload" in told


PLACES = [
    ("ubuntu-latest # any", "macos-latest", "needs a Linux runner"),
    ("ubuntu-latest # any", "windows-latest", "needs a Linux runner"),
    ("ubuntu-latest # any", "[self-hosted, linux]", "needs a Linux runner"),
    ("ubuntu-latest # any", "ubuntu-slim", "needs a Linux runner"),
    ("ubuntu-latest # any", "${{ vars.RUNNER }}", "needs a Linux runner"),
    ("    environment:", "    container: python:3.13\n    environment:", "runs in a container"),
    ("    environment:", "    defaults: {run: {shell: pwsh}}\n    environment:", "not bash"),
    (
        "    environment:",
        "    defaults: {run: {working-directory: '${{ vars.X }}'}}\n    environment:",
        "known in a run only",
    ),
    ("    environment:", "    env: {TWINE_CERT: x}\n    environment:", "`TWINE_CERT` is set"),
    ("    steps:\n", "    steps:\n      - run: keyring set x y z\n", "another step of the job"),
]


@pytest.mark.parametrize(("was", "now", "reason"), PLACES)
def test_place_that_is_left(was: str, now: str, reason: str) -> None:
    """Where the action could not run, or would not find the same files."""
    text = HEAD.replace(was, now)

    assert text != HEAD
    assert reason in left(text + step(f"twine upload {TOKEN} dist/*"))


def test_step_that_ends_otherwise_is_left() -> None:
    """A second step would run after a build that failed, or end otherwise."""
    script = f"python -m build\ntwine upload {TOKEN} dist/*"
    looked = step(script, "id: up") + step("echo ${{ steps.up.outcome }}")

    assert "build that failed" in left(HEAD + step(script, "if: always()"))
    assert "build that failed" in left(HEAD + step(script, "continue-on-error: true"))
    assert "how the step ended" in left(HEAD + looked)


def test_job_that_is_not_ready_is_left() -> None:
    """The token goes when environment and permission are in place."""
    text = HEAD.replace("environment: pypi", "environment: '${{ vars.WHERE }}'")

    assert "gh-action" not in patched(text + step(f"twine upload {TOKEN} dist/*"), "github").text


def test_block_that_others_share_is_left() -> None:
    """An edit there would change the other job too."""
    shared = step(f"twine upload {TOKEN} dist/*").replace("- run", "- &up\n        run")
    other = "  again:\n    runs-on: ubuntu-latest\n    steps: [*up]\n"
    found = patched(HEAD + shared + other, "github").text

    assert shared in found
    assert "gh-action" not in found
