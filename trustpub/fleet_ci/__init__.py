"""Files with which engines that exist roll out a fleet: workflow, pipeline, Stack resources."""
