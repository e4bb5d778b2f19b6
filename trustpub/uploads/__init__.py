"""What shell text uploads to a Python package index, and what it builds."""
