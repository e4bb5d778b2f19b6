"""Measurements on the sandbox, side by side in one run. They report and never judge."""
