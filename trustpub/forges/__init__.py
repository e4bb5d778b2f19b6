"""The list of forges: a new one is a folder here and a line in FORGES."""

from ..model import Forge
from .base import ForgeRecord
from .github import desired as github
from .github.rules import RULES as GITHUB_RULES
from .gitlab import desired as gitlab
from .gitlab.rules import RULES as GITLAB_RULES

FORGES: dict[Forge, ForgeRecord] = {
    "github": ForgeRecord("github", "workflow", github.identity, github.resources, GITHUB_RULES),
    "gitlab": ForgeRecord("gitlab", "pipeline", gitlab.identity, gitlab.resources, GITLAB_RULES),
}
