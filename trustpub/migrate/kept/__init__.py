"""Which secrets and variables a forge holds, by name, at every level."""
