"""The files of a checkout, as a folder or out of git: patterns, and links that stay in it."""
