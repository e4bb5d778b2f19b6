"""A fleet: many release configs out of one file with defaults, profiles and overrides."""
