"""What the forges really hold, read by ourselves, and how it differs from what was declared."""
