"""One repository: its stack, the engine's run, what is mended before it, what it said."""
