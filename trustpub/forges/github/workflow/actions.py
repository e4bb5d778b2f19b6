"""Actions that upload or build, and what their inputs mean: read from each one's action.yml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .finds import Trusting

Switch = tuple[str, tuple[str, ...]]
"""An input, and the values of it with which the action does not do a thing."""


@dataclass(frozen=True)
class Publisher:
    """An action that uploads."""

    tool: str
    url: tuple[str, ...] = ()
    """Inputs that name the index's address, the first that is set counts."""
    credentials: tuple[str, ...] = ()
    trusting: Trusting = "never"
    builds: Switch | None = None
    """None: it never builds. An empty switch: it always does."""
    uploads: Switch = ("", ())
    needs_credential: bool = False
    """Uploads nothing unless it is given one."""
    attests: bool = False
    versions: re.Pattern[str] = field(default_factory=lambda: re.compile(r".*"))
    """References of the versions that upload."""


ALWAYS: Switch = ("", ())
SEMANTIC_RELEASE = Publisher(
    tool="semantic-release",
    credentials=("pypi_token", "repository_username", "repository_password"),
    builds=ALWAYS,
    needs_credential=True,
    versions=re.compile(r"v?[0-7](?:\..*)?"),
)
"""v7.34.6 has these inputs, and uploads where they are given; v8 dropped them with the upload."""

PUBLISHERS: Mapping[str, Publisher] = {
    # Since v1.8 with the two spellings of an input; without a password it can only ask for an ID
    # token (twine-upload.sh); `attestations` since v1.10, true since v1.11.
    "pypa/gh-action-pypi-publish": Publisher(
        tool="gh-action-pypi-publish",
        url=("repository-url", "repository_url"),
        credentials=("user", "password"),
        trusting="always",
        attests=True,
    ),
    # entrypoint.sh: `poetry build`, then `poetry publish` to PyPI or to `repository_url`.
    "jrubics/poetry-publish": Publisher(
        tool="poetry",
        url=("repository_url",),
        credentials=("pypi_token", "repository_username", "repository_password"),
        builds=ALWAYS,
    ),
    # Both: `python -m build` and `twine upload` with the token.
    "etils-actions/pypi-auto-publish": Publisher(
        tool="twine", credentials=("pypi-token",), builds=ALWAYS
    ),
    "etils-actions/pypi-build-publish": Publisher(
        tool="twine", credentials=("pypi-token",), builds=ALWAYS
    ),
    # Without a password it mints a token of its own from an ID token.
    "casperdcl/deploy-pypi": Publisher(
        tool="twine",
        url=("url",),
        credentials=("user", "password"),
        trusting="always",
        builds=("setup build pip", ("", "false")),
        uploads=("upload", ("false",)),
    ),
    # `poetry publish --build` to PUBLISH_REGISTRY.
    "code-specialist/pypi-poetry-publish": Publisher(
        tool="poetry",
        url=("PUBLISH_REGISTRY",),
        credentials=("PUBLISH_REGISTRY_USERNAME", "PUBLISH_REGISTRY_PASSWORD"),
        builds=ALWAYS,
    ),
    "python-semantic-release/python-semantic-release": SEMANTIC_RELEASE,
    "relekang/python-semantic-release": SEMANTIC_RELEASE,
}

MATURIN = ("pyo3/maturin-action", "messense/maturin-action")
"""Runs `maturin <command> <args>`, `build` without a command (action.yml, src/index.ts)."""

RUNNERS = {
    "nick-fields/retry": "command",
    "nick-invision/retry": "command",
    "addnab/docker-run-action": "run",
}
"""Actions that run a script -> the input that holds it (each one's action.yml)."""

SEMANTIC_RELEASES = (
    "python-semantic-release/python-semantic-release",
    "relekang/python-semantic-release",
)
"""Since v8 it runs the `build_command` of `pyproject.toml`, unless the input `build` is false."""

PUBLISHING = re.compile(r"pypi|publish|releaser|finalize-release", re.IGNORECASE)
"""Names of actions that may publish Python packages."""
NO_INDEX = re.compile(
    r"docker|manifest|container|image|gh-pages|github-pages|test-results?|unit-test|npm|nuget|crates|chart|gh-release"
    r"|python-semantic-release/publish-action|release-drafter|release-please|playwright|vsce",
    re.IGNORECASE,
)
"""Names of those that publish something else."""

BUILDERS = (
    "pypa/cibuildwheel",
    "hynek/build-and-inspect-python-package",
    "ralfg/python-wheels-manylinux-build",
    "joerick/cibuildwheel",
)
"""Actions that build distributions and upload nothing."""

QUIET = (
    "actions/checkout",
    "actions/setup-python",
    "actions/download-artifact",
    "actions/upload-artifact",
    "actions/cache",
    "astral-sh/setup-uv",
    "pypa/gh-action-pypi-publish",
)
"""Actions that put no variable of a workflow's own into the environment of later steps."""

CREDENTIAL = re.compile(
    r"pypi|twine|uv_publish|flit_|hatch_index|pdm_publish|maturin_p|warehouse", re.I
)
"""Names of inputs, variables and secrets that look like a credential of a Python index."""
FAMILIES = {
    "TWINE_": "twine",
    "UV_PUBLISH_": "uv",
    "POETRY_PYPI_TOKEN_": "poetry",
    "POETRY_HTTP_BASIC_": "poetry",
    "FLIT_": "flit",
    "HATCH_INDEX_": "hatch",
    "PDM_PUBLISH_": "pdm",
    "MATURIN_": "maturin",
}
"""Beginning of a variable -> the tool that reads it."""
