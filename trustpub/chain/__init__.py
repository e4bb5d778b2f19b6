"""The chain from a declared publisher to its upload: a config held against what the files do."""
