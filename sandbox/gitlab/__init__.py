"""GitLab's REST API, as far as publishing settings reach."""
