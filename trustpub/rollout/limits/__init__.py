"""What the forges allow, what was sent, and what is waited for: one budget for all workers."""
