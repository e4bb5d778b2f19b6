"""Imported first by programs that live a second: they make next to no garbage.

Looking for it while hundreds of modules are imported, and once more at the end, took a third of
their processor time. Past 100,000 new objects the collector runs as ever.
"""

import atexit
import gc

gc.freeze()
gc.set_threshold(100_000)
atexit.register(gc.freeze)
