"""The main job, shown: two repositories made publish-ready on the sandbox."""
