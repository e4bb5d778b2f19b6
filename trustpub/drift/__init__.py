"""What an audit found, as issues: one for each repository."""
