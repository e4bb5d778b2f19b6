"""The Pulumi side: thin components that turn a plan into resources."""

from trustpub import short_lived as short_lived

from .fleet import deploy_fleet
from .program import deploy
from .project import ReleaseProject, ReleaseProjectArgs

__all__ = ["ReleaseProject", "ReleaseProjectArgs", "deploy", "deploy_fleet"]
