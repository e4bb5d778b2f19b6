"""What is known to run in a publish job without writing to the repository."""

from ..workflows.model import UploadJob

ACTIONS = frozenset(
    {
        "actions/cache",
        "actions/checkout",
        "actions/download-artifact",
        "actions/setup-node",
        "actions/setup-python",
        "actions/upload-artifact",
        "astral-sh/setup-uv",
        "hynek/build-and-inspect-python-package",
        "hynek/setup-cached-uv",
        "pdm-project/setup-pdm",
        "pypa/cibuildwheel",
        "pypa/gh-action-pypi-publish",
        "pypa/hatch",
        "snok/install-poetry",
        "step-security/harden-runner",
    }
)
WORDS = frozenset(
    {
        *("cat", "cd", "cp", "date", "echo", "export", "find", "gunzip", "ls", "mkdir", "mv"),
        *("pwd", "rm", "set", "sleep", "tar", "test", "tree", "true", "unzip", "zip"),
        *("build", "check-wheel-contents", "flit", "hatch", "maturin", "pdm", "pip", "pip3"),
        *("pipx", "poetry", "pyproject-build", "twine", "uv", "uvx"),
    }
)
"""First words of commands. Scripts and interpreters are not among them: they may do anything."""


def needs_no_token(job: UploadJob) -> bool:
    """Whether all that runs in a job is known, and none of it writes with the job's token."""
    return bool(job.runs) and all(name in ACTIONS or name in WORDS for name in job.runs)
