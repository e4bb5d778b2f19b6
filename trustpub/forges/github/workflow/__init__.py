"""GitHub workflows, read from their files: what uploads, when, and with what."""

from .read import read

__all__ = ["read"]
