"""Files with which a CI shows each change in its request: a check, and a job that comments."""
