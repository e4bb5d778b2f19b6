"""The language of `${{ }}` in GitHub workflows, with values that may be unknown."""
