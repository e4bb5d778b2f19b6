"""A change before it is merged: what is declared now against what would be declared. No network."""
