"""The official ways: Pulumi's installer and its plugin downloads."""

import os
import subprocess
from pathlib import Path

from engine.environment import scrubbed

MINUTES = 10
INSTALL = """
import sys
from pulumi.automation import PulumiCommand
from semver import VersionInfo
PulumiCommand.install(root=sys.argv[1], version=VersionInfo.parse(sys.argv[2]))
"""


def install_engine(python: Path, folder: Path, version: str) -> bool:
    """Install the CLI and its language hosts into a folder; False when that failed."""
    return succeeds([str(python), "-c", INSTALL, str(folder), version], {})


def install_plugin(pulumi: Path, home: Path, name: str, version: str) -> bool:
    """Download an official plugin into a Pulumi home; False when that failed."""
    home.mkdir(parents=True, exist_ok=True)
    settings = {"PULUMI_HOME": str(home), "PULUMI_SKIP_UPDATE_CHECK": "1"}
    return succeeds([str(pulumi), "plugin", "install", "resource", name, version], settings)


def succeeds(command: list[str], settings: dict[str, str]) -> bool:
    """Run a download quietly and within a bounded time."""
    try:
        done = subprocess.run(
            command,
            env=scrubbed(os.environ) | settings,
            timeout=MINUTES * 60,
            capture_output=True,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
