"""Tools whose uploads the publishing action can do: what their options mean for it.

Read where `trustpub/uploads/tools.py` was. An option that is not here is one that a person has to
think about (`--sign`, `--cert`, `--config-file` ...).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Effect = Literal["nothing", "skip", "verbose", "build", "built"]
Files = Literal["needed", "optional", "none"]


@dataclass(frozen=True)
class Uploader:
    """How a tool is told what to upload, beside index and credential."""

    command: str
    switches: Mapping[str, Effect] = field(default_factory=dict)
    valued: tuple[str, ...] = ()
    """Options for index and credential: the action has its own ways."""
    folder: str | None = None
    """The option that names the folder of the files."""
    files: Files = "none"
    """Whether it is given patterns of files."""
    builds: bool = False
    """Whether it builds what it uploads, unless it is told not to."""
    variables: re.Pattern[str] = re.compile(r"(?!)")
    """Variables for index and credential."""
    prefix: str = ""
    """What all of its variables about uploading begin with."""


NAMED = ("-r", "--repository", "-u", "--username", "-p", "--password")
UPLOADERS: Mapping[str, Uploader] = {
    "twine": Uploader(
        "upload",
        {
            "--skip-existing": "skip",
            "--verbose": "verbose",
            "--non-interactive": "nothing",
            "--disable-progress-bar": "nothing",
        },
        (*NAMED, "--repository-url"),
        files="needed",
        variables=re.compile(
            r"TWINE_(USERNAME|PASSWORD|API_TOKEN|REPOSITORY|REPOSITORY_URL|NON_INTERACTIVE)"
        ),
        prefix="TWINE_",
    ),
    "uv": Uploader(
        "publish",
        {
            **dict.fromkeys(("-v", "--verbose"), "verbose"),
            **dict.fromkeys(("-q", "--quiet", "--no-progress", "--no-config"), "nothing"),
            **dict.fromkeys(("-n", "--no-cache"), "nothing"),
        },
        (
            *("-t", "--token", "-u", "--username", "-p", "--password"),
            *("--publish-url", "--index", "--trusted-publishing", "--color"),
        ),
        files="optional",
        variables=re.compile(r"UV_PUBLISH_(TOKEN|USERNAME|PASSWORD|URL|INDEX)"),
        prefix="UV_PUBLISH_",
    ),
    "poetry": Uploader(
        "publish",
        {
            "--build": "build",
            "--skip-existing": "skip",
            **dict.fromkeys(("-n", "--no-interaction", "-q", "--quiet"), "nothing"),
            **dict.fromkeys(("--ansi", "--no-ansi"), "nothing"),
            **dict.fromkeys(("-v", "-vv", "-vvv", "--verbose"), "verbose"),
        },
        NAMED,
        folder="--dist-dir",
        variables=re.compile(
            r"POETRY_(PYPI_TOKEN_\w+|HTTP_BASIC_\w+_(USERNAME|PASSWORD)|REPOSITORIES_\w+_URL)"
        ),
        prefix="POETRY_PYPI_",
    ),
    "hatch": Uploader(
        "publish",
        dict.fromkeys(("-n", "--no-prompt", "-y", "--yes"), "nothing"),
        ("-r", "--repo", "-u", "--user", "-a", "--auth"),
        files="optional",
        variables=re.compile(r"HATCH_INDEX_(REPO|USER|AUTH)"),
        prefix="HATCH_INDEX_",
    ),
    "flit": Uploader(
        "publish",
        {},
        ("--repository",),
        builds=True,
        variables=re.compile(r"FLIT_(INDEX_URL|USERNAME|PASSWORD)"),
        prefix="FLIT_",
    ),
    "pdm": Uploader(
        "publish",
        {
            "--no-build": "built",
            "--skip-existing": "skip",
            **dict.fromkeys(("-v", "--verbose"), "verbose"),
            **dict.fromkeys(("-q", "--quiet", "-n", "--non-interactive"), "nothing"),
        },
        ("-r", "--repository", "-u", "--username", "-P", "--password"),
        folder="--dest",
        builds=True,
        variables=re.compile(r"PDM_PUBLISH_(REPO|USERNAME|PASSWORD)"),
        prefix="PDM_PUBLISH_",
    ),
    "maturin": Uploader(
        "upload",
        {
            "--skip-existing": "skip",
            "--non-interactive": "nothing",
            **dict.fromkeys(("-v", "--verbose"), "verbose"),
        },
        (*NAMED, "--repository-url"),
        files="needed",
        variables=re.compile(r"MATURIN_(REPOSITORY|REPOSITORY_URL|USERNAME|PASSWORD|PYPI_TOKEN)"),
        prefix="MATURIN_",
    ),
}
