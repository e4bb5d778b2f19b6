"""What GitLab really holds, in the words of the plan. Reads only."""
