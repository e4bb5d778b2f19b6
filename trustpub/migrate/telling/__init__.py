"""The report of a migration in every format."""
