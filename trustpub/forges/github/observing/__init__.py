"""What GitHub really holds, in the words of the plan. Reads only."""
