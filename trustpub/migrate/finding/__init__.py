"""Which tokens the files of a repository name, and what for."""
