"""The local Pulumi provider `pypi`: the publishers of package indexes as resources."""
