"""What demo, tests and bench share: a sandbox and an engine, started and stopped."""
