"""GitLab: an upload by a command becomes what is rendered: signed, and by the job's identity."""

import pytest

from trustpub.writing.actions import NEWEST, tool

from .repository import changed, patched
from .swaps import BUILDS, PASSWORDS, PIPELINE

SIGN = (
    f"uvx --no-config --no-build --exclude-newer {NEWEST} {tool('pypi-attestations')} sign dist/*"
)
URL = "https://upload.pypi.org/legacy/"
SEND = f"uv publish --no-config --trusted-publishing always --publish-url {URL} dist/*"
NEW = [f"- pip install {tool('uv')}", f"- {SIGN}", f"- {SEND}"]
SIGSTORE = ["SIGSTORE_ID_TOKEN:", "aud: sigstore"]


def swapped(text: str) -> tuple[list[str], list[str]]:
    """Lines taken out and added, after which no token and nothing more to be done is left."""
    found = patched(text, "gitlab")

    assert {one.id for one in found.left} <= {"workflow-builds"}, found.left
    assert found.text == patched(found.text, "gitlab").text
    assert "$MINE" not in found.text
    return changed(text, found.text)


@pytest.mark.parametrize("command", [one for one in PASSWORDS if "--skip" not in one])
def test_command_of_each_tool(command: str) -> None:
    """The command goes with its variable; what it builds is built by the tool as before."""
    variables = f"  variables:\n    A: b\n    {PASSWORDS[command]}: $MINE\n"
    before = f"{PIPELINE}{variables}  script:\n    - {command} # up\n"
    kept = [f"- {BUILDS[command]}"] if command in BUILDS else []
    first, *rest = [*kept, *NEW]
    out, new = swapped(before)

    assert [f"{PASSWORDS[command]}: $MINE", f"- {command} # up"] == out
    assert [*SIGSTORE, f"{first} # up", *rest] == new


LAYOUTS = [
    ("  script:\n    - export TWINE_PASSWORD=$MINE\n    - twine upload dist/*\n", NEW),
    ("  script:\n    - poetry config pypi-token.pypi $MINE\n    - poetry publish\n", NEW),
    (
        "  script:\n    - 'python -m build && twine upload -p $MINE dist/*'\n",
        ["- python -m build", *NEW],
    ),
    (
        "  script: [twine upload -p $MINE dist/*]\n",
        [f"script: ['pip install {tool('uv')}', '{SIGN}', '{SEND}']"],
    ),
    (
        "  script: twine upload -p $MINE dist/*\n",
        [f"script: ['pip install {tool('uv')}', '{SIGN}', '{SEND}']"],
    ),
]


@pytest.mark.parametrize(("script", "new"), LAYOUTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_layouts(script: str, new: list[str], end: str) -> None:
    """Lines that only hand on the credential go; lists keep their style."""
    text = (PIPELINE + script + "# after\n").replace("\n", end)

    assert [*SIGSTORE, *new] == swapped(text)[1]
    assert patched(text, "gitlab").text.endswith(f"# after{end}")


def test_signed_where_sigstore_knows_the_forge() -> None:
    """A token for Sigstore that is there stays as it is."""
    tokens = "      aud: pypi\n    SIGSTORE_ID_TOKEN: {aud: sigstore}\n"
    text = PIPELINE.replace("      aud: pypi\n", tokens)
    out, new = swapped(text + "  script:\n    - twine upload -p $MINE dist/*\n")

    assert (["- twine upload -p $MINE dist/*"], NEW) == (out, new)


LEFT = [
    ("- twine upload -p $MINE dist/*.whl", "its options or its pattern"),
    ("- twine upload -p $MINE --skip-existing dist/*", "no option just like"),
    ("- twine upload -p $MINE dist/* || true", "in a condition"),
    ("- twine upload -p $MINE dist/* && git push", "more commands follow"),
    ("- twine upload -p $MINE dist/* > log", "shares its line"),
    ("- |\n      twine upload -p $MINE dist/*", "cannot be cut up"),
    ("- make publish", "`make publish` runs the upload"),
    (
        "- printf '[pypi]\\n' > ~/.pypirc\n    - twine upload -p $MINE dist/*",
        "another step of the job",
    ),
]


@pytest.mark.parametrize(("script", "reason"), LEFT)
def test_script_that_is_left(script: str, reason: str) -> None:
    """What cannot be done just the same is left to a person, who is told why."""
    beside = {"Makefile": "publish:\n\ttwine upload -p $(MINE) dist/*\n"}
    text = f"{PIPELINE}  script:\n    {script}\n"
    found = patched(text, "gitlab", beside=beside)

    assert text == found.text
    assert reason in " ".join(one.fix for one in found.left)


def test_job_without_pip_is_left() -> None:
    """Nothing tells how uv could come to it."""
    text = PIPELINE.replace("python:3.13", "registry.example.org/tools@sha256:" + "a" * 64)
    text += "  script:\n    - twine upload -p $MINE dist/*\n"
    found = patched(text, "gitlab")

    assert text == found.text
    assert any("has pip" in one.fix for one in found.left)


def test_variable_that_something_else_uses_stays() -> None:
    """The job's own lines say so."""
    script = "  script:\n    - echo $TOKEN\n    - twine upload -p $TOKEN dist/*\n"
    text = f"{PIPELINE}  variables: {{TOKEN: x, A: b}}\n{script}"

    assert "variables: {TOKEN: x, A: b}" in patched(text, "gitlab").text


def test_tool_that_takes_no_id_token_gives_way_to_one_that_does() -> None:
    """Its credential stands in no file: that it takes no ID token is told once the job has one."""
    tokens = "  id_tokens:\n    PYPI_ID_TOKEN:\n      aud: pypi\n"
    text = PIPELINE.replace(tokens, "") + "  script:\n    - maturin upload dist/*\n"
    out, new = swapped(text)

    assert ["- maturin upload dist/*"] == out
    assert ["id_tokens:", "PYPI_ID_TOKEN:", "aud: pypi", *SIGSTORE, *NEW] == new
