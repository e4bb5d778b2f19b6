"""Why was a release refused: from claims, a token or a job log, and the config. Pure."""
