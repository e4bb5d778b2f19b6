"""GitLab pipelines: what they upload, read from the files of a repository."""

from .read import read

__all__ = ["read"]
