"""Adoption: what a forge holds and what the files of a repository do -> a release config."""
