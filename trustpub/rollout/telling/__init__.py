"""What is told of runs: reports, where everybody stands, the page."""
