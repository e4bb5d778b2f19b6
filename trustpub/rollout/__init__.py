"""A fleet rolled out: one stack a repository, only those that changed, in waves, and resumable."""
