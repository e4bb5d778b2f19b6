"""The job's own OIDC token, held against the config, and on request against the index."""
