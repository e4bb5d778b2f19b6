"""The checklist: what a person does, in order, and what has been seen of it already."""
