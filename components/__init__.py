"""The Pulumi side: thin components that turn a plan into resources."""

from trustpub import short_lived as short_lived

from .program import deploy
from .project import ReleaseProject, ReleaseProjectArgs

__all__ = ["ReleaseProject", "ReleaseProjectArgs", "deploy"]
