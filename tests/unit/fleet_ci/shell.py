"""A folder in which lines of a job are run, with a `trustpub` that writes down what it is told."""

import os
import subprocess
from pathlib import Path

FAKE = """#!/bin/sh
printf '%s\\n' "$@" >> "$CALLS"
echo -- >> "$CALLS"
if [ "$2" = status ]; then printf '%s\\n' "$SAYS"; fi
exit "$(eval echo "\\$CODE_$2")"
"""
NEEDED = ("GITHUB_TOKEN", "GITLAB_TOKEN", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE")


class Shell:
    """A folder in which lines are run."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.calls = folder, folder / "calls"
        program = folder / "bin/trustpub"
        program.parent.mkdir()
        program.write_text(FAKE)
        program.chmod(0o755)

    def run(self, script: str, **env: str) -> "subprocess.CompletedProcess[str]":
        """As both CIs run it."""
        path = f"{self.folder}/bin{os.pathsep}{os.environ['PATH']}"
        codes = {"CODE_apply": "0", "CODE_resume": "0", "CODE_status": "0"}
        secrets = dict.fromkeys(NEEDED, "x")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={"PATH": path, "SAYS": "", "CALLS": str(self.calls), **codes, **secrets, **env},
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self) -> list[list[str]]:
        """The words of every call."""
        calls = self.calls.read_text().split("--\n") if self.calls.exists() else []
        return [call.splitlines() for call in calls[:-1]]
