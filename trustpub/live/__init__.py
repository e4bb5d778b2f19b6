"""What is on the forges, on the indexes and in the stack's state today, beside a preview."""
