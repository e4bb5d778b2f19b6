"""The release workflow delivered: a branch of its own and a request to take it, never a push."""
