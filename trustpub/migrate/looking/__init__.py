"""What a run is about, and asking for all that it has to know."""
