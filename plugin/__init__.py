"""The local Pulumi provider `pypi`: publishers of package indexes, and proposals."""
