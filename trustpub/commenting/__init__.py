"""One comment of ours on each pull or merge request, edited in place."""
