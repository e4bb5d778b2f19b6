"""The environment an engine runs in: nothing of the user's forges or clouds leaks in."""

import os
from collections.abc import Mapping
from pathlib import Path

from engine.model import Engine

FOREIGN = ("GITHUB_", "GITLAB_", "PULUMI_", "GH_", "CI_")


def scrubbed(environ: Mapping[str, str]) -> dict[str, str]:
    """A copy without forge, CI and Pulumi variables: they beat arguments in the providers."""
    return {
        name: value
        for name, value in environ.items()
        if name != "CI" and not name.startswith(FOREIGN)
    }


def engine_env(
    engine: Engine,
    home: Path,
    venv: Path,
    backend_dir: Path,
    passphrase: str = "",
    environ: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The whole environment for running this engine with an isolated home and state."""
    inherited = scrubbed(os.environ if environ is None else environ)
    folders = [venv / "bin", *engine.folders]
    settings = {
        "PATH": os.pathsep.join([*map(str, folders), inherited.get("PATH", os.defpath)]),
        "PULUMI_HOME": str(home.absolute()),
        "PULUMI_BACKEND_URL": backend_dir.absolute().as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": passphrase,
        "PULUMI_SKIP_UPDATE_CHECK": "1",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
    }
    return inherited | settings
