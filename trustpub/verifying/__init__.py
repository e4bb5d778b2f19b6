"""What a release config declares, held against what the forges store: `verify` and read-back."""
