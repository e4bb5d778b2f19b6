"""Workflows and pipelines that upload by a command, put together from parts."""

from trustpub.writing.actions import ACTIONS

PIN = ACTIONS["publish"].uses()
SECRET = "${{ secrets.PYPI }}"
HEAD = """\
name: Release
on:
  push:
    tags: ["v*"]
permissions: {}
jobs:
  # publishes
  publish:
    name: Publish
    runs-on: ubuntu-latest # any
    environment: pypi
    permissions:
      id-token: write # for the index
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: {persist-credentials: false}
"""
PIPELINE = """\
image: python:3.13
publish: # it
  environment: pypi
  id_tokens:
    PYPI_ID_TOKEN:
      aud: pypi
  rules:
    - if: $CI_COMMIT_TAG =~ /^v/ && $CI_COMMIT_REF_PROTECTED == "true"
"""
PASSWORDS = {
    "twine upload dist/*": "TWINE_PASSWORD",
    "python -m twine upload --skip-existing dist/*": "TWINE_PASSWORD",
    "uv publish": "UV_PUBLISH_TOKEN",
    "poetry publish": "POETRY_PYPI_TOKEN_PYPI",
    "hatch publish": "HATCH_INDEX_AUTH",
    "pdm publish --no-build": "PDM_PUBLISH_PASSWORD",
    "maturin upload dist/*": "MATURIN_PYPI_TOKEN",
    "poetry publish --build": "POETRY_PYPI_TOKEN_PYPI",
    "flit publish": "FLIT_PASSWORD",
    "pdm publish": "PDM_PUBLISH_PASSWORD",
}
"""Command -> the variable that its tool reads."""
BUILDS = {
    "poetry publish --build": "poetry build",
    "flit publish": "flit build",
    "pdm publish": "pdm build",
}


def step(run: str, *more: str) -> str:
    """A step with a script and further lines."""
    script = (
        "|\n" + "".join(f"          {one}\n" for one in run.splitlines()) if "\n" in run else run
    )
    return f"      - run: {script.rstrip()}\n" + "".join(f"        {one}\n" for one in more)


def fed(variable: str, value: str = SECRET) -> tuple[str, str]:
    """`env:` with one variable."""
    return "env:", f"  {variable}: {value}"


def indented(text: str, by: str = "      ") -> str:
    """Lines further in."""
    return "".join(f"{by}{line}\n" for line in text.splitlines())
