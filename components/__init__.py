"""The Pulumi side: thin components that turn a plan into resources."""

from .program import deploy
from .project import ReleaseProject, ReleaseProjectArgs

__all__ = ["ReleaseProject", "ReleaseProjectArgs", "deploy"]
