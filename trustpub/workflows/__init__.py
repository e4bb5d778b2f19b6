"""What the release workflows and pipelines of a repository do: read from its files, not run."""
