"""EngineError: the only exception that leaves this package on purpose."""


class EngineError(Exception):
    """Something is missing; the text is one sentence that names it and what to do."""
