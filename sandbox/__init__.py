"""A loopback GitHub, GitLab and PyPI that behave like the real ones."""
