"""Since when no token is needed, and what shows that the publisher works."""
