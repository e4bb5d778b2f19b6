"""Requests on both forges, as the comments have them."""

from ..commenting.conftest import place, served, world

__all__ = ["place", "served", "world"]
