"""PyPI and TestPyPI: what their forms take, where they are, what they show."""

from .forms import form_problems

__all__ = ["form_problems"]
