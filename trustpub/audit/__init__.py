"""What is really there, held against the config and against good practice."""
