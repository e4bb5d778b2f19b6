"""What was asked for -> the files. Pure.

GitHub docs, "Events that trigger workflows": a run for `pull_request_target` is of the default
branch's newest commit (since December 2025; of the base branch's before), may write, waits for
nobody's approval and comes while a request has a conflict too, whatever its author did to the
workflows. A pull request of a fork gets a token that only reads in all other runs, and no secrets.

GitLab docs, "Merge request pipelines": a fork's runs in the fork, with the fork's settings; in the
project itself it has protected variables only where both branches are protected. "Trigger
pipelines with the API": `TRIGGER_PAYLOAD` is a file with what a webhook sent.
"""

from .. import __version__
from ..fleet_ci.branches import elsewhere
from ..fleet_ci.gitlab import PREVIEW
from ..fleet_ci.model import File
from ..model import Forge
from ..writing.actions import ACTIONS, IMAGES, PYTHON, RUNNER
from ..writing.page import page
from .model import DAILY, NAME, Asked

CHECK = ".github/workflows/trustpub-preview.yml"
COMMENT = ".github/workflows/trustpub-preview-comment.yml"
"""Fixed, as PREVIEW is: two of a repository would write over each other's comment."""


def made(forge: Forge, asked: Asked) -> tuple[File, ...]:
    """All files for one forge."""
    return on_github(asked) if forge == "github" else (on_gitlab(asked),)


def on_github(asked: Asked) -> tuple[File, File]:
    """The check, and the workflow that comments."""
    texts = [
        page(
            template,
            asked=asked,
            check=NAME,
            schedule=asked.schedule or DAILY,
            actions=ACTIONS,
            runner=RUNNER,
            python=PYTHON,
            version=__version__,
        )
        for template in ("preview-github.yml", "preview-github-comment.yml")
    ]
    return File(CHECK, texts[0]), File(COMMENT, texts[1])


def on_gitlab(asked: Asked) -> File:
    """Both jobs, in a file to be included."""
    text = page(
        "preview-gitlab.yml",
        asked=asked,
        wanted=asked,
        elsewhere=elsewhere(asked.branch),
        image=IMAGES["build"],
        version=__version__,
    )
    return File(PREVIEW, text)
