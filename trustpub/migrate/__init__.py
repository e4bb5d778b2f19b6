"""From tokens to publishers: find every token, swap the CI, prove, remove, revoke."""
