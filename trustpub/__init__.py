"""Release trust as code: one typed file, and GitHub, GitLab and PyPI agree with it."""

__version__ = "0.1.0"
