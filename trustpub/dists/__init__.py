"""Built files, judged before they are uploaded: `trustpub check --dist DIR`."""

from ..model import Problem
from .folder import read_folder
from .rules import judge

__all__ = ["dist_problems"]


def dist_problems(directory: str, project: str | None) -> tuple[Problem, ...]:
    """Every problem of the files in a folder; without a project its name is not compared."""
    return judge(read_folder(directory), project)
