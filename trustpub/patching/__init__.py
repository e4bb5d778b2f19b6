"""What is missing between a config and a file that others wrote, as the smallest patch of it."""
